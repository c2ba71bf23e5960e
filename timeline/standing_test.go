package timeline_test

import (
	"cmp"
	"slices"
	"testing"

	"palier"
	"palier/timeline"

	"pgregory.net/rapid"
)

// drawDays draws some days, ascending.
func drawDays(t *rapid.T) []palier.Day {
	days := []palier.Day{drawDay(t, "first day")}
	for range rapid.IntRange(1, 4).Draw(t, "more days") {
		days = append(days, days[len(days)-1]+palier.Day(rapid.IntRange(1, 40).Draw(t, "days between")))
	}
	return days
}

func TestStandingsAreTheStatesOfTheirDaysAndWhatWasDoneAfterThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, h, days := drawModel(t), drawHistory(t), drawDays(t)
		w := timeline.New(m, "EUR").Walker()
		got := w.AppendStandings(nil, h, days)
		if len(got) != len(days)-1 {
			t.Fatalf("%d standings of %d days", len(got), len(days))
		}
		for i, standing := range got {
			state := (&naive{m, h}).facts(days[i], days[i])
			var want timeline.Standing
			for f := range want.Values {
				want.Values[f] = state.Value(palier.Facet(f))
			}
			want.Score = state.Score
			for _, b := range w.Past(h, days[i+1]).Bought {
				if b.Day > days[i] {
					want.Bought = want.Bought || b.Purchases > 0
					want.Spent += b.Amount
				}
			}
			want.Spent = max(0, want.Spent)
			if standing != want {
				t.Fatalf("on %s, until %s: %+v, want %+v", days[i], days[i+1], standing, want)
			}
		}
	})
}

// mixed is the past of one history, up to a day, with the future of another: its orders,
// responses, and refunds that undo orders of the past.
func mixed(past, future *palier.History, day palier.Day) *palier.History {
	h := &palier.History{Registered: past.Registered}
	for _, m := range past.Movements {
		if m.Day > day {
			continue
		}
		if m.Effect <= day {
			h.Movements = append(h.Movements, m)
		}
		if m.Amount > 0 {
			h.Movements = append(h.Movements, palier.Movement{Order: m.Order, Day: m.Day, Effect: day + 1 + m.Day%7, Amount: -m.Amount})
		}
	}
	for _, m := range future.Movements {
		if m.Day > day {
			m.Order += 1000
			h.Movements = append(h.Movements, m)
		}
	}
	slices.SortStableFunc(h.Movements, func(a, b palier.Movement) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Order, b.Order), cmp.Compare(a.Effect, b.Effect))
	})
	for _, response := range past.Responses {
		if response <= day {
			h.Responses = append(h.Responses, response)
		}
	}
	for _, response := range future.Responses {
		if response > day {
			h.Responses = append(h.Responses, response)
		}
	}
	return h
}

func TestNoFutureChangesWhereAContactStood(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, past, future, days := drawModel(t), drawHistory(t), drawHistory(t), drawDays(t)
		w := timeline.New(m, "EUR").Walker()
		stood := w.AppendStandings(nil, past, days)
		for i, day := range days[:len(days)-1] {
			got := w.AppendStandings(nil, mixed(past, future, day), days)[i]
			if got.Values != stood[i].Values || got.Score != stood[i].Score {
				t.Fatalf("with another future the contact stood on %s at %+v, and not at %+v", day, got, stood[i])
			}
		}
	})
}

func TestThePastOfADayIsThatOfItsState(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, h, day := drawModel(t), drawHistory(t), drawDay(t, "day")
		past := timeline.New(m, "EUR").Walker().Past(h, day)
		reference := &naive{m, h}
		state := reference.facts(day, day)
		if (state.Stage == palier.NoStage) != !past.Registered.Exists() {
			t.Fatalf("as of %s the stage is %s, registered on %s", day, state.Stage, past.Registered)
		}
		if state.Stage == palier.NoStage {
			return
		}
		if r := reference.registration(); r <= day && past.Registered != r || past.Registered > day {
			t.Fatalf("registered on %s, want %s", past.Registered, r)
		}
		purchases, lifetime, last := 0, palier.Money(0), palier.NoDay
		for _, b := range past.Bought {
			if b.Day <= last {
				t.Fatalf("%s comes after %s", b.Day, last)
			}
			last = b.Day
			purchases += b.Purchases
			lifetime += b.Amount
		}
		if purchases != state.Purchases || purchases > 0 && max(0, lifetime) != state.LifetimeSpend {
			t.Fatalf("as of %s there are %d purchases for %d, want %d for %d", day, purchases, lifetime, state.Purchases, state.LifetimeSpend)
		}
		if n := len(past.Responses); n > 0 && past.Responses[n-1] != state.LastResponse || n == 0 && state.LastResponse.Exists() {
			t.Fatalf("as of %s the responses are %v, the last one on %s", day, past.Responses, state.LastResponse)
		}
	})
}
