package web

import (
	"cmp"
	"strings"

	"palier"
	"palier/internal/export"
	"palier/internal/handout"
	"palier/internal/signin"
)

// handOutBody is the form that hands the list out as a file.
type handOutBody struct {
	Shown   string // the columns of the list, the contact id first
	Formats []choice
	Hidden  []choice
}

// handOut gives the form; nil for who may not hand out.
func (l *contactList) handOut() *handOutBody {
	if !l.mayMeet() || !l.who.May(signin.HandOut) {
		return nil
	}
	body := &handOutBody{Shown: strings.Join(append([]string{"contact_id"}, l.columns.chosen.Names...), ","), Hidden: l.kept("sort", "columns")}
	for _, format := range export.Formats() {
		body.Formats = append(body.Formats, choice{string(format), l.book.Say("contacts.format."+string(format), nil), format == export.CSV})
	}
	return body
}

// mayMeet tells whether who asks may meet contacts.
func (v *visit) mayMeet() bool { return v.who.May(signin.Meet) }

// handOutContacts answers with the file. It is written as it goes out: one that breaks off
// ends the connection, and the audit log tells of it.
func handOutContacts(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	if !v.mayMeet() {
		return &palier.Error{Code: palier.Denied, Tried: "hand contacts out", Reason: "it takes the right to meet them"}
	}
	v.r.URL.RawQuery = v.r.PostForm.Encode() // the form has what the list's address has
	return v.reading(func(r *reading) error {
		form := r.r.PostForm
		if strings.TrimSpace(form.Get("purpose")) == "" {
			return palier.Refuse("hand contacts out", "it says not what for", "say it, for the audit log")
		}
		format, err := export.ParseFormat(form.Get("format"))
		if err != nil {
			return err
		}
		l, err := r.contactList()
		if err != nil {
			return err
		}
		wanted := handout.Wanted{
			Selection: l.asked.Selection, Of: cmp.Or(l.single.said(), handout.Unnamed(l.asked.Text())), Format: format, Purpose: form.Get("purpose"), Columns: form.Get("what"), Channel: form.Get("channel"),
		}
		if form.Get("email") != "" {
			if wanted.Columns == "" {
				wanted.Columns = strings.Join(l.columns.base.Fixed().Names, ",")
			}
			wanted.Columns += ",email"
		}
		file, err := handout.Prepare(r.r.Context(), r.Workspace, r.view.At(r.To), wanted)
		if err != nil {
			return err
		}
		return file.Serve(r.r.Context(), r.w, "contacts-"+r.To.String())
	})
}
