package refresh

import (
	"cmp"
	"slices"

	"palier"
)

// happening is what an Activity adds up for one contact: of each event the days on which
// it counts, and how much.
type happening struct {
	*palier.Activity
	refundsUndo bool

	edges []edge
}

// edge is a day from which the sum is another one.
type edge struct {
	day  palier.Day
	more int64
}

// add adds the days through a last one on which the sum of a contact's events lies within
// the bounds to a set being written. The events may be put into another order.
func (w *happening) add(s *slate, events []palier.Event, from, to palier.Day) {
	w.edges = w.edges[:0]
	if w.Count == palier.Orders {
		slices.SortFunc(events, func(a, b palier.Event) int { return cmp.Compare(a.Order, b.Order) })
	}
	for i := range events {
		if w.Count == palier.Orders && i > 0 && events[i].Order == events[i-1].Order {
			continue
		}
		w.addEvent(&events[i])
	}
	slices.SortFunc(w.edges, func(a, b edge) int { return cmp.Compare(a.day, b.day) })
	sum := int64(0)
	for i, day := 0, from; day <= to; {
		for ; i < len(w.edges) && w.edges[i].day <= day; i++ {
			sum += w.edges[i].more
		}
		next := to + 1
		if i < len(w.edges) {
			next = min(next, w.edges[i].day)
		}
		if w.Min <= sum && sum <= w.Max {
			s.add(day, next-1)
		}
		day = next
	}
}

// addEvent notes from when to when an event counts.
func (w *happening) addEvent(e *palier.Event) {
	since, until := reach(w.Window, e.Day)
	since = max(since, e.Day, e.Effect)
	if w.refundsUndo && w.Count != palier.Engagements {
		until = min(until, e.Until-1)
	}
	if since > until {
		return
	}
	n := int64(1)
	switch w.Count {
	case palier.Units:
		n = int64(e.Quantity)
	case palier.Spent:
		n = int64(e.Amount)
	}
	w.edges = append(w.edges, edge{since, n}, edge{until + 1, -n})
}
