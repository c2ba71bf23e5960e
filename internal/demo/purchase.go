package demo

import (
	"slices"

	"palier"
)

// purchaseDays draws the days of a contact's orders, ascending, and appends them to the
// empty slice given.
func (d drawer) purchaseDays(p *person, days []palier.Day) []palier.Day {
	if !p.first.Exists() {
		return days
	}
	days = append(days, p.first)
	if p.kind == walkIn {
		return days
	}
	d.start(forPurchases, p.number, 0)
	life := int(p.until - p.first)
	more := d.count(d.shop.Pace * float64(life) / 365.25)
	gap := float64(life) / (float64(more) + 0.2 + 0.8*d.Float64()) // of who buys at even distances
	for i := range more {
		if p.rhythm == steady {
			days = append(days, p.first+palier.Day(gap*(float64(i)+0.85+0.3*d.Float64())))
		} else {
			days = append(days, d.purchaseDay(p, life))
		}
	}
	slices.Sort(days)
	return days
}

// purchaseDay draws the day of an order in the given number of days after a contact's
// first.
func (d drawer) purchaseDay(p *person, life int) palier.Day {
	switch p.rhythm {
	case fading:
		u := d.Float64()
		return p.first + palier.Day(u*u*float64(life))
	case seasonal:
		return d.ownSeason(p, life)
	case bargain:
		return d.bargains.draw(d.dice, p.first, p.until)
	}
	return d.purchases.draw(d.dice, p.first, p.until)
}

// ownSeason draws a day from the six weeks in which a contact buys every year, which
// begin on the day of its first purchase.
func (d drawer) ownSeason(p *person, life int) palier.Day {
	const days = 42
	for {
		after := d.IntN(life/365+1)*365 + d.IntN(days)
		if after <= life {
			return p.first + palier.Day(after)
		}
	}
}
