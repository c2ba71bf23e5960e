package refresh

import (
	"context"
	"slices"
	"strings"
	"sync"

	"palier"
)

// pageSize is how many published states are read at once.
const pageSize = 20_000

// Ordered gives the state of every contact that has a stage at the end of the day and
// the values named, by contact id: page by page from the published states where they
// are of that day and model, else from a pass over the histories, held in memory to be
// sorted. It ends early, without an error, when each returns false.
func (e Engine) Ordered(ctx context.Context, view palier.View, day palier.Day, where []palier.FacetValue, each func(*palier.ContactState) (bool, error)) error {
	if e.published(view, day) && e.Among == nil {
		return publishedStates(ctx, view, where, each)
	}
	var lock sync.Mutex
	var all []palier.ContactState
	err := e.States(ctx, view, day, StateOptions{WithIDs: true}, func(states []palier.ContactState) error {
		lock.Lock()
		defer lock.Unlock()
		for i := range states {
			if matches(&states[i], where) {
				all = append(all, states[i])
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortFunc(all, func(a, b palier.ContactState) int { return strings.Compare(a.ContactID, b.ContactID) })
	for i := range all {
		if more, err := each(&all[i]); !more || err != nil {
			return err
		}
	}
	return nil
}

func publishedStates(ctx context.Context, view palier.View, where []palier.FacetValue, each func(*palier.ContactState) (bool, error)) error {
	query := palier.StateQuery{Where: where, Limit: pageSize}
	for {
		page, err := view.States(ctx, query)
		if err != nil || len(page) == 0 {
			return err
		}
		for i := range page {
			if more, err := each(&page[i]); !more || err != nil {
				return err
			}
		}
		query.After = page[len(page)-1].ContactID
	}
}

func matches(s *palier.ContactState, where []palier.FacetValue) bool {
	for _, wanted := range where {
		if s.Value(wanted.Facet) != wanted.Value {
			return false
		}
	}
	return true
}
