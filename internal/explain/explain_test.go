package explain_test

import (
	"strings"
	"testing"

	"palier"
	"palier/internal/explain"
	"palier/internal/phrase"
	"palier/timeline"
)

const start = palier.Day(20_000) // 2024-10-04

// explained explains a contact on a day, in a language.
func explained(t *testing.T, language string, h *palier.History, day palier.Day) *explain.Contact {
	t.Helper()
	book, err := phrase.In(language)
	if err != nil {
		t.Fatal(err)
	}
	model := palier.DefaultModel()
	state := timeline.New(model, "EUR").State(h, day)
	return &explain.Contact{Book: book, Model: model, Currency: "EUR", History: h, State: &state, Day: day}
}

func bought(days ...palier.Day) []palier.Movement {
	var movements []palier.Movement
	for i, day := range days {
		movements = append(movements, palier.Movement{Order: uint64(i), Day: day, Effect: day, Amount: 6000})
	}
	return movements
}

func TestTheReasonOfEachStageNamesItsDaysAndLimits(t *testing.T) {
	registered := &palier.History{Registered: start}
	refunded := &palier.History{Registered: start, Movements: append(bought(start), palier.Movement{Day: start, Effect: start + 5, Amount: -6000})}
	for _, c := range []struct {
		name    string
		history *palier.History
		day     palier.Day
		says    []string
	}{
		{"new lead", registered, start + 10, []string{"2024-10-04", "10 days ago", "90 days"}},
		{"active lead", &palier.History{Registered: start, Responses: []palier.Day{start + 3}}, start + 4, []string{"2024-10-07", "1 day ago", "90 days"}},
		{"cold lead", registered, start + 91, []string{"2024-10-04", "91 days ago", "more than 90 days, at most 180 days"}},
		{"inactive lead", registered, start + 181, []string{"181 days ago", "more than 180 days"}},
		{"a lead that registers later", &palier.History{Registered: start + 50, Responses: []palier.Day{start}}, start + 20, []string{"2024-10-04", "20 days ago"}},
		{"first-time buyer", &palier.History{Registered: palier.NoDay, Movements: bought(start)}, start, []string{"One purchase, on 2024-10-04, 0 days ago"}},
		{"active buyer", &palier.History{Registered: palier.NoDay, Movements: bought(start, start+9)}, start + 10, []string{"2 purchases", "2024-10-13", "1 day ago", "Normal"}},
		{"defecting buyer", &palier.History{Registered: palier.NoDay, Movements: bought(start)}, start + 91, []string{"more than 90 days, at most 365 days", "1 purchase,"}},
		{"inactive buyer", &palier.History{Registered: palier.NoDay, Movements: bought(start)}, start + 366, []string{"more than 365 days"}},
		{"a buyer refunded", refunded, start + 6, []string{"Registered", "refunded"}},
		{"nobody yet", registered, start - 1, []string{"No stage yet"}},
	} {
		text := strings.Join(explained(t, "en", c.history, c.day).Why(), "\n")
		for _, words := range c.says {
			if !strings.Contains(text, words) {
				t.Errorf("%s: %q is not in\n%s", c.name, words, text)
			}
		}
		if strings.Contains(text, "no value") || strings.Contains(text, "why.") {
			t.Errorf("%s: something is missing in\n%s", c.name, text)
		}
	}
}

func TestWhatComesNextIsToldInItsOrderWithTheAmounts(t *testing.T) {
	c := explained(t, "en", &palier.History{Registered: palier.NoDay, Movements: bought(start)}, start)
	next := c.Next()
	if len(next) < 3 || !strings.Contains(next[len(next)-1], "No recent spend") || !strings.Contains(next[len(next)-1], "731 days") {
		t.Errorf("next: %q", next)
	}
	amounts := strings.Join(c.Amounts(), "\n")
	for _, words := range []string{"140.01\u00a0EUR", "Silver", "50.01\u00a0EUR", "Normal", "2026-10-05"} {
		if !strings.Contains(amounts, words) {
			t.Errorf("%q is not in\n%s", words, amounts)
		}
	}
}

func TestSomebodyWithoutAFutureIsToldSo(t *testing.T) {
	next := explained(t, "fr", &palier.History{Registered: start}, start+400).Next()
	if len(next) != 1 || next[0] != "plus rien ne change de soi-même" {
		t.Errorf("next: %q", next)
	}
}

func TestEverySentenceIsSaidInFrench(t *testing.T) {
	for _, h := range []*palier.History{
		{Registered: start},
		{Registered: start, Responses: []palier.Day{start}},
		{Registered: palier.NoDay, Movements: bought(start, start+80, start+500)},
	} {
		for day := start; day < start+900; day += 10 {
			c := explained(t, "fr", h, day)
			text := strings.Join(append(append(c.Why(), c.Next()...), c.Amounts()...), "\n")
			for _, stranger := range []string{"days", "ago", "why.", "next.", "amount.", "no value"} {
				if strings.Contains(text, stranger) {
					t.Fatalf("%q is in\n%s", stranger, text)
				}
			}
		}
	}
}

func TestEachLevelOfTheScoreIsExplainedByItsLimits(t *testing.T) {
	h := &palier.History{Registered: start, Movements: bought(start, start+10, start+60), Responses: []palier.Day{start + 20}}
	for _, c := range []struct {
		day  palier.Day
		says []string // of recency, frequency, monetary value and engagement
	}{
		{start + 60, []string{"0 days ago: at most 15 days", "at least 3 and fewer than 5 purchases", "at least 100.00\u00a0EUR and less than 200.00\u00a0EUR", "40 days ago: more than 30 days, at most 90 days"}},
		{start + 85, []string{"25 days ago: more than 15 days, at most 30 days", "at least 3 and fewer than 5", "at least 100.00", "65 days ago"}},
		{start + 400, []string{"340 days ago: more than 90 days.", "no purchase", "less than 50.00", "more than 180 days."}},
	} {
		for i, got := range explained(t, "en", h, c.day).Criteria() {
			if !strings.Contains(got.Why, c.says[i]) {
				t.Errorf("%s on %s: %q is not in %q", got.Name, c.day, c.says[i], got.Why)
			}
		}
	}
	lead := explained(t, "en", &palier.History{Registered: start}, start+3).Criteria()
	if lead[0].Why != "Has not bought." || lead[3].Why != "Has not responded." {
		t.Errorf("a lead: %+v", lead)
	}
}

func TestEveryLevelIsExplainedInFullOnEveryDay(t *testing.T) {
	h := &palier.History{Registered: start, Movements: bought(start, start+10, start+60, start+61)}
	for day := start; day < start+200; day++ {
		c := explained(t, "fr", h, day)
		for _, got := range c.Criteria() {
			if strings.Contains(got.Why, "<no value>") || got.Level > 4 || got.Why == "" || strings.HasPrefix(got.Why, "criterion.") {
				t.Fatalf("on %s: %+v", day, got)
			}
		}
	}
}
