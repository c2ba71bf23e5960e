package segment

import (
	"slices"
	"time"

	"palier"
)

// passes tells whether a value passes a test on a day: of a fact, the day it is of. A
// missing value passes none; one with several texts passes when one of them does.
func passes(t palier.Test, v value, day palier.Day) bool {
	switch {
	case !v.there:
		return false
	case t.Op == palier.IsSet:
		return true
	case t.Op == palier.Anniversary:
		return anniversaryWithin(palier.Day(v.number), day, palier.Day(t.Max))
	case t.Field.Type == palier.FieldText:
		return slices.ContainsFunc(v.texts, func(text string) bool { return t.PassesText(text) })
	}
	number := measured(t.Measure, v.number, day)
	if t.Op == palier.OneOf {
		return slices.Contains(t.Numbers, number)
	}
	return t.Min <= number && number <= t.Max
}

func measured(m palier.Measure, number int64, day palier.Day) int64 {
	switch m {
	case palier.YearsSince:
		return int64(yearsSince(palier.Day(number), day))
	case palier.DaysSince:
		return int64(day) - number
	case palier.DaysUntil:
		return number - int64(day)
	}
	return number
}

// yearsSince gives the completed years from a day to another: how many anniversaries have
// been, below 0 for a day to come.
func yearsSince(since, day palier.Day) int {
	year := day.Time().Year()
	years := year - since.Time().Year()
	if day < anniversary(since, year) {
		years--
	}
	return years
}

// anniversary gives the day of a year on which the anniversary of a day falls: that of 29
// February on 28 February of years that have no such day.
func anniversary(of palier.Day, year int) palier.Day {
	_, month, day := of.Time().Date()
	if month == time.February && day == 29 && time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Month() != month {
		day = 28
	}
	return palier.DayOf(year, month, day)
}

// anniversaryWithin tells whether an anniversary falls on a day or at most some days
// later. What has not been yet has none.
func anniversaryWithin(of, day, later palier.Day) bool {
	if of >= day {
		return false
	}
	for year := day.Time().Year(); ; year++ {
		if next := anniversary(of, year); next >= day {
			return next <= day+later
		}
	}
}
