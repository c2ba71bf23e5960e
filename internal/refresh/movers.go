package refresh

import (
	"cmp"
	"context"
	"slices"

	"palier"
	"palier/timeline"
)

// Movers gives the contacts behind numbers of Trial.Moves: those of whom it is wanted what they
// are of a facet on a day under the engine's model, and what they would be under the tried one;
// ascending. Who is nothing under either is nobody's.
func (e Engine) Movers(ctx context.Context, view palier.View, tried Engine, f palier.Facet, day palier.Day, wanted func(before, after uint8) bool) ([]palier.Key, error) {
	was, err := e.valued(ctx, view, f, day)
	if err != nil {
		return nil, err
	}
	is, err := tried.valued(ctx, view, f, day)
	if err != nil {
		return nil, err
	}
	var movers []palier.Key
	take := func(contact palier.Key, before, after uint8) {
		if (before != 0 || after != 0) && wanted(before, after) {
			movers = append(movers, contact)
		}
	}
	for len(was) > 0 || len(is) > 0 {
		switch {
		case len(is) == 0 || len(was) > 0 && was[0].contact < is[0].contact:
			take(was[0].contact, was[0].value, 0)
			was = was[1:]
		case len(was) == 0 || is[0].contact < was[0].contact:
			take(is[0].contact, 0, is[0].value)
			is = is[1:]
		default:
			take(was[0].contact, was[0].value, is[0].value)
			was, is = was[1:], is[1:]
		}
	}
	return movers, nil
}

// valuation is what a contact is of a facet.
type valuation struct {
	contact palier.Key
	value   uint8
}

// valued gives what everybody whom the engine looks at is of a facet on a day, by contact.
func (e Engine) valued(ctx context.Context, view palier.View, f palier.Facet, day palier.Day) ([]valuation, error) {
	type part struct {
		walker *timeline.Walker
		values []valuation
	}
	kernel := e.kernel()
	workers := parts(e, func() *part { return &part{walker: kernel.Walker()} })
	err := pass(ctx, e, view, e.query(), workers, func(p *part, h *palier.History) {
		p.values = append(p.values, valuation{h.Contact, p.walker.Values(h, day)[f]})
	})
	var all []valuation
	for _, p := range workers {
		all = append(all, p.values...)
	}
	slices.SortFunc(all, func(a, b valuation) int { return cmp.Compare(a.contact, b.contact) })
	return all, err
}
