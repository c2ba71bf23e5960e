package advisor

import "palier"

// week is what limits are rounded up to, from two of them on.
const week = 7

// wholeWeeks rounds a limit up to a whole week from 14 days on.
func wholeWeeks(days int) int {
	if days < 2*week {
		return max(days, 1)
	}
	return (days + week - 1) / week * week
}

// limits suggests two limits, the second above the first, from the time it takes to come
// back. Ages tells how many contacts have been away for how many days; now are the model's.
func limits(keys [2]Key, d *Durations, ages Counts, shares [2]Share, now [2]int) []Suggestion {
	curve := CurveOf(d)
	all := make([]Suggestion, 0, 2)
	before := 0
	for i, key := range keys {
		s := Suggestion{
			Key: key, Unit: Days, Now: []int64{int64(now[i])},
			Observations: d.Ended(), Unfinished: d.Unfinished(), Contacts: d.Contacts,
			Distribution: curve.points(d), Horizon: curve.horizon, AtHorizon: curve.At(curve.horizon),
		}
		if !s.few() {
			at := curve.Day(shares[i])
			value := wholeWeeks(at)
			if value <= before {
				value = wholeWeeks(before + 1)
			}
			before = value
			s.Marks = []Mark{{
				Value: int64(value), At: int64(at), Wanted: shares[i], Share: curve.Of(at), AtRisk: curve.AtRisk(at),
				Past: ages.above(value), PastNow: ages.above(now[i]),
			}}
		}
		all = append(all, s)
	}
	return all
}

// points gives the curve by weeks; of less than two months, by days.
func (c *Curve) points(d *Durations) []Point {
	step := together(c.horizon)
	points := []Point{}
	for day := 1; day <= c.horizon; day += step {
		last := min(day+step-1, c.horizon)
		points = append(points, Point{At: int64(last), Count: sum(d.ended[day : last+1]), Share: c.At(last)})
	}
	return points
}

// together is how many days stand together where so many are told of.
func together(days int) int {
	if days <= 8*week {
		return 1
	}
	return week
}

// periods are the lengths that a period may be suggested to have (advisor.md), in days.
var periods = [...]int{30, 91, 182, 365}

// Periods lists the lengths that a period may be suggested to have, and one that a model has.
func Periods(m *palier.Model) []int {
	all := append([]int{}, periods[:]...)
	for _, days := range all {
		if days == m.RFM.Period {
			return all
		}
	}
	return append(all, m.RFM.Period)
}

// period suggests how long a period is: the shortest in which enough of the repeat purchases
// that are to be expected have come; the longest where none of them does.
func period(d *Durations, share Share, now int) Suggestion {
	curve := CurveOf(d)
	s := Suggestion{
		Key: Period, Unit: Days, Now: []int64{int64(now)},
		Observations: d.Ended(), Unfinished: d.Unfinished(), Contacts: d.Contacts,
		Distribution: curve.points(d), Horizon: curve.horizon, AtHorizon: curve.At(curve.horizon),
	}
	if s.few() {
		return s
	}
	days := periods[len(periods)-1]
	for _, p := range periods {
		if curve.Reaches(p, share) {
			days = p
			break
		}
	}
	s.Marks = []Mark{{Value: int64(days), At: int64(curve.Day(share)), Wanted: share, Share: curve.Of(days), AtRisk: curve.AtRisk(days)}}
	return s
}
