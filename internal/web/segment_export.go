package web

import (
	"net/http"
	"strings"

	"palier"
	"palier/internal/explain"
	"palier/internal/export"
	"palier/internal/handout"
	"palier/internal/segment"
	"palier/internal/signin"
	"palier/internal/workspace"
)

// exportForm asks what a file of a segment's contacts is to have.
type exportForm struct {
	At       string // the address that answers with the file
	Formats  []choice
	Columns  []columnGroup
	Channels []choice
}

// exportedFirst are the columns chosen at first.
var exportedFirst = map[string]bool{"contact_id": true, "stage": true, "stars": true, "purchases": true, "spend": true, "last_purchase": true}

func (a *asked) exportForm() *exportForm {
	form := &exportForm{At: a.At("/segment/export")}
	for _, format := range export.Formats() {
		form.Formats = append(form.Formats, choice{string(format), a.book.Say("format."+string(format), nil), format == export.Workbook})
	}
	form.Channels = append(form.Channels, choice{"", a.book.Say("export.any", nil), true})
	for _, channel := range palier.Channels {
		form.Channels = append(form.Channels, choice{channel, a.book.Label("channel", channel), false})
	}
	groups := map[palier.Subject]*columnGroup{
		palier.OfContact: {Label: a.book.Say("fields.contact", nil)}, palier.OfState: {Label: a.book.Say("fields.state", nil)},
	}
	own := &columnGroup{Label: a.book.Say("fields.own", nil)}
	for _, known := range a.Vocabulary.Fields() {
		group := groups[known.Of]
		if known.Attribute && known.Of == palier.OfContact {
			group = own
		}
		if group != nil && known.Name != "days_in_stage" && known.Name != "days_since_last_purchase" {
			group.Columns = append(group.Columns, choice{columnName(known), explain.FieldName(a.book, known.Field), !known.Attribute && exportedFirst[known.Name]})
		}
	}
	for _, group := range []*columnGroup{groups[palier.OfContact], groups[palier.OfState], own} {
		if len(group.Columns) > 0 {
			form.Columns = append(form.Columns, *group)
		}
	}
	return form
}

// columnName gives what a choice of columns calls a field.
func columnName(k segment.Known) string {
	if k.Attribute {
		return workspace.Written(k.Field)
	}
	return k.Name
}

// writeSegment answers with a file of a segment's contacts.
func writeSegment(v *visit) error {
	if !v.who.May(signin.HandOut) {
		return &palier.Error{Code: palier.Denied, Tried: "export contacts", Reason: "the right to is missing"}
	}
	if err := v.longForm(); err != nil {
		return err
	}
	return v.segmentPage(func(a *asked) error {
		form := a.r.PostForm
		wanted := handout.Wanted{
			Selection: a.Selection, Of: handout.Unnamed(a.segment), Columns: strings.Join(form["column"], ","),
			Channel: form.Get("channel"), Unreachable: form.Has("unreachable"), Purpose: form.Get("purpose"),
		}
		if form.Has("labels") {
			wanted.Book = a.book
		}
		var err error
		if wanted.Format, err = export.ParseFormat(form.Get("format")); err != nil {
			return err
		}
		file, err := handout.Prepare(a.r.Context(), a.Workspace, a.lens, wanted)
		if err != nil {
			return err
		}
		return file.Serve(a.r.Context(), a.w, a.called())
	})
}

// longForm reads a form that may hold the text of a segment.
func (v *visit) longForm() error {
	const most = 512 << 10
	v.r.Body = http.MaxBytesReader(v.w, v.r.Body, most)
	if err := v.r.ParseForm(); err != nil {
		return palier.Refuse("read the form", "it is broken or too long", "go back and try again")
	}
	return nil
}
