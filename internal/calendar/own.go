package calendar

import (
	"time"

	"palier"
)

// own is an event that the merchant wrote down.
type own struct {
	names    map[string]string
	from, to date
}

// date is a day of one year, or of every year.
type date struct {
	year  int // 0: every
	month time.Month
	day   int
}

// parseDate reads 2026-06-05, or 06-05 for every year.
func parseDate(text string) (date, bool) {
	if t, err := time.Parse(time.DateOnly, text); err == nil {
		return date{t.Year(), t.Month(), t.Day()}, true
	}
	t, err := time.Parse(time.DateOnly, "2000-"+text) // a leap year: 02-29 is a date
	return date{0, t.Month(), t.Day()}, err == nil && len(text) == len("01-02")
}

// on gives the day in a year; it does not exist on 29 February of most.
func (d date) on(year int) palier.Day {
	day := palier.DayOf(year, d.month, d.day)
	if day.Time().Day() != d.day {
		return palier.NoDay
	}
	return day
}

// in gives the days of the event that begin in a year. One of every year may go on into the
// next: from 12-27 to 01-06.
func (o own) in(year int) (span, bool) {
	if o.from.year != 0 {
		return span{o.from.on(o.from.year), o.to.on(o.to.year)}, year == o.from.year
	}
	days := span{o.from.on(year), o.to.on(year)}
	if o.to.month < o.from.month || o.to.month == o.from.month && o.to.day < o.from.day {
		days.to = o.to.on(year + 1)
	}
	return days, days.from.Exists() && days.to.Exists()
}
