package refresh

import (
	"context"

	"palier"
	"palier/timeline"
)

// Moves adds up contacts that change alike.
type Moves map[palier.Change]Tally

// Tally is how many contacts there are, and what they spent. Of changes to come it also
// tells of how many of them it is the first by its facet: they leave the value they have.
type Tally struct {
	Contacts   int64
	Spend      palier.Money
	First      int64
	FirstSpend palier.Money
}

func (m Moves) add(change palier.Change, tally Tally) {
	sum := m[change]
	sum.Contacts += tally.Contacts
	sum.Spend += tally.Spend
	sum.First += tally.First
	sum.FirstSpend += tally.FirstSpend
	m[change] = sum
}

// mover adds up what a worker sees.
type mover struct {
	walker *timeline.Walker
	moves  Moves
	buffer []palier.Change
}

// mover gives what makes a mover for a worker.
func (e Engine) mover() func() *mover {
	kernel := e.kernel()
	return func() *mover { return &mover{walker: kernel.Walker(), moves: Moves{}} }
}

func joined(movers []*mover) Moves {
	all := movers[0].moves
	for _, m := range movers[1:] {
		for change, tally := range m.moves {
			all.add(change, tally)
		}
	}
	return all
}

// Movement counts the contacts by their value of a facet on one day and on a later one,
// and by the cause of the last change up to that (timeline.Walker.Move). Who has the
// same value on both counts with From = To and the zero Cause; who has none on either
// does not count. The changes have no Day, the tallies no Spend.
func (e Engine) Movement(ctx context.Context, view palier.View, f palier.Facet, from, to palier.Day) (Moves, error) {
	movers := parts(e, e.mover())
	err := pass(ctx, e, view, e.query(), movers, func(m *mover, h *palier.History) {
		move := m.walker.Move(h, f, from, to)
		if move.From == 0 && move.To == 0 {
			return
		}
		move.Day = palier.NoDay
		m.moves.add(move, Tally{Contacts: 1})
	})
	if err != nil {
		return nil, err
	}
	return joined(movers), nil
}

// MovementMembers gives the contacts that count in moves of Movement, those that are wanted,
// ascending.
func (e Engine) MovementMembers(ctx context.Context, view palier.View, f palier.Facet, from, to palier.Day, wanted func(palier.Change) bool) ([]palier.Key, error) {
	return found(ctx, e, view, e.kernel().Walker, func(w *timeline.Walker, h *palier.History) bool {
		move := w.Move(h, f, from, to)
		return (move.From != 0 || move.To != 0) && wanted(move)
	})
}
