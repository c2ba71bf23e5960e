package explain_test

import (
	"slices"
	"strings"
	"testing"

	"palier"
	"palier/internal/explain"
	"palier/internal/phrase"
)

// meanings are what all values mean under a model.
func meanings(b *phrase.Book, m *palier.Model) map[string]string {
	all := map[string]string{"levels": explain.GroupLevels(b, m, "EUR")}
	for i := range m.ValueCount(palier.FacetStatus) - 1 {
		status := palier.NoSpend + palier.Status(i)
		all[m.StatusName(status)] = explain.Status(b, m, "EUR", status)
	}
	for n := range 5 {
		all["stars "+palier.StarsOf(n).String()] = explain.Stars(b, m, palier.StarsOf(n))
		all["amount "+palier.AmountLevel(n+1).String()] = explain.AmountLevel(b, m, "EUR", palier.AmountLevel(n+1))
		all[palier.Profile(n+1).String()] = explain.Profile(b, m, palier.Profile(n+1))
	}
	for group := palier.Champions; group < palier.Groups; group++ {
		all[group.String()] = explain.Group(b, m, group)
	}
	return all
}

func TestWhatAValueMeansNamesTheLimitsOfTheModel(t *testing.T) {
	m := palier.DefaultModel()
	m.Status.Window, m.Groups.Recency = 700, [4]int{11, 22, 33, 44}
	m.Status.Levels[0].UpTo = 50_50
	m.RFM.Weights = palier.Weights{Recency: 3, Monetary: 1}
	all := meanings(book(t, "en").OnPages(), m)
	for name, want := range map[string]string{
		"no_spend": "A customer who spent nothing in the last 700 days, refunds taken off.",
		"low":      "Spent something and at most €50.50 in the last 700 days, refunds taken off.",
		"silver":   "Spent more than €200 and at most €500 in the last 700 days, refunds taken off.",
		"platinum": "Spent more than €1,000 in the last 700 days, refunds taken off.",
		"stars 4":  "A score of 3.50 or more, out of 4. The score is the mean of the levels, weighted: recency × 3, monetary × 1.",
		"stars 2":  "A score of 1.50 or more and below 2.50, out of 4.",
		"stars 0":  "A score below 0.50, out of 4.",

		"amount very_low":  "Bought for less than €50 in the 91 days that end with the last purchase",
		"amount high":      "Bought for €200 or more and less than €500 in the 91 days",
		"amount very_high": "Bought for €500 or more in the 91 days",
		"very_regular":     "Bought in every period of 91 days since the first purchase, for three periods or more; the last 9",

		"champions":     "Last purchase at most 11 days ago; frequency and spend at level 4.",
		"new_customers": "One purchase, at most 11 days ago.",
		"promising":     "Last purchase more than 11 days and at most 22 days ago",
		"at_risk":       "Last purchase more than 33 days ago; frequency and spend at level 2 or 3.",
		"hibernating":   "Last purchase more than 33 days and at most 44 days ago",
		"lost":          "Last purchase more than 44 days ago",
		"levels":        "begin at 5 · 3 · 2 · 1 purchases, and at a spend of €1,000 · €500 · €200 · €50.",
	} {
		if !strings.HasPrefix(all[name], want) && !strings.HasSuffix(all[name], want) {
			t.Errorf("%s: %s", name, all[name])
		}
	}
}

func TestEveryValueHasAMeaningOfItsOwnInBothLanguages(t *testing.T) {
	for _, language := range phrase.Languages() {
		var said []string
		for name, text := range meanings(book(t, language).OnPages(), palier.DefaultModel()) {
			if strings.Contains(text, "<no value>") || strings.HasPrefix(text, "define.") || !strings.HasSuffix(text, ".") {
				t.Errorf("%s: %s", name, text)
			}
			said = append(said, text)
		}
		slices.Sort(said)
		if n := len(slices.Compact(slices.Clone(said))); n != len(said) {
			t.Errorf("%s: %d of %d differ", language, n, len(said))
		}
	}
}
