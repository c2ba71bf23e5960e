package demo

import "palier"

// maxLines of an order.
const maxLines = 4

// line is a row of an order.
type line struct {
	item     int // index in the catalogue
	quantity int
	amount   palier.Money // what was paid for all of them
}

// order is what one order says, but for its day.
type order struct {
	lines     [maxLines]line
	count     int // of lines
	second    int // of its day
	cancelled bool
	byEmail   bool // placed without signing in: its rows have no contact id

	refunded    int        // how many of its lines, from the first, were refunded; 0: none
	refundAfter palier.Day // how many days later
	credit      palier.Money
	creditAfter palier.Day
}

// How often in a thousand orders.
const (
	cancelledOrders = 10
	emailOrders     = 30
	refundedOrders  = 20
	creditedOrders  = 2
)

// order draws the n-th order of a contact.
func (s Shop) order(d dice, c character, n int) order {
	d.start(s, forOrder, c.number, n)
	o := order{second: second(d), cancelled: d.perMille(cancelledOrders)}
	o.byEmail = c.guest || d.perMille(emailOrders)
	o.count = 1 + d.IntN(1+c.generosity)
	for i := range o.count {
		o.lines[i] = drawLine(d, c.generosity)
	}
	if o.cancelled {
		return o
	}
	if d.perMille(refundedOrders) {
		o.refunded, o.refundAfter = 1, palier.Day(1+d.IntN(30))
		if d.IntN(2) == 0 {
			o.refunded = o.count
		}
	}
	if d.perMille(creditedOrders) {
		o.credit, o.creditAfter = palier.Money(-100*(1+d.IntN(15))), palier.Day(5+d.IntN(60))
	}
	return o
}

// drawLine draws a product, cheap ones more often, and how many of it.
func drawLine(d dice, generosity int) line {
	which := d.IntN(items)
	if generosity < 3 {
		which = min(which, d.IntN(items))
	}
	l := line{item: which, quantity: 1 + d.IntN(2+generosity)/2}
	l.amount = catalogue[which].price * palier.Money(l.quantity)
	if d.perMille(150) { // a discount of a tenth
		l.amount -= l.amount / 10
	}
	return l
}

// total gives the amount of the order's first lines.
func (o *order) total(lines int) palier.Money {
	var sum palier.Money
	for _, l := range o.lines[:lines] {
		sum += l.amount
	}
	return sum
}
