package refresh

import (
	"cmp"
	"context"
	"slices"
	"time"

	"palier"
	"palier/timeline"
)

// Orders is what the orders of a span come to.
type Orders struct {
	Months      []OrderMonth                    // by month, then stage
	Conversions [timeline.Conversions]Sales     // without units and credits
	Categories  [timeline.Conversions][]Product // what was bought at each conversion, by category; in no order, without credits
}

// OrderMonth is the orders of one month by contacts who were in one stage the day before.
type OrderMonth struct {
	Month palier.Day // its first day
	Stage palier.Stage
	Sales // without units
}

// Orders adds up the orders and credits of a span.
func (e Engine) Orders(ctx context.Context, view palier.View, s Span) (*Orders, error) {
	catalogue, err := view.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	shelves := newAssortment(catalogue, false)
	kernel := e.kernel()
	query := e.query()
	query.WithItems = true
	workers := parts(e, func() *orders {
		return &orders{walker: kernel.Walker(), span: s, months: map[monthStage]*cell{}, tally: newTally(shelves, timeline.Conversions)}
	})
	if err := pass(ctx, e, view, query, workers, (*orders).add); err != nil {
		return nil, err
	}
	all := workers[0]
	for _, w := range workers[1:] {
		all.merge(w)
	}
	return all.told(), nil
}

// orders is what one worker adds up.
type orders struct {
	walker      *timeline.Walker
	span        Span
	orders      []timeline.Order
	months      map[monthStage]*cell
	conversions [timeline.Conversions]cell
	tally       *tally
}

type monthStage struct {
	month palier.Day
	stage palier.Stage
}

func (w *orders) add(h *palier.History) {
	w.tally.next()
	w.orders = w.walker.AppendOrders(w.orders[:0], h, w.span.AsOf)
	for i := range w.orders {
		o := &w.orders[i]
		if !w.span.has(o.Day) {
			continue
		}
		w.tally.order++
		w.count(w.month(o), o)
		if c := o.Conversion(); c != timeline.NoConversion {
			w.count(&w.conversions[c], o)
			w.tally.add(int(c), o, itemsOf(h, o), w.span.AsOf)
		}
	}
}

func (w *orders) month(o *timeline.Order) *cell {
	key := monthStage{MonthOf(o.Day), o.Before}
	if w.months[key] == nil {
		w.months[key] = new(cell)
	}
	return w.months[key]
}

func (w *orders) count(c *cell, o *timeline.Order) {
	c.take(o.Sale, o.Amount)
	if o.Sale {
		c.meet(w.tally)
	}
}

func (w *orders) merge(other *orders) {
	for key, c := range other.months {
		if own := w.months[key]; own != nil {
			own.Sales.add(&c.Sales)
		} else {
			w.months[key] = c
		}
	}
	for c := range w.conversions {
		w.conversions[c].Sales.add(&other.conversions[c].Sales)
	}
	w.tally.merge(other.tally)
}

func (w *orders) told() *Orders {
	told := &Orders{}
	for key, c := range w.months {
		told.Months = append(told.Months, OrderMonth{key.month, key.stage, c.Sales})
	}
	slices.SortFunc(told.Months, func(a, b OrderMonth) int {
		return cmp.Or(cmp.Compare(a.Month, b.Month), cmp.Compare(a.Stage, b.Stage))
	})
	for c := range told.Conversions {
		told.Conversions[c] = w.conversions[c].Sales
	}
	for i, c := range w.tally.cells {
		if c != nil {
			conversion := i % timeline.Conversions
			told.Categories[conversion] = append(told.Categories[conversion], Product{Shelf: w.tally.shelves[i/timeline.Conversions], Sales: c.Sales})
		}
	}
	return told
}

// MonthOf gives the first day of the month of a day.
func MonthOf(day palier.Day) palier.Day {
	return day - palier.Day(day.Time().Day()-1)
}

// monthsBetween counts the months from that of one day to that of another.
func monthsBetween(from, to palier.Day) int {
	a, b := from.Time(), to.Time()
	return 12*(b.Year()-a.Year()) + int(b.Month()-a.Month())
}

// laterMonth gives the first day of the month so many months after that of a day.
func laterMonth(day palier.Day, months int) palier.Day {
	t := day.Time()
	return palier.DayOf(t.Year(), t.Month()+time.Month(months), 1)
}
