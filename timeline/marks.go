package timeline

import "palier"

// marks are the four numbers of a RateDay, each as the difference from the day before.
// They take in what is only known as it is during a span, which lies in the series.
type marks struct{ cohort, converted, steadyCohort, steadyConverted []int32 }

func newMarks(days int) marks {
	n := days + 1
	return marks{make([]int32, n), make([]int32, n), make([]int32, n), make([]int32, n)}
}

func (m *marks) merge(other *marks) {
	addTo(m.cohort, other.cohort)
	addTo(m.converted, other.converted)
	addTo(m.steadyCohort, other.steadyCohort)
	addTo(m.steadyConverted, other.steadyConverted)
}

// enter marks the days on which an entry is in the cohorts, given the first day of the
// series and the day of the next purchase.
func (m *marks) enter(origin palier.Day, s span, window, day, next palier.Day) {
	mark(m.cohort, origin, s, day, day+window)
	mark(m.steadyCohort, origin, s, day+window, day+2*window)
	if next-day <= window {
		mark(m.converted, origin, s, next, day+window)
		mark(m.steadyConverted, origin, s, day+window, day+2*window)
	}
}

// mark counts one more on the days first … last, as far as they are in the span.
func mark(counts []int32, origin palier.Day, s span, first, last palier.Day) {
	first, last = max(first, s.from), min(last, s.to)
	if first <= last {
		counts[first-origin]++
		counts[last-origin+1]--
	}
}

// days adds up the differences.
func (m *marks) days() []palier.RateDay {
	days := make([]palier.RateDay, len(m.cohort)-1)
	var now palier.RateDay
	for i := range days {
		now.Cohort += int64(m.cohort[i])
		now.Converted += int64(m.converted[i])
		now.SteadyCohort += int64(m.steadyCohort[i])
		now.SteadyConverted += int64(m.steadyConverted[i])
		days[i] = now
	}
	return days
}
