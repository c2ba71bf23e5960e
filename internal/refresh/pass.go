package refresh

import (
	"context"
	"slices"

	"palier"
)

// histories streams the histories that the engine's answers are made of, from memory if
// it can. Every answer about a whole base comes through here: who is left out here is left
// out everywhere. An update may still change what it sees, so nothing of it is remembered.
func (e Engine) histories(ctx context.Context, view palier.View, query palier.HistoryQuery, each func(worker int, batch []palier.History) error) error {
	keep, err := e.sieve(ctx, view)
	if err != nil {
		return err
	}
	told := func(worker int, batch []palier.History) error {
		e.tell(len(batch))
		return each(worker, batch)
	}
	_, changing := view.(palier.Update)
	if !changing && query.Contacts == nil {
		done, err := e.Queue.take(ctx)
		if err != nil {
			return err
		}
		defer done()
	}
	if e.Memory == nil || changing || query.Contacts != nil || query.WithIDs || query.WithSources || query.WithItems {
		return view.Histories(ctx, query, keep.sifted(query.Workers, told))
	}
	return e.Memory.histories(ctx, view, query, keep, told)
}

// pass adds every history to the part of one of the query's workers. Each has an own
// part, so that nobody waits; the caller joins them.
func pass[P any](ctx context.Context, e Engine, view palier.View, query palier.HistoryQuery, parts []P, add func(P, *palier.History)) error {
	return e.histories(ctx, view, query, func(worker int, batch []palier.History) error {
		for i := range batch {
			add(parts[worker], &batch[i])
		}
		return nil
	})
}

// parts makes a part for each worker.
func parts[P any](e Engine, begin func() P) []P {
	parts := make([]P, e.workers())
	for i := range parts {
		parts[i] = begin()
	}
	return parts
}

// found gives the contacts of whom something holds, ascending; each worker looks with an own
// tool.
func found[T any](ctx context.Context, e Engine, view palier.View, tool func() T, holds func(T, *palier.History) bool) ([]palier.Key, error) {
	type worker struct {
		tool T
		keys []palier.Key
	}
	workers := parts(e, func() *worker { return &worker{tool: tool()} })
	err := pass(ctx, e, view, e.query(), workers, func(w *worker, h *palier.History) {
		if holds(w.tool, h) {
			w.keys = append(w.keys, h.Contact)
		}
	})
	var all []palier.Key
	for _, w := range workers {
		all = append(all, w.keys...)
	}
	slices.Sort(all)
	return all, err
}
