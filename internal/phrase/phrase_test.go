package phrase

import (
	"slices"
	"testing"

	"github.com/goccy/go-yaml"

	"palier"
)

func catalogue(t *testing.T, language string) map[string]any {
	t.Helper()
	messages := map[string]any{}
	files, err := parts(language)
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		text, err := catalogues.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var of map[string]any
		if err := yaml.Unmarshal(text, &of); err != nil {
			t.Fatal(err)
		}
		for id, message := range of {
			if messages[id] != nil {
				t.Errorf("%s: %s is said twice", language, id)
			}
			messages[id] = message
		}
	}
	return messages
}

func TestEveryCatalogueSaysTheSameThings(t *testing.T) {
	english, french := catalogue(t, "en"), catalogue(t, "fr")
	for id := range english {
		if french[id] == nil {
			t.Errorf("%s is not said in French", id)
		}
	}
	for id := range french {
		if english[id] == nil {
			t.Errorf("%s is not said in English", id)
		}
	}
}

func TestEveryValueHasALabel(t *testing.T) {
	english := catalogue(t, "en")
	var ids []string
	for v := range uint8(palier.Stages) {
		ids = append(ids, "stage."+palier.Stage(v).String())
	}
	for v := range uint8(palier.Profiles) {
		ids = append(ids, "profile."+palier.Profile(v).String())
	}
	for v := palier.VeryLow; int(v) < palier.AmountLevels; v++ {
		ids = append(ids, "amount."+v.String())
	}
	for v := range uint8(palier.Groups) {
		ids = append(ids, "group."+palier.Group(v).String())
	}
	for v := range uint8(palier.Rates) {
		ids = append(ids, "rate."+palier.Rate(v).String())
	}
	for _, level := range palier.DefaultModel().Status.Levels {
		ids = append(ids, "status."+level.Name)
	}
	for v := palier.CauseTime; v <= palier.CauseData; v++ {
		ids = append(ids, "cause."+v.String())
	}
	for _, id := range ids {
		if english[id] == nil {
			t.Errorf("%s has no label", id)
		}
	}
}

func TestALanguageThatIsNotSpokenIsRefused(t *testing.T) {
	if _, err := In("de"); palier.CodeOf(err) != palier.Invalid {
		t.Errorf("In(de) = %v, want a refusal", err)
	}
}

func TestNumbersAreWrittenAsTheLanguageDoes(t *testing.T) {
	for _, c := range []struct{ language, number, money, day string }{
		{"en", "1,234,567", "-1,234.50\u00a0EUR", "2026-11-21"},
		{"fr", "1\u202f234\u202f567", "-1\u202f234,50\u00a0EUR", "21/11/2026"},
	} {
		book, err := In(c.language)
		if err != nil {
			t.Fatal(err)
		}
		if got := book.Number(1234567); got != c.number {
			t.Errorf("%s: number %q, want %q", c.language, got, c.number)
		}
		if got := book.Money("EUR", -123450); got != c.money {
			t.Errorf("%s: money %q, want %q", c.language, got, c.money)
		}
		if got := book.Day(palier.DayOf(2026, 11, 21)); got != c.day {
			t.Errorf("%s: day %q, want %q", c.language, got, c.day)
		}
	}
}

func TestPluralsFollowTheLanguage(t *testing.T) {
	var said []string
	for _, language := range Languages() {
		book, err := In(language)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []int64{0, 1, 2} {
			said = append(said, book.Count("days", n))
		}
	}
	want := []string{"0 days", "1 day", "2 days", "0 jour", "1 jour", "2 jours"}
	if !slices.Equal(said, want) {
		t.Errorf("said %q, want %q", said, want)
	}
}

func TestTheModelsOwnLabelsComeFirst(t *testing.T) {
	book, err := In("fr")
	if err != nil {
		t.Fatal(err)
	}
	model := palier.DefaultModel()
	model.Labels = map[string]map[string]string{"fr": {"stage.cold_lead": "Lead endormi"}}
	model.Status.Levels[0].Name = "tres_petit"
	own := book.With(model)
	if got := own.Stage(palier.ColdLead); got != "Lead endormi" {
		t.Errorf("cold lead is called %q", got)
	}
	if got := own.Value(model, palier.FacetStatus, uint8(palier.LowestLevel)); got != "Tres petit" {
		t.Errorf("a level without a label is called %q", got)
	}
	if got := book.Stage(palier.ColdLead); got != "Lead disqualifié" {
		t.Errorf("the plain book says %q", got)
	}
}
