package advisor_test

import (
	"fmt"
	"slices"
	"testing"

	"palier"
	"palier/internal/advisor"
)

// crowd counts customers of whom so many stand alike in everything, and the others differ from
// each other as far as they can.
func crowd(alike, others int) *advisor.Headcount {
	h := advisor.NewHeadcount(palier.DefaultModel())
	for i := range alike + others {
		n := 0
		if i >= alike {
			n = 1 + i%3
		}
		h.Add(&palier.State{
			Stage: palier.FirstTimeBuyer + palier.Stage(n), Status: palier.NoSpend + palier.Status(n), Stars: palier.StarsOf(n), Profile: palier.VeryRegular + palier.Profile(n),
			Group: palier.Champions + palier.Group(n), Levels: palier.Levels{Engagement: uint8(n), Recency: uint8(n), Frequency: uint8(n), Monetary: uint8(n)},
			LastResponse: 1,
		})
	}
	return h
}

func told(warnings []advisor.Warning, m *palier.Model) (all []string) {
	for i := range warnings {
		w := &warnings[i]
		all = append(all, fmt.Sprintf("%s %s %s %d/%d %v", w.Concern, w.Of, w.ValueName(m), w.Count, w.Total, w.Limits))
	}
	return all
}

func TestMoreThanSixtyInAHundredOfThirtyOrMoreAreWarnedOf(t *testing.T) {
	for _, c := range []struct {
		alike, others int
		warned        bool
	}{{18, 12, false}, {19, 11, true}, {29, 0, false}, {30, 0, true}, {60, 40, false}, {61, 40, true}, {0, 0, false}} {
		if found := crowd(c.alike, c.others).Warnings(); (len(found) > 0) != c.warned || c.warned && len(found) != 9 {
			t.Errorf("%d of %d: %+v", c.alike, c.alike+c.others, found)
		}
	}
}

func TestEachDominantValueNamesTheLimitsThatWouldChangeIt(t *testing.T) {
	m := palier.DefaultModel()
	h := crowd(40, 10)
	want := []string{
		"dominant stage first_time_buyer 40/50 [customer.defecting customer.inactive]",
		"dominant status no_spend 40/50 [status.window]",
		"dominant stars 0 40/50 [rfm.period rfm.cuts.recency rfm.cuts.frequency rfm.cuts.monetary rfm.weights]",
		"dominant profile very_regular 40/50 [rfm.period rfm.periods]",
		"dominant group champions 40/50 [groups.recency groups.frequency groups.monetary]",
		"dominant engagement 0 40/50 [rfm.cuts.engagement]",
		"dominant recency 0 40/50 [rfm.cuts.recency]",
		"dominant frequency 0 40/50 [rfm.cuts.frequency]",
		"dominant monetary 0 40/50 [rfm.cuts.monetary]",
	}
	if got := told(h.Warnings(), m); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	h.Idle = 31 // who bought nothing in the period is on level 0 whatever the cuts are
	want[7], want[8] = "dominant frequency 0 40/50 [rfm.period]", "dominant monetary 0 40/50 [rfm.period]"
	if got := told(h.Warnings(), m); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	h.Answering = 0 // that nobody's responses are known is told otherwise
	if got := told(h.Warnings(), m); slices.Contains(got, want[5]) || len(got) != 8 {
		t.Errorf("got %q", got)
	}
	h = advisor.NewHeadcount(m)
	for range 30 {
		h.Add(&palier.State{Stage: palier.NewLead})
	}
	if got := h.Warnings(); len(got) > 0 {
		t.Errorf("of leads it warns %+v", got)
	}
}

func TestADayOnWhichAFifthRegisteredIsWarnedOf(t *testing.T) {
	for _, c := range []struct {
		on, all int64
		warned  bool
	}{{6, 30, true}, {5, 30, false}, {20, 100, true}, {19, 100, false}, {29, 29, false}, {0, 30, false}} {
		h := advisor.NewHeadcount(palier.DefaultModel())
		h.Contacts, h.Registered[700], h.Registered[3] = c.all, c.on, min(1, c.on)
		found := h.Warnings()
		if warned := len(found) == 1 && found[0].Concern == advisor.Registered && found[0].Day == 700 && found[0].Count == c.on && found[0].Total == c.all; warned != c.warned {
			t.Errorf("%d of %d: %+v", c.on, c.all, found)
		}
	}
}

