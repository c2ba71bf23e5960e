package refresh

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"palier"
)

// Reading is a segment as it is read in one generation under one model.
type Reading struct {
	Engine  Engine
	View    palier.View
	Segment palier.Selection
}

// Members gives the keys of the members, ascending.
func (r Reading) Members(ctx context.Context) ([]palier.Key, error) {
	return r.Engine.Members(ctx, r.View, r.Segment)
}

// Compare tells who is a member in one reading and not in another, by contact id: those
// who enter are members after, those who leave were before. The cause is what tells the
// readings apart: another model, another definition of the segment. Days are those of the
// reading after.
func Compare(ctx context.Context, before, after Reading, cause palier.Cause) ([]Turn, error) {
	was, err := before.Members(ctx)
	if err != nil {
		return nil, err
	}
	is, err := after.Members(ctx)
	if err != nil {
		return nil, err
	}
	left, err := Turns(ctx, before.View, Less(was, is), Turn{Day: after.Segment.Day, Cause: cause})
	if err != nil {
		return nil, err
	}
	entered, err := Turns(ctx, after.View, Less(is, was), Turn{Day: after.Segment.Day, Cause: cause, Entered: true})
	return Sorted(append(left, entered...)), err
}

// Turns names some contacts that all turn alike.
func Turns(ctx context.Context, view palier.View, keys []palier.Key, like Turn) ([]Turn, error) {
	turns := make([]Turn, len(keys))
	for i, key := range keys {
		turns[i] = like
		turns[i].Contact = key
	}
	return turns, name(ctx, view, keys, turns)
}

// name fills in the ids of those who turn; turns and keys are ascending.
func name(ctx context.Context, view palier.View, keys []palier.Key, turns []Turn) error {
	if len(keys) == 0 {
		return nil
	}
	rows, err := view.Rows(ctx, palier.RowQuery{Selection: palier.Selection{Where: palier.Among(keys)}})
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

// Sorted sorts turns by day and contact id.
func Sorted(turns []Turn) []Turn {
	slices.SortFunc(turns, func(a, b Turn) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), strings.Compare(a.ContactID, b.ContactID))
	})
	return turns
}

// Less gives the keys of the first list that the second has not, both ascending.
func Less(a, b []palier.Key) []palier.Key {
	look := cursor{keys: b}
	var rest []palier.Key
	for _, key := range a {
		if !look.has(key) {
			rest = append(rest, key)
		}
	}
	return rest
}
