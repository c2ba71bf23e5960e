package storetest

import (
	"slices"

	"palier"
)

// kinds are all kinds of records, in the order of a load's counts.
var kinds = []palier.Kind{palier.KindContacts, palier.KindOrders, palier.KindOrderLines, palier.KindProducts, palier.KindEngagements}

// count completes what the source counted by what the load does with the rows kept.
// The identity of a row of orders or order_lines is its order.
func count(before *facts, r *rows, refused map[palier.Kind]int64, given []palier.LoadCount) []palier.LoadCount {
	identities := map[palier.Kind]*identityCount{}
	of := func(kind palier.Kind) *identityCount {
		if identities[kind] == nil {
			identities[kind] = &identityCount{seen: map[any]bool{}}
		}
		return identities[kind]
	}
	for _, row := range r.contacts {
		_, known := before.contacts[row.ContactID]
		of(palier.KindContacts).add(row.ContactID, known)
	}
	for _, row := range r.products {
		_, known := before.products[row.ItemID]
		of(palier.KindProducts).add(row.ItemID, known)
	}
	for _, row := range r.engagements {
		of(palier.KindEngagements).add(row.identity(), before.engagements[row.identity()])
	}
	known := before.orderIDs()
	for _, row := range r.lines {
		of(row.kind).add(row.order(), known[row.order()])
	}

	var counts []palier.LoadCount
	for _, kind := range kinds {
		found := of(kind)
		c := palier.LoadCount{Kind: kind, Rows: found.rows + refused[kind]}
		if i := slices.IndexFunc(given, func(c palier.LoadCount) bool { return c.Kind == kind }); i >= 0 {
			c = given[i]
		} else if c.Rows == 0 {
			continue
		}
		c.New, c.Replaced, c.Refused = found.fresh, found.replaced, c.Refused+refused[kind]
		if kind != palier.KindOrders && kind != palier.KindOrderLines {
			c.Doubled = found.rows - found.fresh - found.replaced
		}
		counts = append(counts, c)
	}
	return counts
}

// identityCount counts the rows of one kind and what they are about.
type identityCount struct {
	seen                  map[any]bool
	rows, fresh, replaced int64
}

func (c *identityCount) add(identity any, known bool) {
	c.rows++
	switch {
	case c.seen[identity]:
	case known:
		c.replaced++
	default:
		c.fresh++
	}
	c.seen[identity] = true
}

// orderIDs are the ids of all orders and credits.
func (f *facts) orderIDs() map[string]bool {
	ids := make(map[string]bool, len(f.orders)+len(f.credits))
	for id := range f.orders {
		ids[id] = true
	}
	for _, o := range f.credits {
		ids[o.id] = true
	}
	return ids
}
