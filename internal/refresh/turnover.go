package refresh

import (
	"cmp"
	"context"
	"slices"

	"palier"
)

// Turn is a contact entering a segment, or leaving it.
type Turn struct {
	Day       palier.Day // the first on which it is a member, or is no more
	Contact   palier.Key
	ContactID string
	Entered   bool
	Cause     palier.Cause
}

// Turnover tells who enters and who leaves a segment on the days after one, up to and
// including another, by day and contact id. A contact that comes and goes turns more than
// once.
//
// Its cause is time, when the contact would have turned that day even if nothing had
// happened to it; else the first of order, refund, response and registration without which
// it would not; else, when two would each have been enough, the first of these that
// happened. Engagements of any type are responses here, if the segment asks for them.
func (e Engine) Turnover(ctx context.Context, view palier.View, where palier.Condition, from, to palier.Day) ([]Turn, error) {
	if from >= to {
		return nil, nil
	}
	turns, err := e.turns(ctx, view, where, from, to)
	if err != nil || len(turns) == 0 {
		return nil, err
	}
	slices.SortFunc(turns, func(a, b Turn) int { return cmp.Compare(a.Contact, b.Contact) })
	e.Among = nil
	for i := range turns {
		if i == 0 || turns[i].Contact != turns[i-1].Contact {
			e.Among = append(e.Among, turns[i].Contact)
		}
	}
	if err := e.explain(ctx, view, where, turns); err != nil {
		return nil, err
	}
	if err := name(ctx, view, e.Among, turns); err != nil {
		return nil, err
	}
	return Sorted(turns), nil
}

// turns finds who turns when, in no order.
func (e Engine) turns(ctx context.Context, view palier.View, where palier.Condition, from, to palier.Day) ([]Turn, error) {
	o, err := e.over(ctx, view, where, from, to, false)
	if err != nil {
		return nil, err
	}
	type part struct {
		member
		turns []Turn
	}
	workers := parts(e, func() *part { return &part{member: o.member()} })
	err = o.pass(ctx, view, func(worker int, h *palier.History) {
		p := workers[worker]
		for _, stay := range p.days(h, from, to) {
			if stay.from > from {
				p.turns = append(p.turns, Turn{Day: stay.from, Contact: h.Contact, Entered: true})
			}
			if stay.to < to {
				p.turns = append(p.turns, Turn{Day: stay.to + 1, Contact: h.Contact})
			}
		}
	})
	var all []Turn
	for _, p := range workers {
		all = append(all, p.turns...)
	}
	return all, err
}

// explain finds the causes of turns, sorted by contact; the engine looks at those who turn.
func (e Engine) explain(ctx context.Context, view palier.View, where palier.Condition, turns []Turn) error {
	first, last := turns[0].Day, turns[0].Day
	for i := range turns {
		first, last = min(first, turns[i].Day), max(last, turns[i].Day)
	}
	o, err := e.over(ctx, view, where, first, last, true)
	if err != nil {
		return err
	}
	workers := parts(e, func() *inquiry { return &inquiry{member: o.member(), engaged: o.chronicle.engaged()} })
	return o.pass(ctx, view, func(worker int, h *palier.History) {
		i, _ := slices.BinarySearchFunc(turns, h.Contact, func(t Turn, key palier.Key) int { return cmp.Compare(t.Contact, key) })
		for ; i < len(turns) && turns[i].Contact == h.Contact; i++ {
			turns[i].Cause = workers[worker].cause(h, &turns[i])
		}
	})
}
