package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"palier"
	"palier/internal/control"
	"palier/internal/explain"
	"palier/internal/modelfile"
	"palier/internal/phrase"
)

// draftLine is a draft in a list.
type draftLine struct{ Path, Name, Last string }

// draftPart is what the page says of the draft that is changed on it.
type draftPart struct {
	Number, Revision int // 0: there is none yet
	Name, Last       string
	Path             string
	Saved            bool
	Closed           string // why it is no more; the values can be saved as another one
	Apart            *apartPart
	Comments         []commentLine
}

// commentLine is what somebody said about a draft.
type commentLine struct{ Of, Text string }

func draftPath(number int) string { return "/model/drafts/" + strconv.Itoa(number) }

// draftLines lists the drafts.
func (m *modelling) draftLines() ([]draftLine, error) {
	drafts, err := m.Workspace.Control.Drafts(m.r.Context())
	lines := make([]draftLine, len(drafts))
	for i, d := range drafts {
		lines[i] = draftLine{draftPath(d.Number), d.Name, m.savedBy(d)}
	}
	return lines, err
}

func (m *modelling) savedBy(d control.Draft) string {
	return m.book.Say("model.draft.last", phrase.Args{"Who": d.Who, "At": m.book.Instant(d.At.In(m.Workspace.Zone)), "Base": d.Base})
}

// draftNumber reads the number of the address.
func (v *visit) draftNumber() (int, error) {
	number, err := strconv.Atoi(v.r.PathValue("number"))
	if err != nil || number < 1 {
		return 0, nowhere(v)
	}
	return number, nil
}

// showDraft answers with a draft, to be looked at and changed.
func showDraft(v *visit) error {
	number, err := v.draftNumber()
	if err != nil {
		return err
	}
	return v.modelling(func(m *modelling) error {
		d, err := m.Workspace.Control.Draft(m.r.Context(), number, 0)
		if err != nil {
			return err
		}
		model, err := modelfile.Parse([]byte(d.Text))
		if err != nil {
			return err
		}
		sent := modelSent{fields: modelfile.FieldsOf(model), after: d.Base, draft: d.Number, revision: d.Revision, name: d.Name}
		changeFields(sent.fields, typedFields(m.r.URL.Query()))
		return m.showEdit(http.StatusOK, sent, editModelBody{Draft: draftPart{Saved: m.r.URL.Query().Has("saved")}})
	})
}

// tellDraft completes what the page says of the draft of the form: who saved it last, what
// they said, and what somebody else changed of it since the form was opened.
func (m *modelling) tellDraft(sent modelSent, part *draftPart) error {
	part.Name = sent.name
	if sent.draft == 0 {
		return nil
	}
	d, err := m.Workspace.Control.Draft(m.r.Context(), sent.draft, 0)
	if err != nil {
		return err
	}
	part.Number, part.Revision, part.Path, part.Last = d.Number, sent.revision, draftPath(d.Number), m.savedBy(d)
	if d.Closed {
		part.Number, part.Closed = 0, m.book.Say("model.draft.gone", nil)
		if d.Published > 0 {
			part.Closed = m.book.Say("model.draft.done", phrase.Args{"Number": d.Published})
		}
	}
	comments, err := m.Workspace.Control.Comments(m.r.Context(), d.Number)
	for _, c := range comments {
		part.Comments = append(part.Comments, commentLine{m.book.Say("model.version.of", phrase.Args{"Who": c.Who, "At": m.book.Instant(c.At.In(m.Workspace.Zone))}), c.Text})
	}
	if err != nil || d.Revision == sent.revision {
		return err
	}
	base, theirs, err := m.revisions(sent, d)
	if err != nil {
		return err
	}
	part.Apart = &apartPart{
		Title:   m.book.Say("model.draft.apart", phrase.Args{"Who": d.Who}),
		About:   m.book.Say("model.draft.apart.about", phrase.Args{"At": m.book.Instant(d.At.In(m.Workspace.Zone))}),
		Changes: explain.Changes(m.book, modelfile.Diff(base, theirs)),
	}
	return nil
}

// revisions gives the model of the revision that a form was made from, and of the newest one.
func (m *modelling) revisions(sent modelSent, newest control.Draft) (base, theirs *palier.Model, err error) {
	from, err := m.Workspace.Control.Draft(m.r.Context(), sent.draft, sent.revision)
	if err == nil {
		base, err = modelfile.Parse([]byte(from.Text))
	}
	if err == nil {
		theirs, err = modelfile.Parse([]byte(newest.Text))
	}
	return base, theirs, err
}

// saveDraft keeps the values of the form as a draft, and leads to its page. When somebody else
// has saved it since, the page says what they changed, and nothing is saved.
func (m *modelling) saveDraft(sent modelSent) error {
	other, _ := sent.fields.Model()
	switch {
	case other == nil:
		return m.showEdit(http.StatusUnprocessableEntity, sent, editModelBody{Wrong: m.book.Say("model.draft.wrong", nil)})
	case sent.name == "":
		return m.showEdit(http.StatusUnprocessableEntity, sent, editModelBody{Wrong: m.book.Say("model.draft.unnamed", nil)})
	}
	text, _ := modelfile.Rewrite([]byte(m.version.Text), other)
	saved, err := m.Workspace.SaveDraft(m.r.Context(), control.Draft{Number: sent.draft, Revision: sent.revision, Name: sent.name, Text: string(text), Base: sent.after})
	if palier.CodeOf(err) == palier.Conflict {
		return m.showEdit(http.StatusConflict, sent, editModelBody{})
	}
	if err != nil {
		return err
	}
	m.see(draftPath(saved.Number) + "?saved=1")
	return nil
}

// join brings the newest revision of the draft into the form.
func (m *modelling) join(sent modelSent) error {
	ours, _ := sent.fields.Model()
	if ours == nil {
		return m.showEdit(http.StatusUnprocessableEntity, sent, editModelBody{Wrong: m.book.Say("model.apart.sound", nil)})
	}
	newest, err := m.Workspace.Control.Draft(m.r.Context(), sent.draft, 0)
	if err != nil {
		return err
	}
	base, theirs, err := m.revisions(sent, newest)
	if err != nil {
		return err
	}
	merged, both := modelfile.Merge(base, ours, theirs)
	sent.fields, sent.revision, sent.after = merged, newest.Revision, max(sent.after, newest.Base)
	return m.showEdit(http.StatusOK, sent, editModelBody{Brought: explain.Changes(m.book, both), Joined: true})
}

// dropDraft throws a draft away. Its page stays, so that the values can be saved again.
func dropDraft(v *visit) error {
	number, err := v.draftNumber()
	if err != nil {
		return err
	}
	if err := v.Workspace.CloseDraft(v.r.Context(), number, 0); err != nil {
		return err
	}
	v.see("/model?" + url.Values{"dropped": {strconv.Itoa(number)}}.Encode())
	return nil
}

// commentOnDraft keeps what somebody says about a draft.
func commentOnDraft(v *visit) error {
	number, err := v.draftNumber()
	if err != nil {
		return err
	}
	if err := v.form(); err != nil {
		return err
	}
	text := strings.TrimSpace(v.r.PostForm.Get("text"))
	if text != "" { // pressed for nothing
		if err := v.Workspace.CommentOnDraft(v.r.Context(), number, text); err != nil {
			return err
		}
	}
	v.see(draftPath(number) + "#comments")
	return nil
}
