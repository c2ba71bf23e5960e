package web

import (
	"net/http"
	"net/url"

	"palier/internal/phrase"
)

// mostSegments is how many saved segments are asked whether a contact is in them: each is a
// question of its own.
const mostSegments = 100

// memberBody is the saved segments that a contact is in.
type memberBody struct {
	Back, Contact string
	Nothing       bool // no segment is saved at all
	Found         []link
	Rest          string // that not all were asked; empty: they were
}

// link leads somewhere.
type link struct{ Label, At string }

// showContactSegments answers with the segments that a contact is in, which its page fetches
// when somebody asks for them.
func showContactSegments(v *visit) error {
	return v.reading(func(r *reading) error {
		r.line.single, r.line.personal = true, true
		id := r.contactID()
		found, saved, err := r.Workspace.SegmentsOf(r.r.Context(), r.view.At(r.To), id, mostSegments)
		if err != nil {
			return err
		}
		body := memberBody{Back: r.At(contactPath(id)), Contact: id, Nothing: saved == 0}
		for _, name := range found {
			body.Found = append(body.Found, link{name, r.line.about("/contacts", r.To, r.days, url.Values{"segment": {name}})})
		}
		if saved > mostSegments {
			body.Rest = r.book.Say("contact.segments.rest", phrase.Args{"N": mostSegments})
		}
		return r.show(http.StatusOK, page{Name: "contact-segments", Book: r.book, Title: r.book.Say("contact.segments", nil), Active: "contacts", Line: r.line, Body: body})
	})
}
