package explain

import (
	"strings"

	"palier"
	"palier/internal/phrase"
	"palier/internal/segment"
)

// FieldName gives what a list calls a field: Stage, Latest purchase, Campaign. Columns of
// the merchant's own are called as they are.
func FieldName(book *phrase.Book, f palier.Field) string {
	if f.Attribute {
		return phrase.Printable(f.Name)
	}
	id := "header." + f.Name
	switch {
	case f.Of != palier.OfState && f.Of != palier.OfContact:
		id = "name." + f.Name
	case f.Name == "days_in_stage", f.Name == "days_since_last_purchase":
		id = "name." + f.Name
	}
	return book.Say(id, nil)
}

// ChoiceName gives what people call a value of a field that is one of a few names.
func ChoiceName(book *phrase.Book, model *palier.Model, f palier.Field, value string) string {
	kind := kinds[f.Name]
	if kind == "consent" {
		kind = "basis"
	}
	return book.With(model).Label(kind, value)
}

// birthday lets the segment of birthdays be among those that are always there.
var birthday = palier.Field{Of: palier.OfContact, Name: "birthday", Type: palier.FieldDay, Attribute: true}

// saved names a segment that another one names.
func (w *words) saved(name string) string {
	for _, r := range segment.BuiltIn(&segment.Vocabulary{Model: w.model, Attributes: []palier.Field{birthday}}) {
		if strings.EqualFold(r.ID, name) {
			return w.quoted(w.ready(r))
		}
	}
	return w.quoted(name)
}

// ready gives what people call a segment that is always there: its value, or a name of its
// own.
func (w *words) ready(r segment.Ready) string {
	switch r.Of {
	case "":
		return w.say("segment."+r.ID, nil)
	case "stars":
		return w.book.Count("count.stars", int64(r.Value[0]-'0'))
	}
	return w.book.Label(kinds[r.Of], r.Value)
}
