package timeline

import (
	"slices"

	"palier"
)

// Walker walks through histories, one at a time. It keeps its memory from one to the
// next, so a goroutine that looks at many contacts does best to hold one. It is not
// for several goroutines at once.
type Walker struct {
	k *Kernel
	view
	from, until palier.Day // the epoch is the days from ≤ D < until

	sales   []sale // by day
	credits []dayTotal
	refunds []refund // that take effect later than their orders, by effect
	done    int      // how many of them are in effect
	opened  []openOrder

	counted, flows []dayTotal // where the view's slices live
	tracks         [palier.Facets]track
	weave          weave
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

// Walker gives a new walker.
func (k *Kernel) Walker() *Walker { return &Walker{k: k} }

// open begins with a history as known through a day and enters its first epoch. It
// tells whether the contact has a stage by then.
func (w *Walker) open(h *palier.History, through palier.Day) bool {
	w.from, w.until = dawn, dusk
	w.refunds, w.done = w.refunds[:0], 0
	w.responses = h.Responses
	if n := len(h.Responses); n > 0 && h.Responses[n-1] > through {
		w.responses = h.Responses[:countUpTo(h.Responses, through)]
	}
	w.entry = earliest(h.Registered, w.openPlain(h.Movements, through))
	if len(w.responses) > 0 {
		w.entry = earliest(w.entry, w.responses[0])
	}
	w.registered = h.Registered
	if !w.registered.Exists() {
		w.registered = w.entry
	}
	return w.entry.Exists() && w.entry <= through
}

func earliest(a, b palier.Day) palier.Day {
	if !a.Exists() || b.Exists() && b < a {
		return b
	}
	return a
}

// openPlain collects the purchases of a contact without refunds and credits, and hands
// over to openRefunded when it meets one. It gives the day of the first sale.
func (w *Walker) openPlain(movements []palier.Movement, through palier.Day) palier.Day {
	purchases := w.counted[:0]
	day := palier.NoDay
	for i := range movements {
		m := &movements[i]
		if m.Day > through {
			break
		}
		if m.Amount <= 0 {
			return w.openRefunded(movements, through)
		}
		if m.Day != day {
			day = m.Day
			purchases = append(purchases, dayTotal{day, 1, m.Amount})
			continue
		}
		last := &purchases[len(purchases)-1]
		last.amount += m.Amount
		if !w.k.dayIsUnit {
			last.count++
		}
	}
	w.counted, w.purchases, w.money = purchases, purchases, purchases
	if len(purchases) == 0 {
		return palier.NoDay
	}
	return purchases[0].day
}

// openRefunded collects sales, credits and the refunds to come. The first epoch ends
// on the day of the first of these.
func (w *Walker) openRefunded(movements []palier.Movement, through palier.Day) palier.Day {
	w.sales, w.credits, w.opened = w.sales[:0], w.credits[:0], w.opened[:0]
	for i := 0; i < len(movements) && movements[i].Day <= through; {
		m := &movements[i]
		i++
		if m.Amount <= 0 {
			w.addCredit(m)
			continue
		}
		first := i
		for i < len(movements) && isRefundOf(&movements[i], m) {
			i++
		}
		w.addOrder(m, movements[first:i], through)
	}
	slices.SortFunc(w.refunds, func(a, b refund) int { return int(a.effect) - int(b.effect) })
	w.look()
	if len(w.sales) == 0 {
		return palier.NoDay
	}
	return w.sales[0].day
}

func isRefundOf(m, sale *palier.Movement) bool {
	return m.Amount <= 0 && m.Order == sale.Order && m.Day == sale.Day
}

func (w *Walker) addCredit(m *palier.Movement) {
	if n := len(w.credits); n > 0 && w.credits[n-1].day == m.Day {
		w.credits[n-1].amount += m.Amount
		return
	}
	w.credits = append(w.credits, dayTotal{day: m.Day, amount: m.Amount})
}

func (w *Walker) addOrder(m *palier.Movement, refunds []palier.Movement, through palier.Day) {
	if n := len(w.sales); n == 0 || w.sales[n-1].day != m.Day {
		w.sales = append(w.sales, sale{day: m.Day})
	}
	order := openOrder{sale: len(w.sales) - 1, net: m.Amount}
	later := len(w.refunds)
	for _, r := range refunds {
		switch {
		case r.Effect <= m.Day:
			order.net += r.Amount
		case r.Effect <= through:
			w.refunds = append(w.refunds, refund{r.Effect, len(w.opened), r.Amount})
		}
	}
	w.add(order, 1)
	if len(w.refunds) > later {
		w.opened = append(w.opened, order)
	}
}

// add counts an order in on its day, or with -1 out again.
func (w *Walker) add(order openOrder, sign int32) {
	s := &w.sales[order.sale]
	if order.net > 0 || !w.k.refundsUndo {
		s.orders += sign
	}
	s.amount += palier.Money(sign) * max(order.net, 0)
}

// next enters the epoch that follows, if there is one.
func (w *Walker) next() bool {
	if w.done == len(w.refunds) {
		return false
	}
	w.from = w.until
	for ; w.done < len(w.refunds) && w.refunds[w.done].effect == w.from; w.done++ {
		r := w.refunds[w.done]
		order := &w.opened[r.order]
		w.add(*order, -1)
		order.net += r.amount
		w.add(*order, 1)
	}
	w.look()
	return true
}

// look makes the view of the epoch that begins.
func (w *Walker) look() {
	w.until = dusk
	if w.done < len(w.refunds) {
		w.until = w.refunds[w.done].effect
	}
	w.counted = w.counted[:0]
	for _, s := range w.sales {
		switch {
		case s.orders == 0:
		case w.k.dayIsUnit:
			w.counted = append(w.counted, dayTotal{s.day, 1, s.amount})
		default:
			w.counted = append(w.counted, dayTotal{s.day, s.orders, s.amount})
		}
	}
	w.purchases, w.money = w.counted, w.counted
	if len(w.credits) > 0 {
		w.flows = merge(w.flows[:0], w.counted, w.credits)
		w.money = w.flows
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
