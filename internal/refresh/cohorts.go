package refresh

import (
	"context"
	"maps"
	"slices"

	"palier"
	"palier/timeline"
)

// Cohort is the contacts whose first purchase was in one month.
type Cohort struct {
	Month    palier.Day // its first day
	Contacts int64
	Since    []CohortMonth // of the same month, the next one, … through that of the as-of day
}

// CohortMonth is what a cohort bought in one month.
type CohortMonth struct {
	Month  palier.Day // its first day
	Buyers int64
	Spend  palier.Money // amounts of the orders and credits of the month
}

// Cohorts gives the contacts whose first purchase is in the span, by its month. What they
// bought is told through the as-of day.
func (e Engine) Cohorts(ctx context.Context, view palier.View, s Span) ([]*Cohort, error) {
	kernel := e.kernel()
	workers := parts(e, func() *cohorts { return &cohorts{walker: kernel.Walker(), span: s, months: map[palier.Day]*Cohort{}} })
	if err := pass(ctx, e, view, e.query(), workers, (*cohorts).add); err != nil {
		return nil, err
	}
	all := workers[0]
	for _, w := range workers[1:] {
		for month, c := range w.months {
			all.cohort(month).merge(c)
		}
	}
	list := make([]*Cohort, 0, len(all.months))
	for _, month := range slices.Sorted(maps.Keys(all.months)) {
		list = append(list, all.months[month])
	}
	return list, nil
}

// cohorts is what one worker adds up.
type cohorts struct {
	walker *timeline.Walker
	span   Span
	orders []timeline.Order
	months map[palier.Day]*Cohort
}

func (w *cohorts) cohort(month palier.Day) *Cohort {
	c := w.months[month]
	if c == nil {
		c = &Cohort{Month: month, Since: make([]CohortMonth, monthsBetween(month, w.span.AsOf)+1)}
		for i := range c.Since {
			c.Since[i].Month = laterMonth(month, i)
		}
		w.months[month] = c
	}
	return c
}

func (w *cohorts) add(h *palier.History) {
	w.orders = w.walker.AppendOrders(w.orders[:0], h, w.span.AsOf)
	first := slices.IndexFunc(w.orders, func(o timeline.Order) bool { return o.Sale })
	if first < 0 || !w.span.has(w.orders[first].Day) {
		return
	}
	c := w.cohort(MonthOf(w.orders[first].Day))
	c.Contacts++
	bought := -1 // the latest month with an order
	for i := range w.orders {
		o := &w.orders[i]
		since := monthsBetween(c.Month, o.Day)
		if since < 0 { // a credit before the first purchase
			continue
		}
		c.Since[since].Spend += o.Amount
		if o.Sale && since > bought {
			bought = since
			c.Since[since].Buyers++
		}
	}
}

func (c *Cohort) merge(other *Cohort) {
	c.Contacts += other.Contacts
	for i := range c.Since {
		c.Since[i].Buyers += other.Since[i].Buyers
		c.Since[i].Spend += other.Since[i].Spend
	}
}
