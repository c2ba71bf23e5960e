package explain

import (
	"strings"
	"testing"

	"palier"
	"palier/internal/advisor"
	"palier/internal/phrase"
)

// advice is of a shop whose customers come back after 10, 20, … days, the last one late; of
// its leads nothing is known, nor of amounts but one.
func advice(t *testing.T) *advisor.Advice {
	t.Helper()
	m := palier.DefaultModel()
	e := advisor.NewEvidence(10_000, 730, m)
	for i := range 40 {
		e.Purchases.Add(700, 10*(i+1))
		e.Purchases.Contacts++
		e.Away.Add(200)
		e.Answered.Add(i)
		e.Spend.Add(50_00)
		for p := range e.Periods {
			e.Periods[p].Recency.Add(i % e.Periods[p].Days)
			e.Periods[p].Frequency.Add(1)
			e.Periods[p].Monetary.Add(palier.Money(1+i) * 10_00)
		}
	}
	o, err := advisor.Options{}.Checked()
	if err != nil {
		t.Fatal(err)
	}
	return advisor.Advise(e, m, "EUR", o)
}

func TestEverySuggestionIsSaidInBothLanguages(t *testing.T) {
	a := advice(t)
	for lang, want := range map[string]map[string]string{
		"en": {
			"lead.cold":            "No suggestion: 0 returns, where it takes 30.",
			"customer.defecting":   "Of those who come back within 700 days, 80.0\u00a0% have come after 320 days. It rests on 40 returns of 40 customers; still awaited: 0. Past it would be 0 customers; past today's, of 90 days: 40. Little is known of so long a time: only 9 had been awaited so long.",
			"status.levels:shares": "No suggestion: different amounts there are 1, and it takes 2.",
			"rfm.period":           "365 days bring 90.0\u00a0% of the repeat purchases to be expected within 700 days, by 40 returns.",
			"rfm.cuts.engagement":  "Fifths of 40 customers with a response.",
			"rfm.cuts.recency":     "Fifths of 40 customers with a purchase in the last 365 days.",
			"rfm.cuts.frequency":   "Fifths of 40 customers with a purchase in the last 365 days. Fifths fall on equal values and would leave 1 level: these are the nearest different ones.",
		},
		"fr": {
			"lead.cold":          "Pas de suggestion : 0 retour, et il en faut 30.",
			"rfm.period":         "365 jours apportent 90,0\u00a0% des ré-achats à attendre en 700 jours, d'après 40 retours.",
			"rfm.cuts.frequency": "Cinquièmes de 40 clients avec un achat dans les 365 jours qui précèdent. Les cinquièmes tombent sur des valeurs égales et ne laisseraient que 1 niveau : voici les valeurs différentes les plus proches.",
		},
	} {
		book, err := phrase.In(lang)
		if err != nil {
			t.Fatal(err)
		}
		for i := range a.Suggestions {
			s := &a.Suggestions[i]
			said := Suggestion(book, "EUR", s)
			if wanted := want[s.ID()]; wanted != "" && said != wanted {
				t.Errorf("%s %s:\n%s\nwant\n%s", lang, s.ID(), said, wanted)
			}
			note, err := SuggestionNotes(book, "EUR", palier.DefaultModel(), a)(s.ID())
			if err != nil {
				t.Fatal(err)
			}
			if grounds := strings.Join(SuggestionGrounds(book, "EUR", s), " "); lang == "en" && s.ID() == "customer.defecting" && grounds != strings.Replace(said, " Past it would be 0 customers; past today's, of 90 days: 40.", "", 1) {
				t.Errorf("the grounds are said as %q", grounds)
			}
			for _, text := range []string{said, SuggestionName(book, s), note} {
				if text == "" || strings.Contains(text, "advise.") || strings.Contains(text, "<no value>") {
					t.Errorf("%s %s is said as %q", lang, s.ID(), text)
				}
			}
		}
		if header := Suggestions(book, a); !strings.Contains(header, "1997") || strings.Contains(header, "<no value>") {
			t.Errorf("the header is %q", header)
		}
	}
}
