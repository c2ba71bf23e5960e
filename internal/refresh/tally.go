package refresh

import (
	"cmp"
	"slices"

	"palier"
	"palier/timeline"
)

// Sales are what some orders come to, as known on a day (model.md §7).
type Sales struct {
	Buyers  int64 // contacts with at least one of the orders
	Orders  int64
	Units   palier.Quantity // of the sales; what is given back is not taken off
	Amount  palier.Money    // of the orders, their refunds taken off
	Credits palier.Money    // 0 or below
}

// tally adds sales up by shelf and by a class that the orders are sorted into. A contact's
// orders come together, and those of a class in it.
type tally struct {
	*assortment
	classes int
	cells   []*cell // by shelf, then class; nil where there is nothing
	contact int64   // how many have come
	order   int64
}

// cell is the sales of one shelf and class, and which contact and order it met last.
type cell struct {
	Sales
	contact, order int64
}

func newTally(a *assortment, classes int) *tally {
	return &tally{assortment: a, classes: classes, cells: make([]*cell, len(a.shelves)*classes)}
}

// next says that another contact's orders follow.
func (t *tally) next() { t.contact++ }

// add counts one order or credit of the contact in, from its history's items as known on
// a day. What refunds take off beyond what the order came to is taken off no item, so that
// shelves add up to the orders.
func (t *tally) add(class int, o *timeline.Order, items []palier.ItemMovement, known palier.Day) {
	t.order++
	rest := o.Amount
	for i := range items {
		item := &items[i]
		if item.Effect > known {
			continue
		}
		rest -= item.Amount
		for _, shelf := range t.on[item.Item] {
			c := t.cell(shelf, class)
			c.take(o.Sale, item.Amount)
			if item.Amount > 0 {
				c.Units += item.Quantity
				c.meet(t)
			}
		}
	}
	if rest != 0 {
		for _, shelf := range t.on[0] {
			t.cell(shelf, class).take(o.Sale, rest)
		}
	}
}

func (t *tally) cell(shelf int32, class int) *cell {
	c := &t.cells[int(shelf)*t.classes+class]
	if *c == nil {
		*c = new(cell)
	}
	return *c
}

func (s *Sales) take(sale bool, amount palier.Money) {
	if sale {
		s.Amount += amount
	} else {
		s.Credits += amount
	}
}

// meet counts the contact and the order once each.
func (c *cell) meet(t *tally) {
	if c.contact != t.contact {
		c.contact = t.contact
		c.Buyers++
	}
	if c.order != t.order {
		c.order = t.order
		c.Orders++
	}
}

// merge adds what another worker has counted, of other contacts.
func (t *tally) merge(other *tally) {
	for i, c := range other.cells {
		switch {
		case c == nil:
		case t.cells[i] == nil:
			t.cells[i] = c
		default:
			t.cells[i].Sales.add(&c.Sales)
		}
	}
}

func (s *Sales) add(other *Sales) {
	s.Buyers += other.Buyers
	s.Orders += other.Orders
	s.Units += other.Units
	s.Amount += other.Amount
	s.Credits += other.Credits
}

// itemsOf gives the items of an order or credit from those of its history.
func itemsOf(h *palier.History, o *timeline.Order) []palier.ItemMovement {
	first, _ := slices.BinarySearchFunc(h.Items, o, func(item palier.ItemMovement, o *timeline.Order) int {
		if item.Order == o.Number && !o.Sale { // the credits of several days may have one number
			return cmp.Compare(item.Effect, o.Day)
		}
		return cmp.Compare(item.Order, o.Number)
	})
	last := first
	for last < len(h.Items) && h.Items[last].Order == o.Number && (o.Sale || h.Items[last].Effect == o.Day) {
		last++
	}
	return h.Items[first:last]
}
