package refresh

import (
	"context"
	"slices"

	"palier"
)

// Select makes of a segment and a day what a store can answer: who is meant at all is
// added, and what only the kernel knows (changes, facts of another day than that of the
// published states or under another model) is replaced by those for whom it holds. That
// takes one pass over the histories, of those contacts only for whom the rest holds, if
// that is said of everybody. Of what is asked, Where, Top and Day count.
func (e Engine) Select(ctx context.Context, view palier.View, asked palier.Selection) (palier.Selection, error) {
	s := asked
	s.IgnoreStatus, s.RefundsUndo = e.Model.IgnoreStatus, e.Model.RefundsAffectLifecycle
	published := e.published(view, s.Day)
	wanted := flat(nil, asked.Where)
	if published {
		wanted = today(wanted, s.Day).(palier.All)
	}
	known, err := e.know(ctx, view, s, wanted)
	if err != nil {
		return s, err
	}
	s.Where = known
	if s.Top.Count > 0 && s.Top.By.Of == palier.OfState && !published {
		return e.rank(ctx, view, s)
	}
	return s, nil
}

// Audience counts a segment's members on a day; reachable are those that can be reached
// through the channel, a place in palier.Channels.
func (e Engine) Audience(ctx context.Context, view palier.View, asked palier.Selection, channel int) (palier.Audience, error) {
	s, err := e.Select(ctx, view, asked)
	if err != nil {
		return palier.Audience{}, err
	}
	return view.Audience(ctx, s, channel)
}

// Members gives the keys of a segment's members on a day, ascending.
func (e Engine) Members(ctx context.Context, view palier.View, asked palier.Selection) ([]palier.Key, error) {
	s, err := e.Select(ctx, view, asked)
	if err != nil {
		return nil, err
	}
	return view.Members(ctx, s)
}

// Has tells whether a contact is one of a segment's members on a day.
func (e Engine) Has(ctx context.Context, view palier.View, asked palier.Selection, contact palier.Key) (bool, error) {
	if asked.Top.Count == 0 {
		asked.Where = palier.All{palier.Among{contact}, orEverybody(asked.Where)}
	}
	members, err := e.Members(ctx, view, asked)
	_, found := slices.BinarySearch(members, contact)
	return found, err
}

// orEverybody is a condition that a selection may leave out.
func orEverybody(c palier.Condition) palier.Condition {
	if c == nil {
		return palier.All{}
	}
	return c
}
