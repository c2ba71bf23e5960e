package duckdb

import (
	"fmt"
	"math"
	"time"

	"palier"
)

// span is a range of numbers or days, both ends included.
type span struct{ from, to int64 }

// spansOf gives the values that pass a test within bounds or of a measure: what is asked
// of the days since or until a day is asked of the day itself.
func spansOf(t palier.Test, day palier.Day) []span {
	asked := []span{{t.Min, t.Max}}
	if t.Op == palier.OneOf {
		asked = nil
		for _, n := range t.Numbers {
			asked = append(asked, span{n, n})
		}
	}
	var spans []span
	for _, s := range asked {
		if s.from > s.to {
			continue
		}
		switch t.Measure {
		case palier.YearsSince:
			s = span{plus(latestSince(plus(s.to, 1), day), 1), latestSince(s.from, day)}
		case palier.DaysSince:
			s = span{minus(day, s.to), minus(day, s.from)}
		case palier.DaysUntil:
			s = span{plus(s.from, int64(day)), plus(s.to, int64(day))}
		}
		spans = append(spans, s)
	}
	return spans
}

// minus takes days from a day, and stays at the ends of what there is.
func minus(day palier.Day, days int64) int64 {
	if days == math.MinInt64 {
		return math.MaxInt64
	}
	return plus(-days, int64(day))
}

// manyYears is more than lie between any two days.
const manyYears = 10_000

// latestSince gives the latest day since which so many years are completed on a day: its
// anniversary falls on that day, that of 29 February on 28 February in other years. So on
// the last day of February it is the last day of a February.
func latestSince(years int64, day palier.Day) int64 {
	switch {
	case years > manyYears:
		return math.MinInt64
	case years < -manyYears:
		return math.MaxInt64
	}
	year, month, date := day.Time().Date()
	if _, next, _ := (day + 1).Time().Date(); month == time.February && next == time.March {
		return int64(palier.DayOf(year-int(years), time.March, 1) - 1)
	}
	return int64(palier.DayOf(year-int(years), month, date))
}

// daysOfYear is how many days have an anniversary of every day among them.
const daysOfYear = 366

// anniversary tells whether an anniversary of a day that has been falls on the day asked
// about, or at most so many days later.
func (q *question) anniversary(sql string, later palier.Day) string {
	past := fmt.Sprintf("%s < %s", sql, q.arg(date(q.day)))
	switch {
	case later < 0:
		return "false"
	case later >= daysOfYear-1:
		return past
	}
	last := q.day + later
	from, to := monthAndDay(q.day), monthAndDay(last)
	if to == 228 && monthAndDay(last+1) == 301 {
		to = 229
	}
	joined := "AND"
	if q.day.Time().Year() < last.Time().Year() {
		joined = "OR"
	}
	falls := fmt.Sprintf("month(%s) * 100 + day(%[1]s)", sql)
	return fmt.Sprintf("(%s AND (%s >= %s %s %s <= %s))", past, falls, q.arg(from), joined, falls, q.arg(to))
}

// monthAndDay makes days of any year comparable: 29 February is 229.
func monthAndDay(day palier.Day) int64 {
	_, month, date := day.Time().Date()
	return int64(month)*100 + int64(date)
}
