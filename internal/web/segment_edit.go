package web

import (
	"net/http"
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
