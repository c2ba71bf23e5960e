package refresh

import (
	"context"
	"slices"

	"palier"
	"palier/timeline"
)

// OrderKind says which of a span's orders a number is of: those of a conversion, or without
// one those by contacts who were in a stage the day before; of either maybe only those with
// something of a category in them.
type OrderKind struct {
	Conversion timeline.Conversion
	Before     palier.Stage // NoStage: they had none
	Within     *Shelf       // a category; nil: whatever was bought
}

// ParseOrderKind reads a kind as the report on orders names it: of is "stage" or "conversion".
func ParseOrderKind(of, value string) (OrderKind, error) {
	if of == "conversion" {
		for c := timeline.FirstPurchase; int(c) < timeline.Conversions; c++ {
			if c.String() == value {
				return OrderKind{Conversion: c}, nil
			}
		}
	}
	if of == "stage" && value == newcomer {
		return OrderKind{Before: palier.NoStage}, nil
	}
	if stage, err := palier.ParseStage(value); of == "stage" && err == nil && stage != palier.NoStage {
		return OrderKind{Before: stage}, nil
	}
	return OrderKind{}, palier.Refusef("find the orders of "+value, "choose a stage or a conversion of the report on orders", "it has none of this name")
}

// newcomer is what the report calls the stage of who had none.
const newcomer = "new"

func (k *OrderKind) is(o *timeline.Order) bool {
	if k.Conversion != timeline.NoConversion {
		return o.Conversion() == k.Conversion
	}
	return o.Sale && o.Before == k.Before
}

// OrderMembers gives the contacts who placed the orders of a kind, ascending.
func (e Engine) OrderMembers(ctx context.Context, view palier.View, s Span, kind OrderKind) ([]palier.Key, error) {
	var within map[uint64]bool // the items that are wanted
	if kind.Within != nil {
		var err error
		if within, err = itemsOn(ctx, view, *kind.Within); err != nil {
			return nil, err
		}
	}
	return e.whoOrdered(ctx, view, s, within != nil, func(h *palier.History, o *timeline.Order, _ *timeline.Walker) bool {
		return kind.is(o) && (within == nil || soldOf(itemsOf(h, o), within))
	})
}

// Buyers gives the contacts who bought from a shelf and are in a stage on the as-of day, or in
// any (NoStage), ascending.
func (e Engine) Buyers(ctx context.Context, view palier.View, s Span, from Shelf, in palier.Stage) ([]palier.Key, error) {
	within, err := itemsOn(ctx, view, from)
	if err != nil {
		return nil, err
	}
	return e.whoOrdered(ctx, view, s, true, func(h *palier.History, o *timeline.Order, w *timeline.Walker) bool {
		return soldOf(itemsOf(h, o), within) && (in == palier.NoStage || w.Stage(s.AsOf) == in)
	})
}

// whoOrdered gives the contacts with an order in the span that is looked for, ascending.
func (e Engine) whoOrdered(ctx context.Context, view palier.View, s Span, items bool, looked func(*palier.History, *timeline.Order, *timeline.Walker) bool) ([]palier.Key, error) {
	kernel, query := e.kernel(), e.query()
	query.WithItems = items
	type worker struct {
		walker  *timeline.Walker
		orders  []timeline.Order
		members []palier.Key
	}
	workers := parts(e, func() *worker { return &worker{walker: kernel.Walker()} })
	err := pass(ctx, e, view, query, workers, func(w *worker, h *palier.History) {
		w.orders = w.walker.AppendOrders(w.orders[:0], h, s.AsOf)
		if slices.ContainsFunc(w.orders, func(o timeline.Order) bool { return s.has(o.Day) && looked(h, &o, w.walker) }) {
			w.members = append(w.members, h.Contact)
		}
	})
	var all []palier.Key
	for _, w := range workers {
		all = append(all, w.members...)
	}
	slices.Sort(all)
	return all, err
}

// itemsOn finds the items of a shelf, by their numbers.
func itemsOn(ctx context.Context, view palier.View, shelf Shelf) (map[uint64]bool, error) {
	catalogue, err := view.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	shelves := newAssortment(catalogue, shelf.Item != nil)
	found := map[uint64]bool{}
	for item, on := range shelves.on {
		found[item] = slices.ContainsFunc(on, func(i int32) bool { return shelves.shelves[i].same(&shelf) })
	}
	return found, nil
}

// soldOf tells whether any of the items that were sold is wanted.
func soldOf(items []palier.ItemMovement, wanted map[uint64]bool) bool {
	return slices.ContainsFunc(items, func(item palier.ItemMovement) bool { return item.Amount > 0 && wanted[item.Item] })
}
