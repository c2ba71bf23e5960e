package timeline

import (
	"cmp"
	"slices"

	"palier"
)

// kinds of events, as a set.
type kinds uint8

const (
	orders kinds = 1 << iota
	refunds
	answers
	registration
	allKinds = orders | refunds | answers | registration
)

// suspect is a kind of event and the cause it is called.
type suspect struct {
	kind  kinds
	cause palier.Cause
}

// suspects in the order in which they are blamed.
var suspects = [...]suspect{
	{orders, palier.CauseOrder},
	{refunds, palier.CauseRefund},
	{answers, palier.CauseResponse},
	{registration, palier.CauseRegistration},
}

// causes finds out why changes happened, by looking at their day once more as if some
// of its events had not been.
type causes struct {
	w       *Walker
	h       *palier.History
	earlier view // as known in the epoch before

	day          palier.Day
	happened     kinds
	gross, net   dayTotal // the day's orders, without and with the refunds of the same day
	credit       palier.Money
	supposed     view                 // where views of what might have been are made
	outcomes     [allKinds + 1]values // without these kinds of events
	outcomesMade uint32               // a bit for each
}

// begin starts on the history that the walker has opened.
func (c *causes) begin(w *Walker, h *palier.History) { c.w, c.h = w, h }

// keep remembers the view of the epoch that ends.
func (c *causes) keep() {
	v := &c.w.view
	c.earlier.purchases = append(c.earlier.purchases[:0], v.purchases...)
	c.earlier.money = append(c.earlier.money[:0], v.money...)
}

// explain fills in the causes of the changes of the walker's epoch, sorted by day.
func (c *causes) explain(changes []palier.Change) {
	c.day = palier.NoDay
	for i := range changes {
		change := &changes[i]
		if change.Day != c.day {
			c.lookAt(change.Day)
		}
		change.Cause = c.of(change)
	}
}

// of gives the cause of a change on the day looked at.
func (c *causes) of(change *palier.Change) palier.Cause {
	candidates := c.happened & c.w.k.bearingOn(change.Facet)
	if candidates == 0 || c.without(c.happened)[change.Facet] == change.To {
		return palier.CauseTime
	}
	for _, s := range suspects {
		if candidates&s.kind != 0 && c.without(s.kind)[change.Facet] != change.To {
			return s.cause
		}
	}
	i := slices.IndexFunc(suspects[:], func(s suspect) bool { return candidates&s.kind != 0 })
	return suspects[i].cause
}

// bearingOn tells which events can change a facet.
func (k *Kernel) bearingOn(f palier.Facet) kinds {
	switch {
	case f == palier.FacetStage:
		return allKinds
	case f == palier.FacetStars && k.rfm.engaged:
		return orders | refunds | answers
	}
	return orders | refunds
}

// lookAt collects what happened on a day.
func (c *causes) lookAt(day palier.Day) {
	c.day, c.happened, c.outcomesMade = day, 0, 0
	c.gross, c.net, c.credit = dayTotal{day: day}, dayTotal{day: day}, 0
	if day == c.w.from { // epochs begin with a refund
		c.happened |= refunds
	}
	if c.h.Registered == day {
		c.happened |= registration
	}
	if _, found := slices.BinarySearch(c.w.responses, day); found {
		c.happened |= answers
	}
	all := c.h.Movements
	i, _ := slices.BinarySearchFunc(all, day, func(m palier.Movement, day palier.Day) int { return cmp.Compare(m.Day, day) })
	for i < len(all) && all[i].Day == day {
		i = c.lookAtOrder(all, i)
	}
}

// lookAtOrder takes in the order or credit that begins with the i-th movement, as far
// as its own day knows it, and gives the index of the next one.
func (c *causes) lookAtOrder(all []palier.Movement, i int) int {
	m := &all[i]
	i++
	if m.Amount <= 0 {
		c.happened |= refunds
		c.credit += m.Amount
		return i
	}
	c.happened |= orders
	net := m.Amount
	for ; i < len(all) && isRefundOf(&all[i], m); i++ {
		if all[i].Effect <= m.Day {
			c.happened |= refunds
			net += all[i].Amount
		}
	}
	c.w.k.buy(&c.gross, m.Amount)
	c.w.k.buy(&c.net, net)
	return i
}

// buy adds an order of the net amount given to its day.
func (k *Kernel) buy(total *dayTotal, net palier.Money) {
	if k.counts(net) && (!k.dayIsUnit || total.count == 0) {
		total.count++
	}
	total.amount += max(net, 0)
}

// without gives the values that the day would have had without some of its events.
func (c *causes) without(missing kinds) values {
	if c.outcomesMade&(1<<missing) == 0 {
		c.outcomesMade |= 1 << missing
		c.suppose(missing)
		c.outcomes[missing] = c.w.k.valuesOn(&c.supposed, c.day)
	}
	return c.outcomes[missing]
}

// suppose makes the view of the day without some of its events.
func (c *causes) suppose(missing kinds) {
	past, today, credit := &c.w.view, c.net, c.credit
	if missing&refunds != 0 {
		today, credit = c.gross, 0
		if c.day == c.w.from {
			past = &c.earlier
		}
	}
	if missing&orders != 0 {
		today = dayTotal{day: c.day}
	}
	v := &c.supposed
	v.purchases = append(v.purchases[:0], past.purchases[:known(past.purchases, c.day-1)]...)
	v.money = append(v.money[:0], past.money[:known(past.money, c.day-1)]...)
	if today.count > 0 {
		v.purchases = append(v.purchases, today)
	}
	today.amount += credit
	v.money = append(v.money, today)
	v.responses = c.w.responses
	if missing&answers != 0 {
		v.responses = v.responses[:countUpTo(v.responses, c.day-1)]
	}
	registered, sale := c.h.Registered, firstSale(c.h.Movements)
	if missing&registration != 0 && registered == c.day {
		registered++
	}
	if missing&orders != 0 && sale == c.day {
		sale = palier.NoDay
	}
	v.appear(registered, sale)
}
