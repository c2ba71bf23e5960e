package storetest

import (
	"slices"

	"palier"
)

// hasStates fails the test unless the query gives exactly these states.
func (s *shop) hasStates(query palier.StateQuery, want ...palier.ContactState) {
	s.Helper()
	s.see(func(v palier.View) {
		got, err := v.States(s.ctx, query)
		s.must(err)
		s.sameStates(got, want)
	})
}

// paged fails the test unless the pages of the query give exactly these states.
func (s *shop) paged(query palier.StateQuery, want []palier.ContactState) {
	s.Helper()
	s.see(func(v palier.View) {
		var got []palier.ContactState
		for {
			page, err := v.States(s.ctx, query)
			s.must(err)
			if len(page) > query.Limit {
				s.Fatalf("a page of %d with the limit %d", len(page), query.Limit)
			}
			got = append(got, page...)
			if len(page) < query.Limit || len(got) > len(want) {
				break
			}
			query.After = page[len(page)-1].ContactID
		}
		s.sameStates(got, want)
	})
}

// sameStates compares states one by one.
func (s *shop) sameStates(got, want []palier.ContactState) {
	s.Helper()
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			s.Fatalf("state %d:\n\tgot  %+v\n\twant %+v", i, got[i], want[i])
		}
	}
	if len(got) != len(want) {
		s.Fatalf("%d states, want %d", len(got), len(want))
	}
}

// matching gives the states that a query would choose.
func matching(all []palier.ContactState, where []palier.FacetValue) []palier.ContactState {
	var kept []palier.ContactState
	for _, state := range all {
		if !slices.ContainsFunc(where, func(w palier.FacetValue) bool { return state.Value(w.Facet) != w.Value }) {
			kept = append(kept, state)
		}
	}
	return kept
}
