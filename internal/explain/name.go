package explain

import (
	"palier"
	"palier/internal/phrase"
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
