package web

import (
	"net/http"
	"path/filepath"
	"strings"

	"palier/internal/source"
)

// emptyBody is the page of a workspace without contacts: how to begin.
type emptyBody struct {
	Drop     dropPart
	Arriving arriving
	Kinds    []emptyKind
	Command  string // what to type
	Try      string // the same without keeping anything
}

// emptyKind is a kind of file: what it is for, and the columns without which it is none, of
// each group one.
type emptyKind struct {
	Label, About string
	Needs        [][]string
}

func (v *visit) showEmpty() error {
	dir, err := filepath.Abs(v.Workspace.Dir)
	if err != nil {
		dir = v.Workspace.Dir
	}
	body := emptyBody{Drop: v.drop()}
	if !body.Drop.May {
		dir = "…" // where it lies on the machine is not for everybody
	} else if body.Arriving, err = v.arriving(); err != nil {
		return err
	}
	for _, kind := range source.Kinds() {
		id := string(kind)
		body.Kinds = append(body.Kinds, emptyKind{v.book.Say("kind."+id, nil), v.book.Say("empty.kind."+id, nil), source.Required(kind)})
	}
	body.Command = "palier --workspace " + shellQuote(dir) + " import contacts.csv orders.csv"
	body.Try = body.Command + " --dry-run"
	return v.show(http.StatusOK, page{Name: "empty", Title: v.book.Say("empty.title", nil), Active: "overview", Body: body})
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
