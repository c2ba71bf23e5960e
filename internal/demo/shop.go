// Package demo draws a fictional shop: contacts, orders with their lines and refunds,
// products and engagements, as the files a shop would export or as histories in memory.
//
// The same Shop writes the same bytes every time. Each contact, and each order of a
// contact, is drawn from a stream of random numbers of its own (seed, what it is for,
// contact, order), so that nothing must be kept to write a file in the order of time:
// only one number per event is sorted, and whatever a row says is drawn again when its
// turn comes. A million contacts with ten million orders fit in memory that way.
//
// Floats shape the draws and nothing else: amounts are integers throughout.
//
// Nobody in it exists: names are put together by chance, e-mails are of the domains kept
// for examples (RFC 2606), telephone numbers of the ranges kept for films.
package demo

import (
	"fmt"
	"time"

	"palier"
)

// Shop is what the files and histories are drawn from. About a quarter of its contacts
// never buy, and one in sixteen is known only from orders, by its e-mail or not at all.
type Shop struct {
	Seed      uint64
	Contacts  int        // at most MaxContacts
	From, To  palier.Day // first and last day of its history, at most MaxDays apart
	Growth    float64    // contacts won in a year, in those won the year before; 0.1 to 10
	Pace      float64    // orders a year after the first, of a contact who buys, on average; at most 100
	Reactions float64    // opens, visits and the like a year, of an identified contact, on average; at most 100
	Campaigns bool       // the engagements tell all that was sent, too
}

// Limits of a Shop.
const (
	MaxContacts = 1<<23 - 1
	MaxDays     = 1<<12 - 1
)

// Small gives the shop of the demonstration: 20,000 contacts over the three years that
// end on a day.
func Small(to palier.Day) Shop {
	return Shop{Seed: 1, Contacts: 20_000, From: to - 3*365, To: to, Growth: 1.7, Pace: 6, Reactions: 9, Campaigns: true}
}

// Large gives a shop to measure with: at least as many orders that count as given, some
// ten of a buyer, over four years.
func Large(orders int) Shop {
	return Shop{
		Seed:      2,
		Contacts:  min(orders*2/13+100, MaxContacts), // some 72 in a hundred contacts buy, a few of them not yet
		From:      palier.DayOf(2022, time.January, 1),
		To:        palier.DayOf(2025, time.December, 31),
		Growth:    1,
		Pace:      6.1,
		Reactions: 1.7,
	}
}

// check refuses a shop beyond the limits, which its sorting keys could not hold.
func (s Shop) check() error {
	const tried = "draw a shop"
	switch {
	case s.Contacts < 0 || s.Contacts > MaxContacts:
		return palier.Refuse(tried, fmt.Sprintf("it must have 0 to %d contacts, not %d", MaxContacts, s.Contacts), "")
	case s.From > s.To || s.To-s.From > MaxDays:
		return palier.Refuse(tried, fmt.Sprintf("it must last 0 to %d days, not %d", MaxDays, s.To-s.From), "")
	case !(s.Growth >= 0.1 && s.Growth <= 10):
		return palier.Refuse(tried, fmt.Sprintf("it must grow 0.1 to 10 times a year, not %g", s.Growth), "")
	case !(s.Pace >= 0 && s.Pace <= 100):
		return palier.Refuse(tried, fmt.Sprintf("its buyers must buy 0 to 100 times a year on average, not %g", s.Pace), "")
	case !(s.Reactions >= 0 && s.Reactions <= 100):
		return palier.Refuse(tried, fmt.Sprintf("its contacts must react 0 to 100 times a year on average, not %g", s.Reactions), "")
	}
	return nil
}
