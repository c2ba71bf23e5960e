package refresh

import (
	"cmp"
	"context"
	"slices"
	"strings"

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
	if err := e.name(ctx, view, turns); err != nil {
		return nil, err
	}
	slices.SortFunc(turns, func(a, b Turn) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), strings.Compare(a.ContactID, b.ContactID))
	})
	return turns, nil
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

// name fills in the ids of those who turn, sorted by contact.
func (e Engine) name(ctx context.Context, view palier.View, turns []Turn) error {
	store, err := segmentsOf(view)
	if err != nil {
		return err
	}
	rows, err := store.Rows(ctx, palier.RowQuery{Selection: palier.Selection{Where: palier.Among(e.Among)}})
	slices.SortFunc(rows, func(a, b palier.Row) int { return cmp.Compare(a.Contact, b.Contact) })
	for i := range turns {
		for len(rows) > 0 && rows[0].Contact < turns[i].Contact {
			rows = rows[1:]
		}
		if len(rows) > 0 && rows[0].Contact == turns[i].Contact {
			turns[i].ContactID = rows[0].ContactID
		}
	}
	return err
}

// inquiry finds causes, for one worker.
type inquiry struct {
	member
	engaged  []*recordOf
	supposed palier.History
}

// cause gives the cause of a contact's turn.
func (q *inquiry) cause(h *palier.History, t *Turn) palier.Cause {
	happened := happenedOn(h, t.Day)
	for _, r := range q.engaged {
		if r.happenedOn(h.Contact, t.Day) {
			happened |= answers
		}
	}
	if happened == 0 || q.memberWithout(happened, h, t.Day) == t.Entered {
		return palier.CauseTime
	}
	for _, s := range suspects {
		if happened&s.kind != 0 && q.memberWithout(s.kind, h, t.Day) != t.Entered {
			return s.cause
		}
	}
	i := slices.IndexFunc(suspects[:], func(s suspect) bool { return happened&s.kind != 0 })
	return suspects[i].cause
}

// memberWithout tells whether a contact would be a member on a day had events of some
// kinds not happened on it.
func (q *inquiry) memberWithout(missing kinds, h *palier.History, day palier.Day) bool {
	q.life.supposed = supposition{missing, day}
	q.life.supposed.history(&q.supposed, h)
	return len(q.days(&q.supposed, day, day)) > 0
}

// engaged gives the leaves that count engagements, to be asked what happened.
func (c *chronicle) engaged() (all []*recordOf) {
	for _, told := range c.told {
		if r, ok := told.(*record); ok && r.raw && r.Count == palier.Engagements {
			all = append(all, r.ask().(*recordOf))
		}
	}
	return all
}

// happenedOn tells whether anything that counts happened to a contact on a day.
func (r *recordOf) happenedOn(contact palier.Key, day palier.Day) bool {
	at, found := r.find(contact)
	return found && slices.ContainsFunc(r.of(at), func(e palier.Event) bool { return e.Day == day })
}
