package demo

import (
	"time"

	"palier"
)

// sale is what is on sale on a day.
type sale uint8

const (
	noSale     sale = iota
	winterSale      // four weeks from the second Wednesday of January
	summerSale      // four weeks from the last Wednesday of June
	blackFriday
)

var saleNames = [...]string{"", "winter-sale", "summer-sale", "black-friday"}

// saleDays is how long the two sales of the seasons last.
const saleDays = 28

// saleOn tells which sale a day is in.
func saleOn(day palier.Day) sale {
	year := day.Time().Year()
	firstOfJanuary := palier.DayOf(year, time.January, 1)
	winter := onOrAfter(firstOfJanuary, time.Wednesday) + 7
	summer := onOrAfter(palier.DayOf(year, time.June, 24), time.Wednesday)
	friday := onOrAfter(palier.DayOf(year, time.November, 1), time.Thursday) + 3*7 + 1
	switch {
	case day >= winter && day < winter+saleDays:
		return winterSale
	case day >= summer && day < summer+saleDays:
		return summerSale
	case day >= friday-1 && day <= friday+3: // through the Monday
		return blackFriday
	}
	return noSale
}

// onOrAfter gives the first day of the week named that is not before a day.
func onOrAfter(day palier.Day, wanted time.Weekday) palier.Day {
	return day + palier.Day((wanted-day.Time().Weekday()+7)%7)
}

// bargainDays is how those who wait for the sales choose their days.
func bargainDays(day palier.Day) int {
	switch saleOn(day) {
	case winterSale, summerSale:
		return 100
	case blackFriday:
		return 150
	}
	return 16
}

// discount gives what a line is cheaper in a sale, in per cent of its price.
func discount(d dice, on sale) palier.Money {
	switch {
	case on == noSale && d.perMille(80):
		return 10
	case on == blackFriday && d.perMille(700):
		return 25
	case (on == winterSale || on == summerSale) && d.perMille(600):
		return 20 + 10*palier.Money(d.IntN(3))
	}
	return 0
}
