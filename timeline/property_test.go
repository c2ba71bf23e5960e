package timeline_test

import (
	"testing"

	"palier"
	"palier/timeline"

	"pgregory.net/rapid"
)

func TestAStateIsWhatSteppingThroughTheDaysFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, h := drawModel(t), drawHistory(t)
		walker := timeline.New(m, "EUR").Walker()
		reference := &naive{m, h}
		for range 10 {
			day := epoch + palier.Day(rapid.IntRange(-12, 220).Draw(t, "day"))
			got, want := walker.State(h, day), reference.state(day)
			if got != want {
				t.Fatalf("day %d of %+v:\n got %+v\nwant %+v", day-epoch, h, got, want)
			}
		}
	})
}

// drawBase draws some contacts, and the first and last day of a series.
func drawBase(t *rapid.T) (histories []*palier.History, from, to palier.Day) {
	for range rapid.IntRange(1, 4).Draw(t, "contacts") {
		histories = append(histories, drawHistory(t))
	}
	from = epoch + palier.Day(rapid.IntRange(-20, 80).Draw(t, "from"))
	return histories, from, from + palier.Day(rapid.IntRange(0, 120).Draw(t, "days"))
}

func TestASeriesIsTheSumOfItsStates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t)
		histories, from, to := drawBase(t)
		k := timeline.New(m, "EUR")
		a, walker := k.Accumulate(from, to, timeline.Everything), k.Walker()
		for _, h := range histories {
			a.Add(h)
		}
		s := a.Series()
		checkSeries(t, s, walker, histories)
		for day := from; day <= to; day++ {
			for rate := range palier.Rate(palier.Rates) {
				var want palier.RateDay
				for _, h := range histories {
					(&naive{m, h}).rate(rate, day, &want)
				}
				if got := s.Rate(rate, day); got != want {
					t.Fatalf("%s on day %d of %d contacts, the first %+v: got %+v, want %+v", rate, day-epoch, len(histories), histories[0], got, want)
				}
			}
		}
	})
}

// checkSeries compares stocks and flows with the states of all contacts, day by day.
func checkSeries(t rapid.TB, s *timeline.Series, walker *timeline.Walker, histories []*palier.History) {
	t.Helper()
	before := make([]palier.State, len(histories))
	for i, h := range histories {
		before[i] = walker.State(h, s.From-1)
	}
	for day := s.From; day <= s.To; day++ {
		today := make([]palier.State, len(histories))
		for i, h := range histories {
			today[i] = walker.State(h, day)
		}
		checkStocks(t, s, day, today)
		checkFlows(t, s, day, before, today)
		before = today
	}
}

func checkStocks(t rapid.TB, s *timeline.Series, day palier.Day, states []palier.State) {
	for f := range palier.Facet(palier.Facets) {
		for value := uint8(1); value < 12; value++ {
			var want int64
			for i := range states {
				if states[i].Value(f) == value {
					want++
				}
			}
			if got := s.Stock(f, day, value); got != want {
				t.Fatalf("stock of %s %d on day %d: got %d, want %d", f, value, day-epoch, got, want)
			}
		}
	}
	for stage := palier.NewLead; stage < palier.Stages; stage++ {
		for status := range palier.Status(12) {
			var want int64
			for i := range states {
				if states[i].Stage == stage && states[i].Status == status {
					want++
				}
			}
			if got := s.StageStatus(day, stage, status); got != want {
				t.Fatalf("stock of stage %s and status %d on day %d: got %d, want %d", stage, status, day-epoch, got, want)
			}
		}
	}
}

func checkFlows(t rapid.TB, s *timeline.Series, day palier.Day, before, after []palier.State) {
	for f := range palier.Facet(palier.Facets) {
		var want [12][12]int64
		for i := range after {
			if from, to := before[i].Value(f), after[i].Value(f); from != to {
				want[from][to]++
			}
		}
		for from := range want {
			for to := range want[from] {
				if got := s.Flow(f, day, uint8(from), uint8(to)); got != want[from][to] {
					t.Fatalf("flow of %s from %d to %d on day %d: got %d, want %d", f, from, to, day-epoch, got, want[from][to])
				}
			}
		}
	}
}
