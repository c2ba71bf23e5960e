package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"palier"
	"palier/internal/phrase"
	"palier/internal/segment"
	"palier/internal/workspace"
)

// editBody is the page on which a segment is written. A script makes rows of its text; the
// text alone can do all that they can.
type editBody struct {
	Was     string // the name under which it is saved; empty: it is new
	Name    string
	Text    string
	Words   string
	Fault   *editFault
	Broken  []brokenRow // what saving it would break
	Why     string      // why it was not saved
	Count   *sizeCells  // nil: it cannot be counted, or nothing is written yet
	Members string      // address of who is meant; empty: it cannot be told
	Phrases []wordOf    // what the script says
	Day     palier.Day
}

// editFault is what is wrong with the text, and where.
type editFault struct{ Where, Reason, Hint string }

// brokenRow is a saved segment that would no longer hold.
type brokenRow struct{ Name, Reason string }

// wordOf is a phrase for the script.
type wordOf struct{ ID, Text string }

// newSegment answers with the page of a segment to be written.
func newSegment(v *visit) error {
	return v.reading(func(r *reading) error {
		return r.editSegment(http.StatusOK, editBody{Text: r.r.URL.Query().Get("text")})
	})
}

// editSegment answers with the page of a saved segment to be changed; with a text in the
// address, as that says.
func editSegment(v *visit) error {
	return v.reading(func(r *reading) error {
		query := r.r.URL.Query()
		saved, err := r.Workspace.Control.Segment(r.r.Context(), query.Get("name"))
		if err != nil {
			return err
		}
		body := editBody{Was: saved.Name, Name: saved.Name, Text: saved.Text}
		if query.Has("text") {
			body.Text = query.Get("text")
		}
		return r.editSegment(http.StatusOK, body)
	})
}

// editSegment completes the page with what the text means.
func (r *reading) editSegment(status int, body editBody) error {
	title := r.book.Say("segments.new", nil)
	if body.Was != "" {
		title = r.book.Say("build.edit", phrase.Args{"Name": body.Was})
	}
	body.Day, body.Phrases = r.Newest, r.buildWords()
	if strings.TrimSpace(body.Text) != "" {
		if err := r.look(&body); err != nil {
			return err
		}
	}
	return r.show(status, page{Name: "segment-edit", Book: r.book, Title: title, Active: "segments", Body: body})
}

// look says what the text means, who is meant, or what is wrong.
func (r *reading) look(body *editBody) error {
	v, err := r.Workspace.Vocabulary(r.r.Context(), r.view, r.view.Engine.Model)
	if err != nil {
		return err
	}
	own := *v
	own.Name = body.Was
	draft := segment.DraftOf(body.Text, &own)
	if draft.Segment.Where != nil {
		body.Words = r.wordsOf(draft.Segment)
	}
	if draft.Err != nil {
		reason, hint := draft.Reason()
		body.Fault = &editFault{Reason: reason, Hint: hint}
		if draft.Spot.Line > 0 {
			body.Fault.Where = r.book.Say("build.at", phrase.Args{"Line": draft.Spot.Line, "Column": draft.Spot.Column})
		}
		return nil
	}
	if body.Was != "" {
		broken, err := r.Workspace.Dependents(r.r.Context(), v, body.Was, &draft.Segment)
		if err != nil {
			return err
		}
		body.Broken = append(body.Broken, brokenRows(broken)...)
	}
	body.Members = about("/contacts", body.Text)
	body.Count, err = r.sizeCells(workspace.Segment{Segment: draft.Segment}, v)
	return err
}

func brokenRows(broken []segment.Broken) (rows []brokenRow) {
	for _, b := range broken {
		rows = append(rows, brokenRow{b.Name, problemWords(b.Err)})
	}
	return rows
}

// saveSegment keeps what was written, and leads to the page of the segment.
func saveSegment(v *visit) error {
	if err := v.longForm(); err != nil {
		return err
	}
	form := v.r.PostForm
	return v.reading(func(r *reading) error {
		vocabulary, err := r.Workspace.Vocabulary(r.r.Context(), r.view, r.view.Engine.Model)
		if err != nil {
			return err
		}
		body := editBody{Was: form.Get("was"), Name: form.Get("name"), Text: strings.ReplaceAll(form.Get("text"), "\r\n", "\n")}
		saved, _, err := r.Workspace.SaveSegment(r.r.Context(), vocabulary, body.Name, body.Text, form.Has("force"))
		switch palier.CodeOf(err) {
		case "":
			r.see(with(about("/segment", saved.Name), "saved", strconv.Itoa(saved.Version)))
			return nil
		case palier.Invalid, palier.Conflict:
			body.Why = problemWords(err)
			return r.editSegment(http.StatusUnprocessableEntity, body)
		}
		return err
	})
}

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
