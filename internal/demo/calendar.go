package demo

import (
	"math"
	"slices"
	"time"

	"palier"
)

// seasons are how busy the months are, January first.
var seasons = [12]int{46, 42, 50, 53, 56, 50, 42, 38, 53, 57, 66, 92}

// date is what a day of the shop's time is to its trade.
type date struct {
	month time.Month
	sale  sale
}

// dateOf tells what a day is.
func dateOf(day palier.Day) date {
	return date{month: day.Time().Month(), sale: saleOn(day)}
}

// busyness is how much more is bought on a day than on others.
func busyness(day palier.Day) int {
	at := day.Time()
	busy := 10 * seasons[at.Month()-1]
	switch saleOn(day) {
	case winterSale, summerSale:
		busy = busy * 12 / 10
	case blackFriday:
		busy = busy * 22 / 10
	}
	if at.Month() == time.December {
		switch {
		case at.Day() < 20: // what is ordered in time for Christmas
			busy = busy * 13 / 10
		case at.Day() >= 24:
			busy = busy * 5 / 10
		}
	}
	switch at.Weekday() {
	case time.Sunday, time.Monday:
		busy = busy * 11 / 10
	case time.Saturday:
		busy = busy * 9 / 10
	}
	return busy
}

// calendar draws days by their weights. It does not change and may be shared.
type calendar struct {
	from palier.Day
	sums []int // of the weights of the days before each
}

func newCalendar(from, to palier.Day, weight func(palier.Day) int) calendar {
	c := calendar{from: from, sums: []int{0}}
	for day := from; day <= to; day++ {
		c.sums = append(c.sums, c.sums[len(c.sums)-1]+max(1, weight(day)))
	}
	return c
}

// draw draws a day of a range.
func (c calendar) draw(d dice, from, to palier.Day) palier.Day {
	low, high := c.sums[from-c.from], c.sums[to+1-c.from]
	after, _ := slices.BinarySearch(c.sums, low+d.IntN(high-low)+1)
	return c.from + palier.Day(after-1)
}

// arrivals is when contacts come to the shop: as it is busy, and grows.
func (s Shop) arrivals() calendar {
	return newCalendar(s.From, s.To, func(day palier.Day) int {
		return int(1000 * float64(busyness(day)) * math.Pow(s.Growth, float64(day-s.To)/365.25))
	})
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
