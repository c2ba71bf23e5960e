package refresh

import (
	"context"

	"palier"
	"palier/timeline"
)

// Span is the orders of some days, with what is known of them on a last one.
type Span struct{ From, To, AsOf palier.Day }

func (s Span) has(day palier.Day) bool { return day >= s.From && day <= s.To }

// Product is what was sold from one shelf to the buyers who are in one stage on the as-of
// day.
type Product struct {
	Shelf
	Stage palier.Stage
	Sales
}

// Products adds up what the orders and credits of a span were made of, in no order.
func (e Engine) Products(ctx context.Context, view palier.View, s Span) ([]Product, error) {
	catalogue, err := view.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	shelves := newAssortment(catalogue, true)
	kernel := e.kernel()
	query := e.query()
	query.WithItems = true
	workers := parts(e, func() *products {
		return &products{walker: kernel.Walker(), span: s, tally: newTally(shelves, palier.Stages)}
	})
	if err := pass(ctx, e, view, query, workers, (*products).add); err != nil {
		return nil, err
	}
	all := workers[0].tally
	for _, w := range workers[1:] {
		all.merge(w.tally)
	}
	var list []Product
	for i, c := range all.cells {
		if c != nil {
			list = append(list, Product{shelves.shelves[i/palier.Stages], palier.Stage(i % palier.Stages), c.Sales})
		}
	}
	return list, nil
}

// products is what one worker adds up.
type products struct {
	walker *timeline.Walker
	span   Span
	orders []timeline.Order
	tally  *tally
}

func (p *products) add(h *palier.History) {
	p.orders = p.walker.AppendOrders(p.orders[:0], h, p.span.AsOf)
	if len(p.orders) == 0 {
		return
	}
	p.tally.next()
	stage := p.walker.Stage(p.span.AsOf)
	for i := range p.orders {
		if o := &p.orders[i]; p.span.has(o.Day) {
			p.tally.add(int(stage), o, itemsOf(h, o), p.span.AsOf)
		}
	}
}
