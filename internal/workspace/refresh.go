package workspace

import (
	"cmp"
	"context"

	"palier"
)

// Refresh computes all states again and publishes them. A policy (auto, today or a day)
// becomes the workspace's, in the same transaction; the empty one keeps it.
func (w *Workspace) Refresh(ctx context.Context, policy string, progress func(contacts int)) (palier.Published, error) {
	if policy != "" {
		if err := ParseAsOf(policy); err != nil {
			return palier.Published{}, err
		}
	}
	return w.update(ctx, policy, progress, func(palier.Update) error { return nil })
}

// recompute publishes states where a generation has none, because the store was brought
// to a new layout, which leaves what only the kernel can compute.
func (w *Workspace) recompute(ctx context.Context) error {
	view, err := w.Store.View(ctx)
	if err != nil {
		return err
	}
	published := view.Published()
	if err := view.Close(); err != nil {
		return err
	}
	if published.Generation == 0 || published.States != 0 {
		return nil
	}
	_, err = w.Refresh(ctx, "", nil)
	return err
}

// Undo takes a load out and publishes what is left.
func (w *Workspace) Undo(ctx context.Context, number int, progress func(contacts int)) (load palier.Load, published palier.Published, err error) {
	published, err = w.update(ctx, "", progress, func(u palier.Update) error {
		load, err = u.Undo(ctx, number)
		return err
	})
	return load, published, err
}

// update changes the facts and publishes their states, in one transaction. The empty
// policy keeps the one in force.
func (w *Workspace) update(ctx context.Context, policy string, progress func(contacts int), change func(palier.Update) error) (palier.Published, error) {
	model, _, err := w.Model(ctx)
	if err != nil {
		return palier.Published{}, err
	}
	engine := w.Engine(model)
	engine.Progress = progress
	var published palier.Published
	err = w.Store.Update(ctx, func(u palier.Update) error {
		if err := change(u); err != nil {
			return err
		}
		policy := cmp.Or(policy, u.Published().Policy, AsOfAuto)
		asOf, err := w.asOf(ctx, u, policy)
		if err != nil {
			return err
		}
		if err := engine.Publish(ctx, u, palier.Publication{AsOf: asOf, Policy: policy, Model: engine.Hash, At: w.now()}); err != nil {
			return err
		}
		published = u.Published()
		return nil
	})
	return published, err
}
