package timeline

import (
	"cmp"
	"slices"

	"palier"
)

// Changes gives every change of a contact's facets up to and including a day, sorted by
// day and facet, each with its cause. As known on each day: what a refund undoes later
// has still happened.
//
// The cause of a change to a value is
//   - time, when the facet would have taken the value that day even if nothing had
//     happened on it;
//   - else the first of order, refund, response and registration that happened that day
//     and without which, all else being the same, the facet would not have the value;
//   - else, when two events would each have been enough, the first of these that happened.
//
// Only what bears on a facet can be its cause: orders, refunds and credits on all, a
// response or registration on the stage, a response on the stars if engagement weighs.
// A refund of an order on the order's own day, and a credit, are refunds.
func (k *Kernel) Changes(h *palier.History, through palier.Day) []palier.Change {
	return k.Walker().AppendChanges(nil, h, through)
}

// AppendChanges appends what Kernel.Changes gives.
func (w *Walker) AppendChanges(to []palier.Change, h *palier.History, through palier.Day) []palier.Change {
	if !w.open(h, through) {
		return to
	}
	w.restart()
	c := &w.causes
	c.begin(w, h)
	for {
		first := len(to)
		to = w.appendEpoch(to, min(w.until-1, through))
		c.explain(to[first:])
		c.keep()
		if !w.next() {
			return to
		}
	}
}

// appendEpoch appends the changes of the epoch up to a day, without their causes.
func (w *Walker) appendEpoch(to []palier.Change, last palier.Day) []palier.Change {
	var walked [palier.Facets]int
	for f, t := range w.tracks {
		walked[f] = len(t)
	}
	w.walkLifecycle(last)
	w.walkScores(last)
	first := len(to)
	for f, t := range w.tracks {
		for i := walked[f]; i < len(t); i++ {
			to = append(to, palier.Change{Day: t[i].day, Facet: palier.Facet(f), From: t[i-1].value, To: t[i].value})
		}
	}
	slices.SortFunc(to[first:], func(a, b palier.Change) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Facet, b.Facet))
	})
	return to
}
