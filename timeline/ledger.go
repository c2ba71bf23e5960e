package timeline

import (
	"slices"

	"palier"
)

// ledger knows what the orders and credits of a contact come to, as refunds come in.
type ledger struct {
	sales   []sale // by day
	credits []dayTotal
	refunds []refund // that take effect later than their orders, by effect
	done    int      // how many of them are in effect
	opened  []openOrder
}

// sale is what the orders of one day come to, as known at the moment.
type sale struct {
	day    palier.Day
	orders int32 // that count
	amount palier.Money
}

// openOrder is an order with refunds to come.
type openOrder struct {
	sale int          // the index of its day
	net  palier.Money // its sales and the refunds in effect
}

type refund struct {
	effect palier.Day
	order  int // the index of its openOrder
	amount palier.Money
}

// open takes in all movements up to a day, and of the refunds those that take effect
// with their order. A refunded order counts as long as the kernel says.
func (l *ledger) open(k *Kernel, movements []palier.Movement, through palier.Day) {
	l.sales, l.credits, l.opened = l.sales[:0], l.credits[:0], l.opened[:0]
	for i := 0; i < len(movements) && movements[i].Day <= through; {
		m := &movements[i]
		i++
		if m.Amount <= 0 {
			l.addCredit(m)
			continue
		}
		first := i
		for i < len(movements) && isRefundOf(&movements[i], m) {
			i++
		}
		l.addOrder(k, m, movements[first:i], through)
	}
	slices.SortFunc(l.refunds, func(a, b refund) int { return int(a.effect) - int(b.effect) })
}

// close forgets all refunds to come.
func (l *ledger) close() { l.refunds, l.done = l.refunds[:0], 0 }

func isRefundOf(m, sale *palier.Movement) bool {
	return m.Amount <= 0 && m.Order == sale.Order && m.Day == sale.Day
}

func (l *ledger) addCredit(m *palier.Movement) {
	if n := len(l.credits); n > 0 && l.credits[n-1].day == m.Day {
		l.credits[n-1].amount += m.Amount
		return
	}
	l.credits = append(l.credits, dayTotal{day: m.Day, amount: m.Amount})
}

func (l *ledger) addOrder(k *Kernel, m *palier.Movement, refunds []palier.Movement, through palier.Day) {
	if n := len(l.sales); n == 0 || l.sales[n-1].day != m.Day {
		l.sales = append(l.sales, sale{day: m.Day})
	}
	order := openOrder{sale: len(l.sales) - 1, net: m.Amount}
	later := len(l.refunds)
	for _, r := range refunds {
		switch {
		case r.Effect <= m.Day:
			order.net += r.Amount
		case r.Effect <= through:
			l.refunds = append(l.refunds, refund{r.Effect, len(l.opened), r.Amount})
		}
	}
	l.count(k, order, 1)
	if len(l.refunds) > later {
		l.opened = append(l.opened, order)
	}
}

// count counts an order in on its day, or with -1 out again.
func (l *ledger) count(k *Kernel, order openOrder, sign int32) {
	s := &l.sales[order.sale]
	if k.counts(order.net) {
		s.orders += sign
	}
	s.amount += palier.Money(sign) * max(order.net, 0)
}

// counts tells whether an order of this net amount is a purchase.
func (k *Kernel) counts(net palier.Money) bool { return net > 0 || !k.refundsUndo }

// nextRefund gives the day of the next refund, or dusk.
func (l *ledger) nextRefund() palier.Day {
	if l.done == len(l.refunds) {
		return dusk
	}
	return l.refunds[l.done].effect
}

// refund lets the refunds of a day take effect, which is the next with any.
func (l *ledger) refund(k *Kernel, day palier.Day) {
	for l.nextRefund() == day {
		r := l.refunds[l.done]
		order := &l.opened[r.order]
		l.count(k, *order, -1)
		order.net += r.amount
		l.count(k, *order, 1)
		l.done++
	}
}

// merge appends the days of both lists, by day; what falls on one day is added up.
func merge(to, a, b []dayTotal) []dayTotal {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].day < b[0].day:
			to, a = append(to, a[0]), a[1:]
		case b[0].day < a[0].day:
			to, b = append(to, b[0]), b[1:]
		default:
			to = append(to, dayTotal{a[0].day, a[0].count + b[0].count, a[0].amount + b[0].amount})
			a, b = a[1:], b[1:]
		}
	}
	return append(append(to, a...), b...)
}
