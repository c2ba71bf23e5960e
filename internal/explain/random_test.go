package explain_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"palier"
	"palier/internal/explain"
	"palier/internal/segment"
	"palier/internal/segment/segmenttest"
)

// nasty are texts that people type and that must not steer what is around them.
var nasty = []string{"Paris", "", " ", "\n", "\x1b[31m", "\u202eevil\u202c", "\u2028", "{{.Xyz}}", "100 %d", "c'est", "🚲", "a , b . c", "\xff"}

func vocabulary() segmenttest.Vocabulary {
	v := segmenttest.Vocabulary{
		Saved: nasty, Types: []string{"click", "visit", "any", "other", "\x1b[31m"},
		Places: [][]segment.Place{{{Name: "active_buyer"}, {Name: "new_lead"}, {Name: "asleep"}}, {{Name: "gold"}, {Name: "low"}}, {{Stars: 0}, {Stars: 4}}},
		First:  palier.FirstDay, Last: palier.DayOf(2100, 1, 1), Depth: 4,
	}
	choices := map[string][]string{"stage": {"active_buyer", "new_lead"}, "status": {"gold", "no_spend"}, "profile": {"regular"}, "amount_level": {"low"}, "group": {"lost"}}
	for _, f := range palier.BuiltIn() {
		field := segmenttest.Field{Field: f, Values: choices[strings.TrimPrefix(f.Name, "next_")]}
		if field.Values == nil && (f.Type == palier.FieldText || f.Type == palier.FieldChoice) {
			field.Values = nasty
		}
		v.Fields = append(v.Fields, field)
	}
	for i, name := range append(nasty[2:], "city", "gender", "birth_date") {
		for _, of := range []palier.Subject{palier.OfContact, palier.OfLine, palier.OfProduct, palier.OfOrder} {
			field := segmenttest.Field{Field: palier.Field{Of: of, Name: name, Attribute: true, Type: palier.FieldType(i % 5), Decimals: 6}}
			if field.Type == palier.FieldText {
				field.Values = nasty
			}
			v.Fields = append(v.Fields, field)
		}
	}
	return v
}

// broken is what a sentence must not have in it: marks of a template gone wrong, ids of
// phrases, and spaces where a word is missing.
var broken = regexp.MustCompile(`%!\w\(\w+[^=]|no value|<nil>|\[\]|\b(who|say|list|bound|day|on|window|count|did|field|of|rank|text|moved|channel|item|next|stages)\.[a-z]|  \b| [,.]`)

func TestEveryTreeIsASentenceWithNothingMissing(t *testing.T) {
	english, french, model := book(t, "en"), book(t, "fr"), palier.DefaultModel()
	strange := regexp.MustCompile(`(?i)\b(whose|with|who|at least|days|contacts? with|bought|either|not|is|in the)\b`)
	rapid.Check(t, func(t *rapid.T) {
		tree := segmenttest.Draw(t, vocabulary())
		inFrench := explain.Segment(french, model, "", tree)
		for _, said := range []string{explain.Segment(english, model, "EUR", tree), inFrench, explain.Condition(french, model, "JPY", tree.Where)} {
			plain := strings.ReplaceAll(strings.ReplaceAll(said, "a , b . c", "¤"), "\u00a0", " ")
			if said == "" || broken.MatchString(plain) || strings.ContainsFunc(said, unicode.IsControl) {
				t.Errorf("said: %q", said)
			}
		}
		if strange.MatchString(inFrench) {
			t.Errorf("not French: %q", inFrench)
		}
	})
}
