package calendar

import (
	"slices"
	"time"

	"palier"
)

// The countries that have rules of their own, by their codes of ISO 3166.
const (
	france        = "fr"
	germany       = "de"
	unitedKingdom = "gb"
	unitedStates  = "us"
)

var countries = []string{germany, france, unitedKingdom, unitedStates}

// Countries lists the countries that have rules of their own.
func Countries() []string { return slices.Clone(countries) }

// span is some days, one after the other.
type span struct{ from, to palier.Day }

func oneDay(day palier.Day) span { return span{day, day} }

// rule tells the days of an event in each year from FirstYear on. Of a country that it says
// nothing of, there is no such event.
type rule struct {
	id string
	in func(country string, year int) (span, bool)
}

// rules are all of them, in the order of the year.
var rules = []rule{
	{"winter_sale", only(france, winterSale)},
	{"valentines_day", everywhere(func(year int) span { return oneDay(palier.DayOf(year, time.February, 14)) })},
	{"mothers_day", mothersDay},
	{"fathers_day", fathersDay},
	{"summer_sale", only(france, summerSale)},
	{"black_friday", everywhere(blackFriday)},
	{"christmas", everywhere(func(year int) span {
		return span{palier.DayOf(year, time.December, 1), palier.DayOf(year, time.December, 24)}
	})},
}

func ruleNames() []string {
	names := make([]string, len(rules))
	for i, r := range rules {
		names[i] = r.id
	}
	return names
}

func everywhere(in func(year int) span) func(string, int) (span, bool) {
	return func(_ string, year int) (span, bool) { return in(year), true }
}

func only(where string, in func(year int) span) func(string, int) (span, bool) {
	return func(country string, year int) (span, bool) {
		if country != where {
			return span{}, false
		}
		return in(year), true
	}
}

// blackFriday is the day after the fourth Thursday of November (in the United States
// Thanksgiving, 5 U.S.C. § 6103), through the Monday.
func blackFriday(year int) span {
	friday := nth(4, time.Thursday, year, time.November) + 1
	return span{friday, friday + 3}
}

// mothersDay is the last Sunday of May in France, or when that is Whit Sunday the first of June
// (law 50-577 of 24 May 1950); in the United Kingdom the fourth Sunday in Lent; in Germany and
// the United States the second Sunday of May (36 U.S.C. § 117).
func mothersDay(country string, year int) (span, bool) {
	switch country {
	case france:
		day := last(time.Sunday, year, time.May)
		if whitsun := easter(year) + 49; day == whitsun {
			day += 7
		}
		return oneDay(day), true
	case unitedKingdom:
		return oneDay(easter(year) - 21), true
	case germany, unitedStates:
		return oneDay(nth(2, time.Sunday, year, time.May)), true
	}
	return span{}, false
}

// fathersDay is the third Sunday of June (in the United States by 36 U.S.C. § 109), in Germany
// Ascension Day.
func fathersDay(country string, year int) (span, bool) {
	switch country {
	case france, unitedKingdom, unitedStates:
		return oneDay(nth(3, time.Sunday, year, time.June)), true
	case germany:
		return oneDay(easter(year) + 39), true
	}
	return span{}, false
}