func TestATenthOfTheRepeatOrdersOnTheDayOfTheOneBeforeIsWarnedOfAndMadeOneADay(t *testing.T) {
	m := palier.DefaultModel()
	for _, c := range []struct {
		together, repeats int64
		warned            bool
	}{{3, 30, true}, {2, 30, false}, {29, 29, false}, {10, 100, true}, {9, 100, false}} {
		h := advisor.NewHeadcount(m)
		h.Together, h.Repeats, h.Alone = c.together, c.repeats, 2
		a := &advisor.Advice{Warnings: h.Warnings()}
		if warned := len(a.Warnings) == 1 && a.Warnings[0].Concern == advisor.Together && a.Warnings[0].Alone == 2; warned != c.warned {
			t.Errorf("%d of %d: %+v", c.together, c.repeats, a.Warnings)
		}
		with, err := a.Accept(m, []string{"purchase_unit"})
		if c.warned != (err == nil) || err == nil && (with.PurchaseUnit != palier.UnitDay || m.PurchaseUnit != palier.UnitOrder) {
			t.Errorf("%d of %d: accepted %+v, %v", c.together, c.repeats, with, err)
		}
		if all := a.All(); len(all) > 0 {
			t.Errorf("all there are is %v", all)
		}
	}
}

func TestAWarningIsAnsweredByTheSuggestionsForItsLimitsThatAreNotInForce(t *testing.T) {
	m := palier.DefaultModel()
	mark := func(values ...int64) (marks []advisor.Mark) {
		for _, v := range values {
			marks = append(marks, advisor.Mark{Value: v})
		}
		return marks
	}
	a := &advisor.Advice{Suggestions: []advisor.Suggestion{
		{Key: advisor.CustomerDefecting, Now: []int64{90}, Marks: mark(400)},
		{Key: advisor.CustomerInactive, Now: []int64{365}, Marks: mark(500)},
		{Key: advisor.StatusLevels, Method: advisor.ByShares, Refusal: &advisor.Refusal{Why: advisor.Few}},
		{Key: advisor.RecencyCuts, Now: []int64{15, 30, 60, 90}, Marks: mark(15, 30, 60, 90)},
		{Key: advisor.MonetaryCuts, Now: []int64{500_00, 200_00, 100_00, 50_00}, Marks: mark(50_00, 20_00, 10_00, 5_00)},
	}}
	for of, want := range map[string][]string{
		"stage": {"customer.defecting", "customer.inactive"}, "recency": nil, "monetary": {"rfm.cuts.monetary"}, "stars": {"rfm.cuts.monetary"}, "group": nil,
	} {
		h := crowd(40, 0)
		for _, w := range h.Warnings() {
			if w.Of != of {
				continue
			}
			if got := a.Remedies(m, &w); !slices.Equal(got, want) {
				t.Errorf("%s: %v, want %v", of, got, want)
			}
		}
	}
	for _, days := range []int64{30, 182} { // a shorter period leaves more without a purchase in it
		idle := crowd(40, 0)
		idle.Idle = 40
		a.Suggestions = append(a.Suggestions, advisor.Suggestion{Key: advisor.Period, Now: []int64{91}, Marks: mark(days)})
		for _, w := range idle.Warnings() {
			if got := a.Remedies(m, &w); w.Of == "frequency" && (len(got) == 1) != (days == 182) {
				t.Errorf("%d days: %v", days, got)
			}
		}
		a.Suggestions = a.Suggestions[:5]
	}
	a.Suggestions[1].Marks = mark(365) // with which the first could not stand
	stage := crowd(40, 0).Warnings()[0]
	if got := a.Remedies(m, &stage); got != nil {
		t.Errorf("it proposes %v", got)
	}
}
