package calendar

import (
	"time"

	"palier"
)

// nth gives the n-th of a day of the week in a month, counted from 1.
func nth(n int, wanted time.Weekday, year int, month time.Month) palier.Day {
	first := palier.DayOf(year, month, 1)
	return first + palier.Day((wanted-first.Time().Weekday()+7)%7) + palier.Day(7*(n-1))
}

// last gives the last of a day of the week in a month.
func last(wanted time.Weekday, year int, month time.Month) palier.Day {
	end := palier.DayOf(year, month+1, 1) - 1
	return end - palier.Day((end.Time().Weekday()-wanted+7)%7)
}

// easter gives Easter Sunday of the Gregorian calendar: the Sunday after the first full moon, as
// the church reckons it, from 21 March on. The method is that of Nature, 20 April 1876, also in
// Meeus, Astronomical Algorithms, chapter 8.
func easter(year int) palier.Day {
	golden := year % 19
	century, within := year/100, year%100
	moonShift := (century - (century+8)/25 + 1) / 3
	epact := (19*golden + century - century/4 - moonShift + 15) % 30
	sunday := (32 + 2*(century%4) + 2*(within/4) - epact - within%4) % 7
	late := (golden + 11*epact + 22*sunday) / 451
	days := epact + sunday - 7*late + 114
	return palier.DayOf(year, time.Month(days/31), days%31+1)
}
