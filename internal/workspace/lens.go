package workspace

import (
	"context"

	"palier"
	"palier/internal/refresh"
)

// Lens is a generation seen under a model, as of a day. The caller closes it.
type Lens struct {
	palier.View
	Engine refresh.Engine
	AsOf   palier.Day // nothing later is known
}

// Prepare makes ready what the first questions through a lens would wait for: the index of
// segments, and the histories in memory. Busy while the base is being changed.
func (l *Lens) Prepare(ctx context.Context) error {
	if err := l.Engine.Remember(ctx, l.View); err != nil {
		return err
	}
	return l.Index(ctx)
}

// Look opens the newest generation under a model, nil for the one in force, as of a day,
// NoDay for that of the published states; before there are any, today.
func (w *Workspace) Look(ctx context.Context, m *palier.Model, asOf palier.Day) (*Lens, error) {
	if m == nil {
		var err error
		if m, _, err = w.Model(ctx); err != nil {
			return nil, err
		}
	}
	view, err := w.Store.View(ctx)
	if err != nil {
		return nil, err
	}
	if !asOf.Exists() {
		asOf = view.Published().AsOf
		if view.Published().States == 0 {
			asOf = w.Today()
		}
	}
	engine, err := w.Engine(ctx, view, m)
	if err != nil {
		view.Close()
		return nil, err
	}
	return &Lens{view, engine, asOf}, nil
}

// At is the same generation under the same model as of another day. It is closed with the
// lens that it is of.
func (l *Lens) At(day palier.Day) *Lens {
	at := *l
	at.AsOf = day
	return &at
}
