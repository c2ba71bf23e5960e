package refresh

import (
	"cmp"
	"context"
	"slices"

	"palier"
	"palier/timeline"
)

// position is what a model makes of the whole base, contact by contact: what other models are
// tried against.
type position struct {
	at       standpoint
	series   *timeline.Series
	spend    []palier.Money // of the last year, by status
	contacts []palier.Key   // ascending
	values   []values       // of each
}

// standpoint tells positions apart.
type standpoint struct {
	generation, published int64
	model                 string // its hash
	currency              palier.Currency
	from, to              palier.Day
}

// position finds it in memory, or makes it and keeps it there.
func (e Engine) position(ctx context.Context, view palier.View, from, to palier.Day) (*position, error) {
	p := view.Published()
	at := standpoint{p.Generation, p.At.UnixNano(), e.Hash, e.Currency, from, to}
	_, changing := view.(palier.Update)
	lasting := e.Memory != nil && e.Hash != "" && e.Among == nil && !changing
	if lasting {
		if known := e.Memory.position(at); known != nil {
			return known, nil
		}
	}
	made, err := e.takePosition(ctx, view, from, to)
	if err == nil && lasting {
		made.at = at
		e.Memory.keepPosition(made)
	}
	return made, err
}

func (e Engine) takePosition(ctx context.Context, view palier.View, from, to palier.Day) (*position, error) {
	type seen struct {
		contact palier.Key
		values  values
	}
	type part struct {
		*side
		seen []seen
	}
	sides := e.sides(from, to)
	workers := parts(e, func() *part { return &part{side: sides()} })
	err := pass(ctx, e, view, e.query(), workers, func(p *part, h *palier.History) {
		p.seen = append(p.seen, seen{h.Contact, p.add(h)})
	})
	if err != nil {
		return nil, err
	}
	all := workers[0]
	for _, p := range workers[1:] {
		all.merge(p.side)
		all.seen = append(all.seen, p.seen...)
	}
	slices.SortFunc(all.seen, func(a, b seen) int { return cmp.Compare(a.contact, b.contact) })
	made := &position{series: all.series.Series(), spend: all.spend, contacts: make([]palier.Key, len(all.seen)), values: make([]values, len(all.seen))}
	for i, s := range all.seen {
		made.contacts[i], made.values[i] = s.contact, s.values
	}
	return made, nil
}

// against tries another model. It may see other histories than the position's, of contacts
// that are not in it, and none of some that are.
func (was *position) against(ctx context.Context, view palier.View, e, tried Engine) (*Trial, error) {
	type part struct {
		*side
		trial *trial
		look  cursor
	}
	sides := tried.sides(was.series.From, was.series.To)
	workers := parts(tried, func() *part { return &part{sides(), e.trial(tried), cursor{keys: was.contacts}} })
	met := make([]bool, len(was.contacts)) // each by a single worker, for a contact comes once
	err := pass(ctx, tried, view, tried.query(), workers, func(p *part, h *palier.History) {
		var before values
		if i, found := p.look.find(h.Contact); found {
			before, met[i] = was.values[i], true
		}
		p.trial.count(before, p.add(h))
	})
	if err != nil {
		return nil, err
	}
	all := workers[0]
	for _, p := range workers[1:] {
		all.merge(p.side)
		all.trial.merge(p.trial)
	}
	for i, of := range was.values {
		if !met[i] {
			all.trial.count(of, values{})
		}
	}
	return all.trial.told(was.series, was.spend, all.side), nil
}

// position gives what is kept, if it is of this standpoint.
func (m *Memory) position(at standpoint) *position {
	m.lock.Lock()
	defer m.lock.Unlock()
	if m.stood == nil || m.stood.at != at {
		return nil
	}
	return m.stood
}

// keepPosition keeps a position instead of the one there was, unless it is too large.
func (m *Memory) keepPosition(p *position) {
	const each = 8 + palier.Facets // bytes of a contact
	m.lock.Lock()
	defer m.lock.Unlock()
	if int64(len(p.contacts))*each <= m.limit/4 {
		m.stood = p
	}
}
