package workspace

import (
	"context"

	"palier"
	"palier/internal/segment"
)

// Asked is a segment as it is asked for through a lens.
type Asked struct {
	Segment
	Selection  palier.Selection // on the day of the lens
	Vocabulary *segment.Vocabulary
}

// Ask finds the segment that a text or a name means, and makes of it what a store is asked
// for.
func (w *Workspace) Ask(ctx context.Context, lens *Lens, given string) (*Asked, error) {
	vocabulary, err := w.Vocabulary(ctx, lens.View, lens.Engine.Model)
	if err != nil {
		return nil, err
	}
	found, err := w.FindSegment(ctx, vocabulary, given)
	if err != nil {
		return nil, err
	}
	return lens.Ask(vocabulary, found)
}

// Ask makes of a segment what a store is asked for.
func (l *Lens) Ask(v *segment.Vocabulary, s Segment) (*Asked, error) {
	own := *v
	own.Name = s.Saved.Name
	checked, err := segment.Bind(s.Segment, &own)
	return &Asked{s, palier.Selection{Where: checked.Where, Top: checked.Top, Day: l.AsOf}, v}, err
}
