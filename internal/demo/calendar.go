package demo

import (
	"time"

	"palier"
)

// seasons are how busy the months are, January first; 100 is the busiest.
var seasons = [12]int{45, 40, 50, 55, 65, 60, 50, 40, 60, 65, 90, 100}

// seasonalDay draws a day of a range, more often from a busy month.
func seasonalDay(d dice, from, to palier.Day) palier.Day {
	for {
		day := from + palier.Day(d.IntN(int(to-from)+1))
		if d.IntN(100) < seasons[day.Time().Month()-1] {
			return day
		}
	}
}

// ownSeason draws a day from the six weeks in which a contact buys every year, which
// begin on the day of its first purchase.
func ownSeason(d dice, p *person, life int) palier.Day {
	const days = 42
	for {
		after := d.IntN(life/365+1)*365 + d.IntN(days)
		if after <= life {
			return p.first + palier.Day(after)
		}
	}
}

// second draws a time of day, in seconds, when people buy on the web. It is never in the
// hours that a change of clocks leaves out.
func second(d dice) int {
	return 8*3600 + (d.IntN(14*3600)+d.IntN(14*3600))/2
}

// appendTime writes a day and a time of day as shops do.
func appendTime(to []byte, day palier.Day, second int) []byte {
	return day.Time().Add(time.Duration(second)*time.Second).AppendFormat(to, time.DateTime)
}
