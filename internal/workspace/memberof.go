package workspace

import (
	"context"

	"palier"
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
	key := palier.KeyOf(contactID)
	for _, s := range list[:min(most, len(list))] {
		asked, err := lens.Ask(vocabulary, s)
		if err != nil {
			continue
		}
		found, err := lens.Engine.Has(ctx, lens.View, asked.Selection, key)
		if err != nil {
			return nil, 0, err
		}
		if found {
			in = append(in, s.Saved.Name)
		}
	}
	return in, len(list), nil
}
