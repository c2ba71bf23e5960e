package storetest

import (
	"context"

	"palier"
)

// stream is a view that hands over the histories it is given, a batch per worker in turn.
type stream struct {
	palier.View
	batches [][]palier.History
	workers int
}

func (s stream) Histories(_ context.Context, _ palier.HistoryQuery, each func(int, []palier.History) error) error {
	for i, batch := range s.batches {
		if err := each(i%s.workers, batch); err != nil {
			return err
		}
	}
	return nil
}
