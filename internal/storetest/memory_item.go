package storetest

import (
	"cmp"
	"context"
	"hash/fnv"
	"slices"

	"palier"
)

// appendItems appends what the movements of an order or credit are made of.
func (o *order) appendItems(to []palier.ItemMovement, number uint64) []palier.ItemMovement {
	first := len(to)
	for _, row := range slices.Concat(o.lines, o.returns) {
		effect := o.day
		if row.Amount < 0 {
			effect = max(row.Day, o.day)
		}
		if row.Amount != 0 {
			to = append(to, palier.ItemMovement{Order: number, Effect: effect, Item: itemNumber(row.ItemID), Amount: row.Amount, Quantity: palier.Quantity(row.Quantity)})
		}
	}
	slices.SortStableFunc(to[first:], func(a, b palier.ItemMovement) int { return cmp.Compare(a.Effect, b.Effect) })
	return to
}

// itemNumber gives the opaque number of an item.
func itemNumber(id string) uint64 {
	if id == "" {
		return 0
	}
	h := fnv.New64a()
	h.Write([]byte(id))
	return h.Sum64()
}

// Catalogue lists the items of the products and of the orders.
func (v *view) Catalogue(ctx context.Context) ([]palier.Item, error) {
	f := v.facts()
	items := map[string]palier.Item{}
	name := func(row lineRow) {
		if row.ItemID != "" && row.Amount != 0 {
			item := items[row.ItemID]
			item.Sold = item.Sold || row.Amount > 0
			items[row.ItemID] = item
		}
	}
	for _, who := range f.owners {
		for _, o := range who.orders {
			for _, row := range slices.Concat(o.lines, o.returns) {
				name(row)
			}
		}
	}
	for id, row := range f.products {
		items[id] = palier.Item{Title: row.Title, Category: row.Category, Known: true, Sold: items[id].Sold}
	}
	list := make([]palier.Item, 0, len(items))
	for id, item := range items {
		item.ItemID, item.Number = id, itemNumber(id)
		list = append(list, item)
	}
	slices.SortFunc(list, func(a, b palier.Item) int { return cmp.Compare(a.ItemID, b.ItemID) })
	return list, ctx.Err()
}

// Quality counts what the facts lack.
func (v *view) Quality(ctx context.Context) (palier.Quality, error) {
	var q palier.Quality
	for _, who := range v.facts().owners {
		if who.row != nil && who.row.Email == "" {
			q.WithoutEmail++
		}
		for _, o := range who.orders {
			if o.sales == 0 {
				continue
			}
			q.OrderDays = append(q.OrderDays, o.day)
			if who.row == nil {
				q.Unidentified++
			}
			if !slices.ContainsFunc(o.lines, func(row lineRow) bool { return row.Amount > 0 && row.ItemID != "" }) {
				q.WithoutItems++
			}
		}
	}
	slices.Sort(q.OrderDays)
	q.OrderDays = slices.Compact(q.OrderDays)
	return q, ctx.Err()
}
