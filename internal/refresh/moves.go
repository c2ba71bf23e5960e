package refresh

import (
	"context"

	"palier"
	"palier/timeline"
)

// Moves adds up contacts that change alike.
type Moves map[palier.Change]Tally

// Tally is how many contacts there are, and what they spent.
type Tally struct {
	Contacts int64
	Spend    palier.Money
}

func (m Moves) add(change palier.Change, tally Tally) {
	sum := m[change]
	sum.Contacts += tally.Contacts
	sum.Spend += tally.Spend
	m[change] = sum
}

// mover adds up what a worker sees.
type mover struct {
	walker *timeline.Walker
	moves  Moves
	buffer []palier.Change
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
	kernel := e.kernel()
	movers := parts(e, func() *mover { return &mover{walker: kernel.Walker(), moves: Moves{}} })
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

// year is how far back Coming adds up what contacts spent, in days.
const year = 365

// Coming counts the changes of all facets in the days after one, up to and including
// another, if nothing more happens (timeline.Walker.AppendComing). A contact that
// changes twice counts twice. The changes have no Cause. The Spend of a contact is that of the year before: the purchases and
// credits that are at most 365 days old on the first of the two days.
func (e Engine) Coming(ctx context.Context, view palier.View, day, through palier.Day) (Moves, error) {
	kernel := e.kernel()
	movers := parts(e, func() *mover { return &mover{walker: kernel.Walker(), moves: Moves{}} })
	err := pass(ctx, e, view, e.query(), movers, func(m *mover, h *palier.History) {
		m.buffer = m.walker.AppendComing(m.buffer[:0], h, day, through)
		if len(m.buffer) == 0 {
			return
		}
		tally := Tally{Contacts: 1, Spend: m.walker.Spend(h, day, year)}
		for _, change := range m.buffer {
			change.Cause = 0
			m.moves.add(change, tally)
		}
	})
	if err != nil {
		return nil, err
	}
	return joined(movers), nil
}
