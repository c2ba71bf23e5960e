package refresh

import (
	"cmp"
	"context"
	"slices"

	"palier"
	"palier/timeline"
)

// place is the value of a facet that a contact has on a day.
type place struct {
	contact palier.Key
	value   uint8 // none that have no value
}

// places gives the contacts that have a value of a facet on a day, ascending.
func (e Engine) places(ctx context.Context, view palier.View, f palier.Facet, day palier.Day) ([]place, error) {
	type worker struct {
		*timeline.Walker
		found []place
	}
	kernel := e.kernel()
	workers := parts(e, func() *worker { return &worker{Walker: kernel.Walker()} })
	err := pass(ctx, e, view, e.query(), workers, func(w *worker, h *palier.History) {
		if value := w.Values(h, day)[f]; value != 0 {
			w.found = append(w.found, place{h.Contact, value})
		}
	})
	var all []place
	for _, w := range workers {
		all = append(all, w.found...)
	}
	slices.SortFunc(all, func(a, b place) int { return cmp.Compare(a.contact, b.contact) })
	return all, err
}

// restatements compares two lists of places, both ascending. Same gives, for a value of the
// first, the one of the second that is the same.
func restatements(was, is []place, same []int) (all []Restatement) {
	for len(was) > 0 || len(is) > 0 {
		var r Restatement
		before, after := len(is) == 0, len(was) == 0
		if !before && !after {
			before, after = was[0].contact <= is[0].contact, is[0].contact <= was[0].contact
		}
		if before {
			r.Contact, r.From, was = was[0].contact, was[0].value, was[1:]
		}
		if after {
			r.Contact, r.To, is = is[0].contact, is[0].value, is[1:]
		}
		if same[r.From] != int(r.To) {
			all = append(all, r)
		}
	}
	return all
}

// sameNames gives for each value of a facet under a model the one of the same name under
// another, and -1 where that has none: a level of a status stays the same when one is added
// below it, and is another when it is called otherwise.
func sameNames(f palier.Facet, was, is *palier.Model) []int {
	byName := map[string]int{}
	for value := range is.ValueCount(f) {
		byName[is.ValueName(f, uint8(value))] = value
	}
	same := make([]int, was.ValueCount(f))
	for value := range same {
		to, known := byName[was.ValueName(f, uint8(value))]
		if same[value] = to; !known {
			same[value] = -1
		}
	}
	return same
}
