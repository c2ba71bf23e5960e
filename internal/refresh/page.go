package refresh

import (
	"context"
	"slices"

	"palier"
)

// Page gives a page of what Ordered goes through, but for contacts that objected, who are in
// no list: the states after a contact id, at most as many as the query says.
func (e Engine) Page(ctx context.Context, view palier.View, day palier.Day, query palier.StateQuery) ([]palier.ContactState, error) {
	var page []palier.ContactState
	for e.published(view, day) && e.Among == nil {
		more := query
		more.Limit = max(0, query.Limit-len(page))
		states, err := view.States(ctx, more)
		if err != nil || len(states) == 0 {
			return page, err
		}
		query.After = states[len(states)-1].ContactID
		page = append(page, e.listed(states)...)
		if len(page) >= query.Limit || query.Limit == 0 {
			return page, nil
		}
	}
	err := e.Ordered(ctx, view, day, query.Where, func(s *palier.ContactState) (bool, error) {
		if _, objected := slices.BinarySearch(e.Objected, s.Contact); !objected && s.ContactID > query.After {
			page = append(page, *s)
		}
		return query.Limit == 0 || len(page) < query.Limit, nil
	})
	return page, err
}

// listed leaves out who objected.
func (e Engine) listed(states []palier.ContactState) []palier.ContactState {
	return slices.DeleteFunc(states, func(s palier.ContactState) bool {
		_, objected := slices.BinarySearch(e.Objected, s.Contact)
		return objected
	})
}
