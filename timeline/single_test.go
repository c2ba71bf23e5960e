package timeline_test

import (
	"slices"
	"testing"

	"palier"
	"palier/timeline"

	"pgregory.net/rapid"
)

func TestWhatIsComingIsWhatTheDaysToComeSayOfTheEventsSoFar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, h := drawModel(t), drawHistory(t)
		w := timeline.New(m, "EUR").Walker()
		day := drawDay(t, "day")
		through := day + palier.Day(rapid.IntRange(0, 60).Draw(t, "days"))
		reference := &naive{m, h}
		var want []palier.Change
		for f := range palier.Facet(palier.Facets) {
			before := reference.facts(day, day)
			if before.Stage == palier.NoStage {
				break
			}
			for next := day + 1; next <= through; next++ {
				after := reference.facts(day, next)
				if from, to := before.Value(f), after.Value(f); from != to {
					change := palier.Change{Day: next, Facet: f, From: from, To: to}
					if f == palier.FacetStage && h.Registered == next {
						change.Cause = palier.CauseRegistration
					}
					want = append(want, change)
				}
				before = after
			}
		}
		if got := w.AppendComing(nil, h, day, through); !slices.Equal(got, want) {
			t.Fatalf("after %s through %s: got %+v, want %+v", day, through, got, want)
		}
	})
}

func TestASingleDayIsToldAsTheWholeStateTellsIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, h, day := drawModel(t), drawHistory(t), drawDay(t, "day")
		w := timeline.New(m, "EUR").Walker()
		state := (&naive{m, h}).facts(day, day)
		for f, value := range w.Values(h, day) {
			if value != state.Value(palier.Facet(f)) {
				t.Fatalf("%s of %s is %d, want %d", palier.Facet(f), day, value, state.Value(palier.Facet(f)))
			}
		}
		origin := w.Origin(h, day)
		if origin.Stage != state.Stage {
			t.Fatalf("the stage of %s is %s, want %s", day, origin.Stage, state.Stage)
		}
		if bought := state.FirstPurchase; state.Stage.IsCustomer() && origin.Bought != bought || state.Stage.IsLead() && origin.Bought.Exists() {
			t.Fatalf("the first purchase as of %s is on %s, want %s", day, origin.Bought, bought)
		}
		if registered := (&naive{m, h}).registration(); state.Stage != palier.NoStage && origin.Registered != registered {
			t.Fatalf("registered on %s, want %s", origin.Registered, registered)
		}
		window := palier.Day(rapid.IntRange(1, 100).Draw(t, "spend of the last days"))
		wide := *m
		wide.Status.Window = int(window)
		if got, want := w.Spend(h, day, window), (&naive{&wide, h}).facts(day, day).Spend; state.Stage.IsCustomer() && got != want {
			t.Fatalf("the spend of %d days as of %s is %d, want %d", window, day, got, want)
		}
	})
}
