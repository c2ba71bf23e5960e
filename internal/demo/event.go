package demo

import (
	"slices"

	"palier"
)

// event is one thing that happened in the shop, as a number that sorts by time: 12 bits
// of day since the shop's first, 17 of second, 23 of contact, 12 of what it was.
type event uint64

const whatBits, contactBits, secondBits = 12, 23, 17

func newEvent(s Shop, day palier.Day, second, contact, what int) event {
	return ((event(day-s.From)<<secondBits|event(second))<<contactBits|event(contact))<<whatBits | event(what)
}

func (e event) day(s Shop) palier.Day {
	return s.From + palier.Day(e>>(secondBits+contactBits+whatBits))
}
func (e event) second() int  { return int(e >> (contactBits + whatBits) & (1<<secondBits - 1)) }
func (e event) contact() int { return int(e >> whatBits & (1<<contactBits - 1)) }
func (e event) bits() int    { return int(e & (1<<whatBits - 1)) }

// What an event of the orders is, in its last two bits, after the number of the order;
// an order's sale comes before its refund and its credit.
const (
	sold = iota
	refunded
	credited
)

func (e event) n() int    { return e.bits() >> 2 }
func (e event) what() int { return e.bits() & 3 }

// orderEvents lists all sales, refunds and credits in the order of time.
func (d drawer) orderEvents() []event {
	var events []event
	var days []palier.Day
	for number := range d.shop.Contacts {
		p := d.person(number)
		days = d.purchaseDays(&p, days[:0])
		for n, day := range days {
			o := d.order(p.character, n)
			add := func(day palier.Day, what int) {
				if day <= d.shop.To {
					events = append(events, newEvent(d.shop, day, o.second, number, n<<2|what))
				}
			}
			add(day, sold)
			if o.back != nothing {
				add(day+o.backAfter, refunded)
			}
			if o.credit != 0 {
				add(day+o.creditAfter, credited)
			}
		}
	}
	slices.Sort(events)
	return events
}

// engagementEvents lists all engagements in the order of time.
func (d drawer) engagementEvents() []event {
	var events []event
	var days []palier.Day
	var list []engagement
	for number := range d.shop.Contacts {
		p := d.person(number)
		days = d.purchaseDays(&p, days[:0])
		list = d.engagements(&p, days, list[:0])
		for _, e := range list {
			events = append(events, newEvent(d.shop, e.day, e.second, number, e.bits()))
		}
	}
	slices.Sort(events)
	return events
}
