package calendar

import (
	"time"

	"palier"
)

// The French sales, soldes, by the dates that hold for the web and for most departments. They
// begin at eight in the morning; days are whole here.
//
// Winter: the second Wednesday of January, or the first when the second is after the 12th.
// Summer: the last Wednesday of June, or from 2011 on the one before when the last is after
// the 28th. (Code de commerce, art. D. 310-15-2, in force until 2019; since then art. 1 of the
// arrêté of 27 May 2019, by art. L. 310-3.)
//
// They last four weeks since 2020 (that arrêté), six from 2015 on (art. L. 310-3 after the law
// 2014-626 of 18 June 2014), and five before (law 2008-776 of 4 August 2008).

// moved are the sales that an arrêté of their own year gave other days.
var moved = map[palier.Day]span{ // by the day on which the rule would have them begin
	palier.DayOf(2020, time.June, 24):   {palier.DayOf(2020, time.July, 15), palier.DayOf(2020, time.August, 11)},  // of 10 June 2020
	palier.DayOf(2021, time.January, 6): {palier.DayOf(2021, time.January, 20), palier.DayOf(2021, time.March, 2)}, // of December 2020 and 15 February 2021
	palier.DayOf(2021, time.June, 23):   {palier.DayOf(2021, time.June, 30), palier.DayOf(2021, time.July, 27)},    // of June 2021
	palier.DayOf(2023, time.June, 28):   {palier.DayOf(2023, time.June, 28), palier.DayOf(2023, time.August, 1)},   // of 6 July 2023
}

func winterSale(year int) span {
	begins := nth(2, time.Wednesday, year, time.January)
	if begins.Time().Day() > 12 {
		begins -= 7
	}
	return saleFrom(begins, saleWeeks(year))
}

func summerSale(year int) span {
	begins := last(time.Wednesday, year, time.June)
	if begins.Time().Day() > 28 && year > 2010 {
		begins -= 7
	}
	return saleFrom(begins, saleWeeks(year))
}

func saleFrom(begins palier.Day, weeks int) span {
	if days, other := moved[begins]; other {
		return days
	}
	return span{begins, begins + palier.Day(7*weeks) - 1}
}

func saleWeeks(year int) int {
	switch {
	case year >= 2020:
		return 4
	case year >= 2015:
		return 6
	}
	return 5
}
