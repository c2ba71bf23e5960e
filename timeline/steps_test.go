package timeline_test

import (
	"slices"
	"testing"

	"palier"
	"palier/timeline"

	"pgregory.net/rapid"
)

func TestTheStepsOfAFacetAreItsChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, h, through := drawModel(t), drawHistory(t), drawDay(t, "through")
		kernel := timeline.New(m, "EUR")
		w := kernel.Walker()
		changes := kernel.Changes(h, through)
		for f := range palier.Facet(palier.Facets) {
			var want []timeline.Step
			for _, c := range changes {
				if c.Facet == f {
					want = append(want, timeline.Step{Day: c.Day, Value: c.To})
				}
			}
			if got := w.AppendSteps(nil, h, f, through); !slices.Equal(got, want) {
				t.Fatalf("%s through %s: got %+v, want %+v", f, through, got, want)
			}
		}
	})
}

func TestThePurseOfEveryDayIsThatOfItsState(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, h, through := drawModel(t), drawHistory(t), drawDay(t, "through")
		purses := timeline.New(m, "EUR").Walker().AppendPurses(nil, h, through)
		reference := &naive{m, h}
		for day := through - 200; day <= through; day++ {
			state := reference.facts(day, day)
			i, _ := slices.BinarySearchFunc(purses, day+1, func(p timeline.Purse, day palier.Day) int { return int(p.Since) - int(day) })
			if i == 0 {
				if state.Stage != palier.NoStage {
					t.Fatalf("no purse on %s, and a stage", day)
				}
				continue
			}
			got := purses[i-1]
			want := timeline.Purse{
				Since: got.Since, Purchases: state.Purchases, Spend: state.Spend, LifetimeSpend: state.LifetimeSpend,
				AverageOrder: state.AverageOrder, FirstPurchase: state.FirstPurchase, LastPurchase: state.LastPurchase,
			}
			if state.Stage == palier.NoStage || got != want {
				t.Fatalf("on %s as %s: got %+v, want %+v", day, state.Stage, got, want)
			}
		}
	})
}
