package workspace

import (
	"cmp"
	"context"
	"errors"

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
	c := change{policy: policy, progress: progress}
	err := w.update(ctx, &c)
	return c.published, err
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

// change is a change of the base: what is asked for, and what came of it.
type change struct {
	model    *palier.Model // in force from now on, as settle says; nil: the one that is
	policy   string        // how the as-of day is chosen from now on; empty: as it was
	dry      bool          // nothing is kept
	progress func(contacts int)
	loads    func(palier.Update, *palier.Outcome) error // takes loads in or out and tells which; nil: none
	erase    func(palier.Update) error                  // nil: nobody
	settle   func(context.Context) error                // keeps what people are to know of it, last of all, when nobody can end it any more; nil: nothing

	published palier.Published
	outcome   palier.Outcome // when there are loads
}

// errDry ends an update of which nothing is to be kept.
var errDry = errors.New("a dry run keeps nothing")

// update changes the facts, publishes their states and records the difference, in one
// transaction.
func (w *Workspace) update(ctx context.Context, c *change) error {
	ctx, hold, letGo := holdable(ctx)
	defer letGo()
	err := w.Store.Update(ctx, func(u palier.Update) error {
		model, err := c.model, error(nil)
		if model == nil { // not before: it may change while this update waits for its turn
			model, _, err = w.Model(ctx)
		}
		if err != nil {
			return err
		}
		if err := w.takeLoads(ctx, u, c); err != nil {
			return err
		}
		if c.erase != nil {
			if err := c.erase(u); err != nil {
				return err
			}
		}
		engine, err := w.Engine(ctx, u, model)
		if err != nil {
			return err
		}
		engine.Progress = c.progress
		policy := cmp.Or(c.policy, u.Published().Policy, AsOfAuto)
		asOf, err := w.asOf(ctx, u, policy)
		if err != nil {
			return err
		}
		if err := engine.Publish(ctx, u, palier.Publication{AsOf: asOf, Policy: policy, Model: engine.Hash, At: w.now()}); err != nil {
			return err
		}
		c.published = u.Published()
		if err := w.record(ctx, u, c); err != nil {
			return err
		}
		if c.dry {
			return errDry
		}
		if c.settle == nil {
			return nil
		}
		if err := hold(); err != nil {
			return err
		}
		return c.settle(ctx)
	})
	if errors.Is(err, errDry) {
		return nil
	}
	return err
}

// takeLoads takes loads in or out, and notes what the base was before.
func (w *Workspace) takeLoads(ctx context.Context, u palier.Update, c *change) (err error) {
	if c.loads == nil {
		return nil
	}
	if c.outcome.Before, err = figures(ctx, u); err != nil {
		return err
	}
	return c.loads(u, &c.outcome)
}

// record keeps what the loads made of the base.
func (w *Workspace) record(ctx context.Context, u palier.Update, c *change) (err error) {
	if c.loads == nil {
		return nil
	}
	c.outcome.At, c.outcome.Generation = c.published.At, c.published.Generation
	if c.outcome.After, err = figures(ctx, u); err != nil {
		return err
	}
	return u.Record(ctx, c.outcome)
}

// figures reads the figures of a generation; without states it has no as-of day.
func figures(ctx context.Context, view palier.View) (palier.Figures, error) {
	stats, err := view.Stats(ctx)
	if err != nil {
		return palier.Figures{}, err
	}
	census, err := view.Census(ctx, palier.Selection{})
	asOf := palier.NoDay
	if p := view.Published(); p.States != 0 {
		asOf = p.AsOf
	}
	return palier.FiguresOf(asOf, stats, census), err
}
