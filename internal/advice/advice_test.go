package advice

import (
	"strings"
	"testing"

	"palier"
)

func book(t *testing.T, language string) *Book {
	t.Helper()
	b, err := In(language)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// all lists every piece of advice.
func (b *Book) all() []Advice {
	all := append([]Advice(nil), b.stages[palier.NewLead:]...)
	for _, levels := range b.profiles[palier.VeryRegular:] {
		all = append(all, levels[palier.VeryLow:]...)
	}
	return all
}

func TestEveryStageAndEveryCellIsToldAboutInBothLanguages(t *testing.T) {
	english, french := book(t, "en").all(), book(t, "fr").all()
	if len(english) != 8+25 || len(french) != 8+25 {
		t.Fatalf("%d and %d pieces of advice", len(english), len(french))
	}
	seen := map[string]bool{}
	for i := range english {
		for _, text := range []string{english[i].Like, english[i].Do, english[i].Avoid, french[i].Like, french[i].Do, french[i].Avoid} {
			if seen[text] {
				t.Errorf("said twice: %s", text)
			}
			seen[text] = true
			if !strings.HasSuffix(text, ".") || len(text) > 300 {
				t.Errorf("no short sentence: %s", text)
			}
		}
		if english[i] == french[i] {
			t.Errorf("the same in both languages: %+v", english[i])
		}
	}
}

func TestAdviceIsFoundByStageAndByProfileAndAmount(t *testing.T) {
	b := book(t, "en")
	if text := b.Stage(palier.DefectingBuyer).Like; !strings.Contains(text, "about to forget you") {
		t.Errorf("defecting buyers: %s", text)
	}
	if text := b.Customer(palier.LosingSteam, palier.VeryHigh).Do; !strings.Contains(text, "ask what happened") {
		t.Errorf("the dearest loss: %s", text)
	}
	if b.Stage(palier.NoStage) != (Advice{}) || b.Customer(palier.NoProfile, palier.NoAmountLevel) != (Advice{}) {
		t.Error("there is advice about nobody")
	}
}

func TestABookThatIsIncompleteOrSaysMoreIsRefused(t *testing.T) {
	whole, err := files.ReadFile("en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string][2]string{
		"a stage is missing":       {"  cold_lead:", "  cool_lead:"},
		"a sentence is missing":    {"    avoid: Waiting.", "    # Waiting."},
		"a level is missing":       {"    very_low:", "    lowest:"},
		"a profile is missing":     {"  to_retain:", "  to_keep:"},
		"a key nobody knows":       {"    do: Thank them", "    dont: x\n    do: Thank them"},
		"a part nobody knows":      {"profiles:", "parts: {}\nprofiles:"},
		"something that is a list": {"stages:", "stages: []\nrest:"},
	} {
		text := strings.Replace(string(whole), change[0], change[1], 1)
		if text == string(whole) {
			t.Fatalf("%s: nothing changed", name)
		}
		if _, err := parse([]byte(text)); err == nil {
			t.Errorf("%s: it is taken", name)
		}
	}
	if _, err := In("de"); palier.CodeOf(err) != palier.Invalid {
		t.Errorf("another language: %v", err)
	}
}
