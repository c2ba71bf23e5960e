package workspace

import (
	"context"
	"errors"

	"palier/internal/control"
)

// Undecided tells whether nobody has decided on the limits yet: the model in force is the
// first, and nobody has said that it is to stay.
func (w *Workspace) Undecided(ctx context.Context) (bool, error) {
	version, err := w.Control.Current(ctx)
	if err != nil || version.Number > 1 {
		return false, err
	}
	kept, err := w.Control.Done(ctx, control.ModelKept)
	return !kept, err
}

// GuideDue tells whether an administrator is to be led through the limits: there are contacts
// with states, and nobody has decided yet.
func (w *Workspace) GuideDue(ctx context.Context) (bool, error) {
	undecided, err := w.Undecided(ctx)
	if err != nil || !undecided {
		return false, err
	}
	view, err := w.Store.View(ctx)
	if err != nil {
		return false, err
	}
	stats, err := view.Stats(ctx)
	p := view.Published()
	return p.States != 0 && stats.FirstDay.Exists() && stats.FirstDay <= p.AsOf, errors.Join(err, view.Close())
}

// KeepModel notes that the model that the workspace began with is to stay, so that nobody is
// asked again. Once somebody has decided there is nothing to note.
func (w *Workspace) KeepModel(ctx context.Context) error {
	undecided, err := w.Undecided(ctx)
	if err != nil || !undecided {
		return err
	}
	return w.Control.Log(ctx, control.Entry{At: w.now().UTC(), Who: Who(ctx), Action: control.ModelKept, Details: map[string]any{"version": 1}})
}
