package refresh

import (
	"context"
	"slices"

	"palier"
)

// over is a segment made ready to be asked, of one contact after another, on which days of
// a range it is a member: under the model and from the facts as they are now.
type over struct {
	engine    Engine // looks only at those of whom what never changes holds
	from, to  palier.Day
	where     palier.All
	chronicle chronicle
	undated   []palier.Key // who can be members although they may have no history
}

// over makes a segment ready. What does not change over time is asked of the store at
// once; of what happened to the contacts, the days on which it makes a part of the
// condition hold are kept, or if raw all that happened.
func (e Engine) over(ctx context.Context, view palier.View, where palier.Condition, from, to palier.Day, raw bool) (*over, error) {
	s := &standing{ctx: ctx, store: view, day: to}
	p := parted{theirs: stands, answer: s.among}
	var fixed, changing palier.All
	for _, c := range flat(nil, where) {
		if p.whole(c) {
			fixed = append(fixed, c)
		} else {
			changing = append(changing, p.replace(c))
		}
	}
	if e.Exclude != nil {
		fixed = append(fixed, palier.Not{Of: e.Exclude})
	}
	o := &over{engine: e, from: from, to: to}
	if len(fixed) > 0 {
		o.engine.Among = inBoth(e.Among, s.keys(fixed))
		o.engine.Exclude = nil
	}
	keys := s.keys(append(slices.Clone(fixed), undated))
	if s.failed != nil {
		return nil, s.failed
	}
	o.undated = inBoth(e.Among, keys)
	o.where = append(changing, palier.Any{dated, palier.Among(o.undated)})
	if len(e.Objected) > 0 {
		o.where = append(o.where, palier.Not{Of: palier.Among(e.Objected)})
	}
	o.chronicle = chronicle{engine: o.engine, from: from, to: to, raw: raw}
	return o, o.chronicle.read(ctx, view, o.where)
}

// Stands tells whether a condition is the same on all days: it asks only for what the rows
// of contacts say.
func Stands(c palier.Condition) bool {
	all := true
	eachLeaf(c, func(leaf palier.Condition) palier.Condition {
		all = all && stands(leaf)
		return leaf
	})
	return all
}

// stands tells whether a leaf is the same on all days.
func stands(leaf palier.Condition) bool {
	t, ok := leaf.(palier.Test)
	return ok && t.Field.Of != palier.OfState && !moves(t)
}

// moves tells whether the passing of time changes whether a value passes a test.
func moves(t palier.Test) bool {
	return t.Measure != palier.Itself && t.Op != palier.IsSet || t.Op == palier.Anniversary
}

// standing asks a store for conditions that are the same on all days.
type standing struct {
	ctx    context.Context
	store  palier.Segments
	day    palier.Day
	failed error
}

func (s *standing) among(c palier.Condition) palier.Condition { return s.keys(c) }

func (s *standing) keys(c palier.Condition) palier.Among {
	if s.failed != nil {
		return nil
	}
	keys, err := s.store.Members(s.ctx, palier.Selection{Where: c, Day: s.day})
	s.failed = err
	return keys
}

// inBoth gives the keys of both lists, which are ascending; no first list is everybody.
func inBoth(a, b []palier.Key) []palier.Key {
	both := make([]palier.Key, 0, len(b))
	look := cursor{keys: a}
	for _, key := range b {
		if a == nil || look.has(key) {
			both = append(both, key)
		}
	}
	return both
}

// pass asks about every contact: of those who have a history, and of those who may be
// members without. Each is called from several goroutines, told apart by worker.
func (o *over) pass(ctx context.Context, view palier.View, each func(worker int, h *palier.History)) error {
	met := make([]bool, len(o.undated)) // by a single worker each
	looks := make([]cursor, o.engine.workers())
	for i := range looks {
		looks[i].keys = o.undated
	}
	err := o.engine.histories(ctx, view, o.engine.query(), func(worker int, batch []palier.History) error {
		for i := range batch {
			if at, found := looks[worker].find(batch[i].Contact); found {
				met[at] = true
			}
			each(worker, &batch[i])
		}
		return nil
	})
	for i, key := range o.undated {
		if !met[i] && err == nil {
			each(0, &palier.History{Contact: key, Registered: palier.NoDay})
		}
	}
	return err
}

// member tells on which days a contact is a member; one for each worker.
type member struct {
	life
	where asked
}

func (o *over) member() member {
	return member{life: life{walker: o.engine.kernel().Walker()}, where: ask(o.where, o.chronicle.ask)}
}

// days gives the days from one to another on which a contact is a member.
func (m *member) days(h *palier.History, from, to palier.Day) days {
	m.turn(h)
	return m.where.on(&m.life, m.stretch(from, to))
}
