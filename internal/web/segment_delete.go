package web

import (
	"net/http"
	"net/url"

	"palier"
	"palier/internal/phrase"
)

// deleteBody asks whether a segment is to be deleted, and says what depends on it.
type deleteBody struct {
	Name, Words string
	Broken      []brokenRow
	Why         string
	Back        string
}

// askDelete answers with what deleting a segment would break.
func askDelete(v *visit) error {
	return v.reading(func(r *reading) error { return r.askDelete(http.StatusOK, r.r.URL.Query().Get("name"), "") })
}

func (r *reading) askDelete(status int, name, why string) error {
	v, err := r.Workspace.Vocabulary(r.r.Context(), r.view, r.view.Engine.Model)
	if err != nil {
		return err
	}
	saved, err := r.Workspace.Control.Segment(r.r.Context(), name)
	if err != nil {
		return err
	}
	found, err := r.Workspace.FindSegment(r.r.Context(), v, saved.Name)
	if err != nil {
		return err
	}
	broken, err := r.Workspace.Dependents(r.r.Context(), v, saved.Name, nil)
	if err != nil {
		return err
	}
	body := deleteBody{Name: saved.Name, Words: r.wordsOf(found.Segment), Broken: brokenRows(broken), Why: why, Back: about("/segment", saved.Name)}
	return r.show(status, page{Name: "segment-delete", Book: r.book, Title: r.book.Say("segment.delete.ask", phrase.Args{"Name": saved.Name}), Active: "segments", Body: body})
}

// deleteSegment takes a segment out of use, and leads to the list.
func deleteSegment(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	name := v.r.PostForm.Get("name")
	return v.reading(func(r *reading) error {
		vocabulary, err := r.Workspace.Vocabulary(r.r.Context(), r.view, r.view.Engine.Model)
		if err != nil {
			return err
		}
		_, err = r.Workspace.DeleteSegment(r.r.Context(), vocabulary, name, v.r.PostForm.Has("force"))
		switch palier.CodeOf(err) {
		case "":
			r.see("/segments?" + url.Values{"deleted": {name}}.Encode())
			return nil
		case palier.Invalid, palier.Conflict:
			return r.askDelete(http.StatusUnprocessableEntity, name, problemWords(err))
		}
		return err
	})
}
