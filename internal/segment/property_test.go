package segment_test

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"palier"
	"palier/internal/segment"
	"palier/internal/segment/segmenttest"
)

// nasty are texts and names that must come through as they are.
var nasty = []string{
	"Paris", "", " ", `"`, `\`, `\n`, "\n", "\r\n\t", "since", "a\"b", "where (a = 1)", "'; drop table contacts; --", "תל אביב", "\u202eevil\u202c", "e\u0301", "\x1b[31m", "\u2028", "\ufeff", "\ufffd", "🚲", "2017-02-30", "3d",
}

func vocabulary() segmenttest.Vocabulary {
	v := segmenttest.Vocabulary{
		Saved: nasty[2:], Types: []string{"click", "hard bounce", "in", "ouverture été"},
		Places: [][]segment.Place{{{Name: "active_buyer"}, {Name: "très bon"}, {Name: "top"}, {Name: "from"}}, {{Stars: 0}, {Stars: 4}}},
		First:  palier.FirstDay, Last: palier.DayOf(2100, 1, 1), Depth: 4,
	}
	for _, f := range palier.BuiltIn() {
		field := segmenttest.Field{Field: f}
		switch f.Type {
		case palier.FieldText:
			field.Values = nasty
		case palier.FieldChoice:
			field.Values = []string{"active_buyer", "none", "doré", "orders"}
		}
		v.Fields = append(v.Fields, field)
	}
	for _, name := range nasty {
		if name == "" {
			continue
		}
		for _, of := range []palier.Subject{palier.OfContact, palier.OfLine, palier.OfProduct, palier.OfOrder} {
			kind := palier.FieldType(len(name) % 5) // not a choice
			v.Fields = append(v.Fields, segmenttest.Field{Field: palier.Field{Of: of, Name: name, Attribute: true, Type: kind, Decimals: 6}})
			if kind == palier.FieldText {
				v.Fields[len(v.Fields)-1].Values = nasty
			}
		}
	}
	return v
}

func TestEveryTreeIsReadBackFromItsText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		drawn := segmenttest.Draw(t, vocabulary())
		text := segment.Print(drawn)
		read, err := segment.Parse(text)
		if err != nil {
			t.Fatalf("%v\nin %s", err, text)
		}
		if !reflect.DeepEqual(read, drawn) {
			t.Fatalf("%s\nis read back as %#v\nnot %#v", text, read, drawn)
		}
	})
}
