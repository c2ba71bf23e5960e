package timeline_test

import (
	"testing"

	"pgregory.net/rapid"

	"palier"
	"palier/timeline"
)

func TestWhatContactsBringToARateIsItsSeries(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t)
		histories, from, to := drawBase(t)
		k := timeline.New(m, "EUR")
		a := k.Accumulate(from, to, timeline.Lifecycle)
		for _, h := range histories {
			a.Add(h)
		}
		s := a.Series()
		for range 5 {
			day := from + palier.Day(rapid.IntRange(0, int(to-from)).Draw(t, "day"))
			cohorts := k.Cohorts(day)
			var sum [palier.Rates]palier.RateDay
			for _, h := range histories {
				for rate, brought := range cohorts.Of(h) {
					sum[rate].Cohort += brought.Cohort
					sum[rate].Converted += brought.Converted
					sum[rate].SteadyCohort += brought.SteadyCohort
					sum[rate].SteadyConverted += brought.SteadyConverted
				}
			}
			for rate := range palier.Rate(palier.Rates) {
				if want := s.Rate(rate, day); sum[rate] != want {
					t.Fatalf("%s on day %d: contacts bring %+v, the series has %+v", rate, day-epoch, sum[rate], want)
				}
			}
		}
	})
}
