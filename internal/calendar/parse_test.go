package calendar

import (
	"reflect"
	"strings"
	"testing"

	"palier"
)

func TestTheTemplateSaysWhatIsUsual(t *testing.T) {
	for _, country := range append(Countries(), "") {
		read, err := Parse(Template(country), "us")
		if err != nil {
			t.Fatalf("%s: %v\n%s", country, err, Template(country))
		}
		from, to := palier.DayOf(2024, 1, 1), palier.DayOf(2029, 1, 1)
		if !reflect.DeepEqual(read.Between(from, to), Usual(country).Between(from, to)) {
			t.Errorf("%s: it has other days", country)
		}
		if text := strings.ReplaceAll(string(Template(country)), "\n#  ", "\n  "); len(mustParse(t, text).own) != 3 {
			t.Errorf("%s: its examples are not read", country)
		}
	}
}

func mustParse(t *testing.T, text string) *Calendar {
	t.Helper()
	c, err := Parse([]byte(text), "fr")
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return c
}

func TestAMerchantLeavesOutEventsAndHasOwnOnes(t *testing.T) {
	c := mustParse(t, "events: {christmas: false}\nown:\n- name: {en: Party, fr: Fête}\n  on: 2026-12-05\n- name: Seulement\n  on: 2026-12-06\n")
	found := c.Between(palier.DayOf(2026, 12, 1), palier.DayOf(2026, 12, 31))
	if len(found) != 2 || found[0].Name("fr") != "Fête" || found[0].Name("en") != "Party" || found[1].Name("fr") != "Seulement" {
		t.Errorf("December has %+v", found)
	}
	if c := mustParse(t, "country: gb"); c.Country() != "gb" {
		t.Errorf("the country is %q", c.Country())
	}
	if c := mustParse(t, ""); c.Country() != "fr" || len(c.Between(palier.DayOf(2026, 12, 1), palier.DayOf(2026, 12, 31))) != 1 {
		t.Error("an empty file is not the usual calendar")
	}
}

func TestWhatIsWrongWithACalendarIsSaidWithItsPlaceAndWhatWasMeant(t *testing.T) {
	for text, want := range map[string]string{
		"land: fr":                                 "line 1, column 1: land: unknown key: known here are country, events, own",
		"country: it":                              "line 1, column 10: country: it is no country with rules",
		"country: [fr]":                            "is no country with rules",
		"events: {chrismas: true}":                 "events.chrismas: unknown key: did you mean christmas?",
		"events: {christmas: yes please}":          `events.christmas: expected true or false, not the text "yes please"`,
		"country: gb\nevents: {winter_sale: true}": "line 2, column 23: events.winter_sale: there is no rule for it in this country",
		"events: [christmas]":                      "line 1, column 9: events: expected keys with values, not a list",
		"own: {name: x}":                           "own: expected a list, not a map",
		"own: [x]":                                 `own[0]: expected keys with values, not the text "x"`,
		"own: [{on: 03-14}]":                       "own[0].name: is missing",
		"own: [{name: {}, on: 03-14}]":             "own[0].name: is missing",
		"own: [{name: {de: x}, on: 03-14}]":        "own[0].name.de: unknown key: known here are en, fr",
		"own: [{name: {en: 5}, on: 03-14}]":        "own[0].name.en: expected a text, not the number 5",
		"own: [{name: '  ', on: 03-14}]":           "own[0].name: is empty",
		"own: [{name: " + strings.Repeat("é", 41) + ", on: 03-14}]": "has 41 characters, more than 40",
		"own: [{name: x}]":                                            "own[0]: needs either on, or from and to",
		"own: [{name: x, on: 03-14, to: 03-15}]":                      "needs either on, or from and to",
		"own: [{name: x, from: 03-14}]":                               "needs either on, or from and to",
		"own: [{name: x, on: 14/03}]":                                 `own[0].on: expected a day such as 2026-06-05, or 06-05 for every year, not the text "14/03"`,
		"own: [{name: x, on: 2026-02-30}]":                            "expected a day such as",
		"own: [{name: x, on: 13-01}]":                                 "expected a day such as",
		"own: [{name: x, on: 1500-01-01}]":                            "expected a day such as",
		"own: [{name: x, on: {a: b}}]":                                "expected a day such as",
		"own: [{name: x, from: 2026-01-01, to: 02-01}]":               "own[0]: give both days a year, or neither",
		"own: [{name: x, from: 2026-02-01, to: 2026-01-01}]":          "own[0]: from is after to",
		"own: [{name: x, from: 2026-02-01, to: 2027-06-01}]":          "own[0]: lasts longer than a year",
		"own: [" + strings.Repeat("{name: x, on: 03-14},", 101) + "]": "has 101 events, more than 100",
		"country: fr\ncountry: gb":                                    "stands here twice",
		"country: &x fr":                                              "anchors, aliases and merge keys are not used here",
		"country: {":                                                  "this is not YAML",
		"land: fr\nown: [{name: x}]":                                  "2 problems",
	} {
		_, err := Parse([]byte(text), "fr")
		if palier.CodeOf(err) != palier.Invalid || !strings.Contains(err.Error(), want) {
			t.Errorf("%.70q: %v, want %q", text, err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(Template("fr"))
	f.Add([]byte("own: [{name: {en: x}, from: 12-27, to: 2026-01-05}]"))
	f.Fuzz(func(t *testing.T, text []byte) {
		c, err := Parse(text, "fr")
		if err != nil {
			if palier.CodeOf(err) != palier.Invalid {
				t.Fatal(err)
			}
			return
		}
		for _, e := range c.Between(palier.FirstDay, palier.LastDay) {
			if !e.From.Exists() || e.To < e.From || e.To-e.From > 2*maxDays || e.ID == "" && e.Name("en") == "" {
				t.Fatalf("an event without sense: %+v", e)
			}
		}
	})
}
