package handout

import (
	"context"
	"mime"
	"net/http"
	"strings"

	"palier/internal/export"
)

// Serve answers a request with the file, under a name without its extension. An error that
// comes before the first byte is given back, and nothing is answered yet; after that the
// connection is cut, so that half a file does not look whole.
func (h *Handout) Serve(ctx context.Context, w http.ResponseWriter, name string) error {
	out := &answer{ResponseWriter: w, begin: func() {
		extension, _, _ := strings.Cut(string(h.Format), "-")
		if h.Format == export.JSONLines {
			extension = "jsonl"
		}
		header := w.Header()
		header.Set("Content-Type", h.Format.ContentType())
		header.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": fileName(name) + "." + extension}))
		header.Set("Cache-Control", "no-store")
	}}
	err := h.Write(ctx, out)
	if err != nil && out.begun {
		panic(http.ErrAbortHandler) // the audit log says that it is not whole
	}
	return err
}

// fileName keeps a text from meaning anything to a file system.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, name)
	if runes := []rune(name); len(runes) > 80 {
		name = string(runes[:80])
	}
	if name = strings.Trim(name, " ."); name == "" {
		return "contacts"
	}
	return name
}

// answer says what a file is just before its first byte.
type answer struct {
	http.ResponseWriter
	begin func()
	begun bool
}

func (a *answer) Write(data []byte) (int, error) {
	if !a.begun {
		a.begun = true
		a.begin()
	}
	return a.ResponseWriter.Write(data)
}
