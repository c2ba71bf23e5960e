// Package calendar is the year of a shop: the days on which trade is not as on others, such as
// sales, Black Friday and Christmas, by the rules of its country, and the merchant's own. It
// knows days and no words: what an event is called in a language is said by package phrase
// (calendar.ID), or by the merchant.
package calendar

import (
	"cmp"
	"slices"

	"palier"
)

// FirstYear is the earliest year that rules tell days of. The French sales had other dates
// before it, from department to department.
const FirstYear = 2010

// Event is some days of one year, one after the other.
type Event struct {
	ID       string            // which rule it is of; empty: the merchant's own
	Names    map[string]string // of the merchant's own, by language, in at least one
	From, To palier.Day        // the first and the last day
}

// Name gives what the merchant calls an event in a language: in another one where it has no
// name in that. It is empty for events that rules tell.
func (e Event) Name(language string) string {
	if name := e.Names[language]; name != "" {
		return name
	}
	for _, other := range languages {
		if name := e.Names[other]; name != "" {
			return name
		}
	}
	return ""
}

// Calendar is which events a shop's year has. The zero value has those that are the same in
// every country.
type Calendar struct {
	country string          // of countries; empty: none
	off     map[string]bool // rules that do not apply
	own     []own
}

// Usual is the calendar of a country as far as rules tell it; of a country that has none of its
// own, the events that are the same everywhere.
func Usual(country string) *Calendar {
	if !slices.Contains(countries, country) {
		country = ""
	}
	return &Calendar{country: country}
}

// Country gives the country whose rules hold; empty: none.
func (c *Calendar) Country() string { return c.country }

// Between gives the events that have at least one day in a range, the earliest first.
func (c *Calendar) Between(from, to palier.Day) []Event {
	var found []Event
	add := func(e Event) {
		if e.From <= to && e.To >= from {
			found = append(found, e)
		}
	}
	for year := yearOf(from) - 1; year <= yearOf(to); year++ { // an event may go on into the next year
		if year >= FirstYear {
			for _, r := range rules {
				if days, holds := r.in(c.country, year); holds && !c.off[r.id] {
					add(Event{ID: r.id, From: days.from, To: days.to})
				}
			}
		}
		for _, o := range c.own {
			if days, holds := o.in(year); holds {
				add(Event{Names: o.names, From: days.from, To: days.to})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Event) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	return found
}

func yearOf(day palier.Day) int { return day.Time().Year() }
