package demo

import (
	"testing"

	"palier"
	"palier/timeline"
)

// lastDays are days on which somebody may make the shop: one a season.
var lastDays = []palier.Day{today, palier.DayOf(2026, 2, 10), palier.DayOf(2026, 6, 1), palier.DayOf(2027, 9, 15)}

// populated tells that each of the values is had by some of those who have any, and none
// by too many. counts are by value; 0 is none.
func populated(t *testing.T, what string, counts []int, name func(int) string) {
	t.Helper()
	all := 0
	for _, n := range counts[1:] {
		all += n
	}
	for value, n := range counts[1:] {
		if share := float64(n) / float64(all); share < 0.005 || share > 0.6 {
			t.Errorf("%s %s: %.1f %%", what, name(value+1), 100*share)
		}
	}
}

func TestEveryStageStatusProfileAndGroupIsPopulated(t *testing.T) {
	model := palier.DefaultModel()
	walker := timeline.New(model, "EUR").Walker()
	for _, last := range lastDays {
		histories, err := Small(last).Histories()
		if err != nil {
			t.Fatal(err)
		}
		var counts [palier.Facets][]int
		for f := range counts {
			counts[f] = make([]int, model.ValueCount(palier.Facet(f)))
		}
		amounts := make([]int, palier.AmountLevels)
		for i := range histories {
			state := walker.State(&histories[i], last)
			amounts[state.AmountLevel]++
			for f := range counts {
				counts[f][state.Value(palier.Facet(f))]++
			}
		}
		for f, counts := range counts {
			facet := palier.Facet(f)
			populated(t, last.String()+" "+facet.String(), counts, func(value int) string { return model.ValueName(facet, uint8(value)) })
		}
		populated(t, last.String()+" amount level", amounts, func(value int) string { return palier.AmountLevel(value).String() })
	}
}

func TestTheRatesAreLikeAShopsAndMoveWithTheSeasons(t *testing.T) {
	shop := Small(today)
	histories, err := shop.Histories()
	if err != nil {
		t.Fatal(err)
	}
	all := timeline.New(palier.DefaultModel(), "EUR").Accumulate(shop.From, shop.To, timeline.Lifecycle)
	for i := range histories {
		all.Add(&histories[i])
	}
	series := all.Series()
	for rate, bounds := range map[palier.Rate]struct{ least, most, swing int64 }{ // in hundredths; between the year's least and most
		palier.LeadConversion:   {10, 40, 4},
		palier.Repurchase:       {20, 45, 6},
		palier.Retention:        {55, 97, 10},
		palier.WinbackDefecting: {10, 35, 6},
		palier.WinbackInactive:  {4, 22, 3},
	} {
		least, most := int64(100), int64(0)
		for day := shop.To - 364; day <= shop.To; day++ {
			on := series.Rate(rate, day)
			if on.Cohort < 20 || on.SteadyCohort < 100 {
				t.Fatalf("%s on %s is of %d contacts", rate, day, on.Cohort)
			}
			share := on.Converted * 100 / on.Cohort
			least, most = min(least, share), max(most, share)
		}
		if least < bounds.least || most > bounds.most || most-least < bounds.swing {
			t.Errorf("%s moves between %d %% and %d %%", rate, least, most)
		}
	}
}
