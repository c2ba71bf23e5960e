package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"palier"
	"palier/internal/explain"
	"palier/internal/phrase"
)

// saveBody is the form that saves what the list asks for as a segment.
type saveBody struct {
	Text   string // of the segment
	Words  string
	Given  string // the name, where it was refused
	Again  bool   // the name is a segment's, which would get another version
	Reason string // why it was refused
}

// save gives the form; nil where there is nothing to save: everybody, a segment that is saved
// already, or what has no text.
func (l *contactList) save() *saveBody {
	text := l.asked.Text()
	named := l.narrowing != nil && l.narrowing.given.Name() != "" && len(l.whom) == 1
	if text == "" || !l.mayMeet() || l.listing.Search == "" && (named || l.narrowing == nil) {
		return nil
	}
	return &saveBody{Text: text, Words: explain.Segment(l.book, l.view.Engine.Model, l.view.Engine.Currency, l.asked.Segment.Segment)}
}

// saveContacts saves a text as a segment and shows its members.
func saveContacts(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	form := v.r.PostForm
	body := saveBody{Text: form.Get("text"), Given: strings.TrimSpace(form.Get("name"))}
	return v.reading(func(r *reading) error {
		ctx := r.r.Context()
		vocabulary, err := r.Workspace.Vocabulary(ctx, r.view.View, r.view.Engine.Model)
		if err != nil {
			return err
		}
		asked, err := r.Workspace.FindSegment(ctx, vocabulary, body.Text)
		if err != nil {
			return err
		}
		body.Words = explain.Segment(r.book, r.view.Engine.Model, r.view.Engine.Currency, asked.Segment)
		status := http.StatusUnprocessableEntity
		if _, err := r.Workspace.Control.Segment(ctx, body.Given); err == nil && form.Get("again") == "" {
			body.Again, body.Reason = true, r.book.Say("contacts.save.again", phrase.Args{"Name": body.Given})
			status = http.StatusConflict
		} else if _, _, err := r.Workspace.SaveSegment(ctx, vocabulary, body.Given, body.Text, false); err == nil {
			r.see("/contacts?" + url.Values{"segment": {body.Given}}.Encode())
			return nil
		} else if known := refusal(err); known == nil {
			return err
		} else {
			body.Reason = strings.TrimSpace(known.Reason + ". " + known.Hint)
		}
		return r.show(status, page{Name: "contacts-save", Book: r.book, Title: r.book.Say("contacts.save", nil), Active: "contacts", Body: body})
	})
}

// refusal gives what a person can act on; nil where it is nothing of the kind.
func refusal(err error) *palier.Error {
	var known *palier.Error
	if code := palier.CodeOf(err); code != palier.Invalid && code != palier.Conflict || !errors.As(err, &known) {
		return nil
	}
	return known
}
