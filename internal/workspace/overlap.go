package workspace

import (
	"context"

	"palier"
)

// Overlap is what a segment has in common with a saved one.
type Overlap struct {
	Name     string
	Contacts int64 // of the other segment
	Common   int64
}

// Overlaps counts what a segment has in common with each other saved segment that can be
// asked, by name.
func (w *Workspace) Overlaps(ctx context.Context, lens *Lens, asked *Asked) ([]Overlap, error) {
	list, err := w.Segments(ctx, asked.Vocabulary)
	if err != nil {
		return nil, err
	}
	members, err := lens.Engine.Members(ctx, lens.View, asked.Selection)
	if err != nil {
		return nil, err
	}
	found := []Overlap{}
	for _, other := range list {
		if other.Saved.Number == 0 || other.Saved.Number == asked.Saved.Number {
			continue
		}
		theirs, err := lens.Ask(asked.Vocabulary, other)
		if err != nil {
			continue // the list of segments tells of it
		}
		keys, err := lens.Engine.Members(ctx, lens.View, theirs.Selection)
		if err != nil {
			return nil, err
		}
		found = append(found, Overlap{other.Saved.Name, int64(len(keys)), common(members, keys)})
	}
	return found, nil
}

// common counts the keys that are in both lists, which are ascending.
func common(a, b []palier.Key) (n int64) {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			a, b, n = a[1:], b[1:], n+1
		}
	}
	return n
}
