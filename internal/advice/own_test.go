package advice

import (
	"strings"
	"testing"

	"palier"
)

func TestAMerchantSaysOtherwiseOnlyWhatTheFileSays(t *testing.T) {
	own, err := Parse([]byte(`en:
  stages:
    cold_lead: {do: "Ask  them:\n why?"}
  profiles:
    regular:
      low:
        avoid: |
          Shouting.
          Twice.
fr:
`))
	if err != nil {
		t.Fatal(err)
	}
	ours, english := book(t, "en"), opened(t, own, "en")
	if got := english.Stage(palier.ColdLead); got.Do != "Ask them: why?" || got.Like != ours.Stage(palier.ColdLead).Like {
		t.Errorf("cold leads: %+v", got)
	}
	if got := english.Customer(palier.Regular, palier.Low); got.Avoid != "Shouting. Twice." || got.Do != ours.Customer(palier.Regular, palier.Low).Do {
		t.Errorf("regular customers of low amounts: %+v", got)
	}
	changed := 0
	for i, a := range english.all() {
		if a != ours.all()[i] {
			changed++
		}
	}
	if changed != 2 || own.Says("en") != 2 || own.Says("fr") != 0 {
		t.Errorf("%d pieces differ; %d and %d texts are the merchant's", changed, own.Says("en"), own.Says("fr"))
	}
	if french := opened(t, own, "fr"); french.Stage(palier.ColdLead) != book(t, "fr").Stage(palier.ColdLead) {
		t.Error("the French advice differs")
	}
	if fresh := book(t, "en"); fresh.Stage(palier.ColdLead) == english.Stage(palier.ColdLead) {
		t.Error("our own advice has changed")
	}
}

func opened(t *testing.T, own *Own, language string) *Book {
	t.Helper()
	b, err := own.In(language)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestWhatIsWrongWithTheFileIsSaidWithItsPlaceAndWhatWasMeant(t *testing.T) {
	for text, want := range map[string]string{
		"de: {}":                                           "line 1, column 1: de: unknown key: known here are en, fr",
		"en: {stage: {}}":                                  "line 1, column 6: en.stage: unknown key: did you mean stages?",
		"en:\n  stages:\n    cald_lead: {do: x}":           "line 3, column 5: en.stages.cald_lead: unknown key: did you mean cold_lead?",
		"en: {stages: {cold_lead: {dont: x}}}":             "line 1, column 27: en.stages.cold_lead.dont: unknown key: known here are like, do, avoid",
		"en: {profiles: {regular: {do: x}}}":               "line 1, column 27: en.profiles.regular.do: unknown key",
		"en: {stages: {cold_lead: Ask}}":                   `line 1, column 26: en.stages.cold_lead: expected keys with values, not the text "Ask"`,
		"en: {stages: {cold_lead: {do: [Ask]}}}":           "line 1, column 31: en.stages.cold_lead.do: expected a text, not a list",
		"en: {stages: {cold_lead: {do: 12}}}":              "expected a text, not the number 12",
		"en: {stages: {cold_lead: {do: '  '}}}":            "is empty: leave it out to keep ours",
		"en: {stages: {cold_lead: {do: a, do: b}}}":        "en.stages.cold_lead.do: stands here twice",
		"en: {stages: {cold_lead: {do: &x a, avoid: *x}}}": "anchors, aliases and merge keys are not used here",
		"- en":  "line 1, column 1: expected keys with values, not a list",
		"en: {": "this is not YAML",
		"en: {stages: {cold_lead: {do: " + strings.Repeat("é", 1001) + "}}}": "has 1001 characters, more than 1000",
		"fr: {x: 1}\nen: {y: 1}": "2 problems",
	} {
		_, err := Parse([]byte(text))
		if palier.CodeOf(err) != palier.Invalid || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60q: %v, want %q", text, err, want)
		}
	}
	if own, err := Parse(nil); err != nil || own.Says("en") != 0 {
		t.Errorf("an empty file: %v", err)
	}
}

func TestWhatIsWrittenIsReadAsTheSame(t *testing.T) {
	own, err := Parse([]byte(`{en: {stages: {new_lead: {do: 'Say: "#1" & more'}}}}`))
	if err != nil {
		t.Fatal(err)
	}
	text, err := Format(own)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Parse(text)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	for _, language := range languages {
		got, want := opened(t, again, language).all(), opened(t, own, language).all()
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%s: %+v is read as %+v", language, want[i], got[i])
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("en:\n  stages: {cold_lead: {do: x}}\n"))
	f.Add([]byte("fr: {profiles: {regular: {very_low: {like: |\n a\n}}}}"))
	f.Fuzz(func(t *testing.T, text []byte) {
		own, err := Parse(text)
		if err != nil {
			if palier.CodeOf(err) != palier.Invalid {
				t.Fatal(err)
			}
			return
		}
		for _, language := range languages {
			for _, a := range opened(t, own, language).all() {
				if a.Like == "" || a.Do == "" || a.Avoid == "" {
					t.Fatalf("a text is empty: %+v", a)
				}
			}
		}
	})
}
