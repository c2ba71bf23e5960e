package workspace

import (
	"context"

	"palier"
	"palier/internal/refresh"
)

// Since says with what a segment is compared on one day: what it was without a load, under
// an earlier model, or as an earlier version of it said. One of them is above 0.
type Since struct{ Load, Model, Version int }

// TurnsSince tells who is a member of a segment that would be none without what it is
// compared with, and the other way round. NotFound where there is no such load or version.
func (w *Workspace) TurnsSince(ctx context.Context, lens *Lens, asked *Asked, since Since) ([]refresh.Turn, error) {
	now := refresh.Reading{Engine: lens.Engine, View: lens.View, Segment: asked.Selection}
	before := now
	switch {
	case since.Load > 0:
		return w.TurnsOfLoad(ctx, lens, since.Load, asked.Selection)
	case since.Model > 0:
		model, _, err := w.ModelVersion(ctx, since.Model)
		if err == nil {
			before.Engine, err = w.Engine(ctx, lens.View, model)
		}
		if err != nil {
			return nil, err
		}
		return refresh.Compare(ctx, before, now, palier.CauseModel)
	}
	tree, err := w.SegmentVersion(ctx, asked.Name(), since.Version)
	if err != nil {
		return nil, err
	}
	then, err := lens.Ask(asked.Vocabulary, Segment{Saved: asked.Saved, Segment: tree})
	if err != nil {
		return nil, err
	}
	before.Segment = then.Selection
	return refresh.Compare(ctx, before, now, palier.CauseSegment)
}
