package refresh

import (
	"context"

	"palier"
	"palier/timeline"
)

// Gathering takes in one history after the other, on one goroutine.
type Gathering interface {
	Add(*timeline.Walker, *palier.History)
}

// Gather walks through the histories of all contacts and gives what each worker has
// gathered. Histories.WithItems and WithIDs are as the query says; the rest is the
// engine's.
func Gather[G Gathering](ctx context.Context, e Engine, view palier.View, query palier.HistoryQuery, begin func() G) ([]G, error) {
	own := e.query()
	own.WithItems, own.WithIDs, own.Contacts = query.WithItems, query.WithIDs, query.Contacts
	kernel := e.kernel()
	walkers, gathered := make([]*timeline.Walker, own.Workers), make([]G, own.Workers)
	for i := range walkers {
		walkers[i], gathered[i] = kernel.Walker(), begin()
	}
	err := view.Histories(ctx, own, func(worker int, batch []palier.History) error {
		for i := range batch {
			gathered[worker].Add(walkers[worker], &batch[i])
		}
		e.tell(len(batch))
		return nil
	})
	return gathered, err
}
