package refresh

import (
	"math"
	"slices"
	"time"

	"palier"
)

// gauge tells on which days a value passes a test: all or none, or, where the test looks
// at a day from the day asked about, those at the right distance.
type gauge struct {
	*palier.Test
	numbers []int64 // of OneOf, ascending
}

func newGauge(t *palier.Test) gauge {
	return gauge{t, slices.Sorted(slices.Values(t.Numbers))}
}

// passes tells whether a value passes, for a gauge that does not move.
func (g gauge) passes(value int64) bool {
	switch g.Op {
	case palier.OneOf:
		_, found := slices.BinarySearch(g.numbers, value)
		return found
	case palier.Within:
		return g.Min <= value && value <= g.Max
	}
	return g.Op == palier.IsSet
}

// add adds those of the days from … to on which a value passes to a set being written.
// Between calls for one set, the days only grow.
func (g gauge) add(s *slate, value int64, from, to palier.Day) {
	switch {
	case g.Op == palier.Anniversary:
		g.addAnniversaries(s, palier.Day(value), from, to)
	case g.Measure == palier.Itself || g.Op == palier.IsSet:
		if g.passes(value) {
			s.add(from, to)
		}
	case g.Op == palier.Within:
		g.addWithin(s, palier.Day(value), g.Min, g.Max, from, to)
	case g.Measure == palier.DaysUntil: // the further away, the earlier
		for _, n := range slices.Backward(g.numbers) {
			g.addWithin(s, palier.Day(value), n, n, from, to)
		}
	default:
		for _, n := range g.numbers {
			g.addWithin(s, palier.Day(value), n, n, from, to)
		}
	}
}

// addWithin adds the days on which the measure of a day lies within bounds.
func (g gauge) addWithin(s *slate, day palier.Day, least, most int64, from, to palier.Day) {
	if least > most {
		return
	}
	least, most = max(least, -farAway), min(most, farAway)
	switch g.Measure {
	case palier.DaysSince:
		s.add(max(from, clipped(int64(day)+least)), min(to, clipped(int64(day)+most)))
	case palier.DaysUntil:
		s.add(max(from, clipped(int64(day)-most)), min(to, clipped(int64(day)-least)))
	case palier.YearsSince:
		first, last := palier.Day(math.MinInt32+1), palier.Day(math.MaxInt32-1)
		if least > -manyYears {
			first = anniversary(day, min(least, manyYears))
		}
		if most < manyYears {
			last = anniversary(day, max(most, -manyYears)+1) - 1
		}
		s.add(max(from, first), min(to, last))
	}
}

// Further than between any two days that files can name.
const (
	farAway   = 1 << 30
	manyYears = 1000
)

func clipped(day int64) palier.Day {
	return palier.Day(min(max(day, math.MinInt32+1), math.MaxInt32-1))
}

// addAnniversaries adds the days on which an anniversary falls, or will within Max days.
func (g gauge) addAnniversaries(s *slate, day, from, to palier.Day) {
	from = max(from, day+1)
	if from > to || g.Max < 0 {
		return
	}
	ahead := palier.Day(min(g.Max, 366)) // one of 366 days has an anniversary, the 29th of February's too
	for years := max(1, int64(from.Time().Year()-day.Time().Year())); ; years++ {
		falls := anniversary(day, years)
		if falls-ahead > to {
			return
		}
		s.add(max(from, falls-ahead), min(to, falls))
	}
}

// anniversary gives the day so many years after a day. That of 29 February falls on
// 28 February in other years (segments.md §2).
func anniversary(day palier.Day, years int64) palier.Day {
	year, month, date := day.Time().Date()
	year += int(years)
	if month == time.February && date == 29 && palier.DayOf(year, time.March, 1)-palier.DayOf(year, time.February, 1) == 28 {
		date = 28
	}
	return palier.DayOf(year, month, date)
}
