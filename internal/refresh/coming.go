package refresh

import (
	"context"
	"slices"

	"palier"
)

// year is how far back Coming adds up what contacts spent, in days.
const year = 365

// Coming counts the changes of all facets in the days after one, up to and including
// another, if nothing more happens (timeline.Walker.AppendComing). A contact counts once in
// each change from a value to another, on the first day on which it comes about: that all
// days add up to contacts. The changes have no Cause. The Spend of a contact is that of the
// year before: the purchases and credits that are at most 365 days old on the first of the
// two days.
func (e Engine) Coming(ctx context.Context, view palier.View, day, through palier.Day) (Moves, error) {
	movers := parts(e, e.mover())
	err := pass(ctx, e, view, e.query(), movers, func(m *mover, h *palier.History) {
		changes := m.ahead(h, day, through)
		if len(changes) == 0 {
			return
		}
		spend := m.walker.Spend(h, day, year)
		for i, change := range changes {
			tally := Tally{Contacts: 1, Spend: spend}
			if isFirst(changes, i) {
				tally.First, tally.FirstSpend = 1, spend
			}
			m.moves.add(change, tally)
		}
	})
	if err != nil {
		return nil, err
	}
	return joined(movers), nil
}

// ComingMembers gives the contacts of whom Coming counts a change that is wanted, ascending.
// A change is the first when by it the contact leaves the value that it has on the day.
func (e Engine) ComingMembers(ctx context.Context, view palier.View, day, through palier.Day, wanted func(change palier.Change, first bool) bool) ([]palier.Key, error) {
	return found(ctx, e, view, e.mover(), func(m *mover, h *palier.History) bool {
		changes := m.ahead(h, day, through)
		for i, change := range changes {
			if wanted(change, isFirst(changes, i)) {
				return true
			}
		}
		return false
	})
}

// ahead gives what changes about a contact by itself, by facet and day, each change from a
// value to another once. It is valid until the next call.
func (m *mover) ahead(h *palier.History, day, through palier.Day) []palier.Change {
	m.buffer = m.walker.AppendComing(m.buffer[:0], h, day, through)
	kept := m.buffer[:0]
	for _, change := range m.buffer {
		change.Cause = 0
		if !slices.ContainsFunc(kept, func(k palier.Change) bool {
			return k.Facet == change.Facet && k.From == change.From && k.To == change.To
		}) {
			kept = append(kept, change)
		}
	}
	return kept
}

// isFirst tells whether a change is the first by its facet.
func isFirst(changes []palier.Change, i int) bool {
	return i == 0 || changes[i-1].Facet != changes[i].Facet
}
