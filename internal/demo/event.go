package demo

import (
	"slices"

	"palier"
)

// event is one thing that happened in the shop, as a number that sorts by time: 12 bits
// of day since the shop's first, 17 of second, 23 of contact, 9 of which order or
// engagement of the contact, 2 of what.
type event uint64

// What an event is; an order's sale comes before its refund and its credit.
const (
	sale = iota
	refund
	credit
)

func newEvent(s Shop, day palier.Day, second, contact, n, what int) event {
	return event(day-s.From)<<51 | event(second)<<34 | event(contact)<<11 | event(n)<<2 | event(what)
}

func (e event) day(s Shop) palier.Day { return s.From + palier.Day(e>>51) }
func (e event) second() int           { return int(e >> 34 & (1<<17 - 1)) }
func (e event) contact() int          { return int(e >> 11 & (1<<23 - 1)) }
func (e event) n() int                { return int(e >> 2 & (1<<9 - 1)) }
func (e event) what() int             { return int(e & 3) }

// orderEvents lists all sales, refunds and credits in the order of time.
func (s Shop) orderEvents(d dice) []event {
	var events []event
	var days []palier.Day
	for number := range s.Contacts {
		p := s.person(d, number)
		days = s.purchases(d, &p, days[:0])
		for n, day := range days {
			o := s.order(d, p.character, n)
			events = append(events, newEvent(s, day, o.second, number, n, sale))
			if back := day + o.refundAfter; o.refunded > 0 && back <= s.To {
				events = append(events, newEvent(s, back, o.second, number, n, refund))
			}
			if back := day + o.creditAfter; o.credit != 0 && back <= s.To {
				events = append(events, newEvent(s, back, o.second, number, n, credit))
			}
		}
	}
	slices.Sort(events)
	return events
}

// engagementEvents lists all engagements in the order of time.
func (s Shop) engagementEvents(d dice) []event {
	var events []event
	var days []palier.Day
	for number := range s.Contacts {
		p := s.person(d, number)
		days = s.engagements(d, &p, days[:0])
		for n, day := range days {
			events = append(events, newEvent(s, day, s.engagement(d, number, n).second, number, n, 0))
		}
	}
	slices.Sort(events)
	return events
}
