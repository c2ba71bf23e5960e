package demo

import "palier"

// maxLines of an order.
const maxLines = 4

// line is a row of an order.
type line struct {
	item     *item
	quantity int
	amount   palier.Money // what was paid for all of them
}

// basket is what is in an order.
type basket struct {
	lines [maxLines]line
	count int
}

// basket draws what is in an order of a day.
func (d drawer) basket(c character, o *order, day palier.Day) basket {
	d.start(forBasket, c.number, o.number)
	b := basket{count: o.count}
	date := d.dates[day-d.shop.From]
	for i := range b.count {
		which := d.item(c, date)
		quantity := 1
		if which.price < 2000 { // more of what is cheap
			quantity += d.IntN(2 + c.generosity)
		}
		full := which.price * palier.Money(quantity)
		b.lines[i] = line{which, quantity, full - full*discount(d.dice, date.sale)/100}
	}
	return b
}

// item draws a product that is sold at the time: mostly one to the contact's taste, and a
// cheap or a dear one as the contact is generous.
func (d drawer) item(c character, at date) *item {
	for {
		shelf := shelves[c.taste]
		if d.perMille(400) {
			shelf = shelves[departmentShares.draw(d.dice)]
		}
		which := d.IntN(len(shelf))
		switch c.generosity {
		case 0:
			which = min(which, d.IntN(len(shelf)))
		case 3:
			which = max(which, d.IntN(len(shelf)))
		}
		if shelf[which].sold(at.month) {
			return shelf[which]
		}
	}
}

// total adds up the lines.
func (b *basket) total() palier.Money {
	var sum palier.Money
	for _, l := range b.lines[:b.count] {
		sum += l.amount
	}
	return sum
}

// returned gives what of the basket came back.
func (b *basket) returned(what giveBack) basket {
	returned := *b
	if what == onePiece {
		first := &returned.lines[0]
		first.amount /= palier.Money(first.quantity)
		first.quantity, returned.count = 1, 1
	}
	return returned
}
