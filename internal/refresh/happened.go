package refresh

import (
	"context"
	"maps"
	"slices"

	"palier"
)

// happened reads what an Activity adds up. Where what counts depends on the day it is
// asked on, the store is asked about every day.
func (c *chronicle) happened(ctx context.Context, store palier.Segments, a palier.Activity) (annals, error) {
	moving := false
	if a.Where != nil {
		eachLeaf(a.Where, func(leaf palier.Condition) palier.Condition {
			moving = moving || moves(leaf.(palier.Test))
			return leaf
		})
	}
	if moving {
		return c.dayByDay(ctx, store, a)
	}
	r := &record{
		happening: happening{Activity: &a, refundsUndo: c.engine.Model.RefundsAffectLifecycle},
		from:      c.from, to: c.to, raw: c.raw, usual: a.Min <= 0 && 0 <= a.Max,
	}
	keep := sieve{some: c.engine.Among != nil, only: c.engine.Among}.sifter()
	query := palier.EventQuery{Of: a, Through: c.to, IgnoreStatus: c.engine.Model.IgnoreStatus}
	err := eachRange(func(keys palier.KeyRange) error {
		query.Keys = keys
		return store.Events(ctx, query, func(events []palier.Event) error {
			for i := range events {
				if keep.keeps(events[i].Contact) {
					r.take(&events[i])
				}
			}
			return nil
		})
	})
	r.close()
	return r, err
}

// record is what is known of an Activity: of each contact to whom anything happened that
// counts, the days on which it holds, or what happened.
type record struct {
	happening
	from, to palier.Day
	raw      bool
	usual    bool // whether it holds for those to whom nothing happened

	keys   []palier.Key
	ends   []int // by contact, where its part of what follows ends
	stays  []stretch
	events []palier.Event

	current []palier.Event // of the contact that is being read
	slate   slate
}

// take takes the next event in, by contact.
func (r *record) take(e *palier.Event) {
	if len(r.current) > 0 && r.current[0].Contact != e.Contact {
		r.close()
	}
	r.current = append(r.current, *e)
}

// close writes down what is known of the contact that is being read.
func (r *record) close() {
	if len(r.current) == 0 {
		return
	}
	contact := r.current[0].Contact
	if r.raw {
		r.events = append(r.events, r.current...)
		r.keys, r.ends = append(r.keys, contact), append(r.ends, len(r.events))
	} else {
		r.slate.wipe()
		r.slate.begin()
		r.happening.add(&r.slate, r.current, r.from, r.to)
		r.write(contact, r.slate.end())
	}
	r.current = r.current[:0]
}

// write writes down on which days it holds for a contact, unless that is usual.
func (r *record) write(contact palier.Key, held days) {
	always := len(held) == 1 && held[0] == stretch{r.from, r.to}
	if r.usual && always || !r.usual && len(held) == 0 {
		return
	}
	r.stays = append(r.stays, held...)
	r.keys, r.ends = append(r.keys, contact), append(r.ends, len(r.stays))
}

// dayByDay asks the store about every day.
func (c *chronicle) dayByDay(ctx context.Context, store palier.Segments, a palier.Activity) (annals, error) {
	held := map[palier.Key]*slate{}
	for day := c.from; day <= c.to; day++ {
		keys, err := store.Members(ctx, palier.Selection{
			Where: a, Day: day, IgnoreStatus: c.engine.Model.IgnoreStatus, RefundsUndo: c.engine.Model.RefundsAffectLifecycle,
		})
		if err != nil {
			return nil, err
		}
		for _, key := range keys {
			if held[key] == nil {
				held[key] = &slate{}
			}
			held[key].add(day, day)
		}
	}
	r := &record{from: c.from, to: c.to}
	for _, key := range slices.Sorted(maps.Keys(held)) {
		r.write(key, held[key].end())
	}
	return r, nil
}

func (r *record) ask() asked {
	return &recordOf{r, cursor{keys: r.keys}, happening{Activity: r.Activity, refundsUndo: r.refundsUndo}, nil}
}

// recordOf asks a record about one contact after another.
type recordOf struct {
	*record
	cursor
	happening
	events []palier.Event
}

func (r *recordOf) on(l *life, within days) days {
	at, found := r.find(l.h.Contact)
	switch {
	case !found && r.usual:
		return within
	case !found:
		return nil
	}
	if !r.raw {
		return l.and(r.stays[r.first(at):r.ends[at]], within)
	}
	r.events = l.supposed.events(r.events[:0], r.of(at))
	l.begin()
	r.happening.add(&l.slate, r.events, within[0].from, within[len(within)-1].to)
	return l.and(l.end(), within)
}

// of gives what happened to the contact at a place of a raw record.
func (r *record) of(at int) []palier.Event { return r.events[r.first(at):r.ends[at]] }

func (r *record) first(at int) int {
	if at == 0 {
		return 0
	}
	return r.ends[at-1]
}
