package demo

import "palier"

// order is what one order says, but for its day and what is in it.
type order struct {
	number    int // of the contact's orders, from 0
	second    int // of its day
	count     int // of lines
	cancelled bool
	unpaid    bool
	slow      bool // paid for two days later
	byEmail   bool // placed without signing in: its rows have no contact id

	back        giveBack
	backAfter   palier.Day // how many days later
	credit      palier.Money
	creditAfter palier.Day
}

// giveBack is what of an order was refunded.
type giveBack int

const (
	nothing  giveBack = iota
	onePiece          // of the first line
	allOfIt           // every line
)

// How often in a thousand orders.
const (
	cancelledOrders = 10
	unpaidOrders    = 6
	slowOrders      = 150
	emailOrders     = 30
	refundedOrders  = 20
	creditedOrders  = 2
)

// order draws the n-th order of a contact.
func (d drawer) order(c character, n int) order {
	d.start(forOrder, c.number, n)
	o := order{number: n, second: second(d.dice), cancelled: d.perMille(cancelledOrders), unpaid: d.perMille(unpaidOrders), slow: d.perMille(slowOrders)}
	o.byEmail = c.kind == guest || c.identified() && d.perMille(emailOrders)
	o.count = 1 + d.IntN(1+c.generosity)
	if o.cancelled || o.unpaid {
		return o
	}
	if d.perMille(refundedOrders) {
		o.back, o.backAfter = allOfIt, palier.Day(2+d.IntN(29))
		if d.perMille(600) {
			o.back = onePiece
		}
	}
	if c.identified() && d.perMille(creditedOrders) {
		o.credit, o.creditAfter = palier.Money(-100*(1+d.IntN(15))), palier.Day(5+d.IntN(60))
	}
	return o
}

// status tells what became of an order that is so many days old.
func (o *order) status(age palier.Day) string {
	switch {
	case o.cancelled:
		return "cancelled"
	case o.unpaid:
		return "unpaid"
	case age < 2 && o.slow:
		return "pending"
	case age < 2:
		return "processing"
	case age < 6:
		return "shipped"
	}
	return "completed"
}

// counts tells whether the default model takes the order for one.
func (o *order) counts(age palier.Day) bool {
	return !o.cancelled && !o.unpaid && !(o.slow && age < 2)
}
