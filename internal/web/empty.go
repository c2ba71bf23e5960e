package web

import (
	"net/http"
	"path/filepath"
	"strings"

	"palier/internal/signin"
)

// emptyBody is the page of a workspace without contacts: how to begin.
type emptyBody struct {
	Drop    dropPart
	Command string // what to type
	Try     string // the same without keeping anything
}

func (v *visit) showEmpty() error {
	dir, err := filepath.Abs(v.Workspace.Dir)
	if err != nil {
		dir = v.Workspace.Dir
	}
	if !v.who.May(signin.Manage) {
		dir = "…" // where it lies on the machine is not for everybody
	}
	command := "palier --workspace " + shellQuote(dir) + " import contacts.csv orders.csv"
	return v.show(http.StatusOK, page{Name: "empty", Title: v.book.Say("empty.title", nil), Active: "overview", Body: emptyBody{v.drop(), command, command + " --dry-run"}})
}

// shellQuote writes a path so that a shell takes it for one word.
func shellQuote(path string) string {
	for _, r := range path {
		plain := r == '/' || r == '.' || r == '-' || r == '_' || r == '…' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !plain {
			return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
		}
	}
	return path
}
