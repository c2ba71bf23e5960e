package workspace

import (
	"context"

	"palier"
	"palier/internal/segment"
)

// SegmentsOf names the saved segments that a contact is in on the day of the lens, of the
// first ones by name, at most so many, and tells how many are saved. A segment that no longer
// holds has nobody in it. Who objected is in none.
func (w *Workspace) SegmentsOf(ctx context.Context, lens *Lens, contactID string, most int) (in []string, saved int, err error) {
	vocabulary, err := w.Vocabulary(ctx, lens.View, lens.Engine.Model)
	if err != nil {
		return nil, 0, err
	}
	list, err := w.savedSegments(ctx)
	if err != nil {
		return nil, 0, err
	}
	found, err := lens.among(ctx, vocabulary, list[:min(most, len(list))], contactID)
	for _, s := range found {
		in = append(in, s.Name())
	}
	return in, len(list), err
}

// allSegmentsOf gives all segments that a contact is in: the saved ones by name, then those
// that are ready.
func (w *Workspace) allSegmentsOf(ctx context.Context, lens *Lens, contactID string) ([]Segment, error) {
	vocabulary, err := w.Vocabulary(ctx, lens.View, lens.Engine.Model)
	if err != nil {
		return nil, err
	}
	list, err := w.Segments(ctx, vocabulary)
	if err != nil {
		return nil, err
	}
	return lens.among(ctx, vocabulary, list, contactID)
}

// among gives those of a list of segments that a contact is in.
func (l *Lens) among(ctx context.Context, v *segment.Vocabulary, list []Segment, contactID string) ([]Segment, error) {
	key := palier.KeyOf(contactID)
	var in []Segment
	for _, s := range list {
		asked, err := l.Ask(v, s)
		if err != nil {
			continue
		}
		found, err := l.Engine.Has(ctx, l.View, asked.Selection, key)
		if err != nil {
			return nil, err
		}
		if found {
			in = append(in, s)
		}
	}
	return in, nil
}
