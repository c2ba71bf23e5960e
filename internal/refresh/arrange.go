package refresh

import (
	"context"
	"slices"

	"palier"
)

// arranged gives a page of rows sorted by a fact that the published states do not tell. The
// values of all contacts selected are computed in one pass; the store is then asked only for
// those of the page, and for the order of the contacts that have the same value.
func (e Engine) arranged(ctx context.Context, view palier.View, query palier.RowQuery) ([]palier.Row, error) {
	ties, err := e.ties(ctx, view, query)
	if err != nil {
		return nil, err
	}
	var page []palier.Row
	for len(ties) > 0 && (query.Limit == 0 || len(page) < query.Limit) {
		n, left := len(ties), 0
		if query.Limit > 0 { // as many ties as are surely whole in the page
			left = query.Limit - len(page)
			size := len(ties[0].among)
			for n = 1; n < len(ties) && size+len(ties[n].among) <= left; n++ {
				size += len(ties[n].among)
			}
		}
		rows, err := e.rowsOf(ctx, view, query, ties[:n], left)
		if err != nil {
			return nil, err
		}
		page, ties = append(page, rows...), ties[n:]
	}
	return page, nil
}

// tie is the contacts that have the same value, or none.
type tie struct {
	place palier.Place // without an id
	among palier.Among
}

// ties gives those of the contacts selected that the page may have, in the order of the page.
func (e Engine) ties(ctx context.Context, view palier.View, query palier.RowQuery) ([]tie, error) {
	members, err := view.Members(ctx, query.Selection)
	if err != nil {
		return nil, err
	}
	ranked, err := e.ranked(ctx, view, members, palier.Ranking{By: query.By.By, Lowest: !query.By.Descending}, query.Day)
	if err != nil {
		return nil, err
	}
	var all []tie
	valued := make([]palier.Key, 0, len(ranked))
	for i, r := range ranked {
		if i == 0 || r.value != ranked[i-1].value {
			all = append(all, tie{place: palier.Place{Number: r.value}})
		}
		last := &all[len(all)-1]
		last.among, valued = append(last.among, r.contact), append(valued, r.contact)
	}
	slices.Sort(valued)
	missing := tie{place: palier.Place{Missing: true}}
	for _, key := range members {
		if _, found := slices.BinarySearch(valued, key); !found {
			missing.among = append(missing.among, key)
		}
	}
	if len(missing.among) > 0 {
		all = append(all, missing)
	}
	for i := range all {
		slices.Sort(all[i].among)
	}
	if query.Backward {
		slices.Reverse(all)
	}
	return from(all, query), nil
}

// from leaves out the ties before the place that the page begins after.
func from(all []tie, query palier.RowQuery) []tie {
	if query.After.ContactID == "" {
		return all
	}
	at := query.After
	i := slices.IndexFunc(all, func(r tie) bool {
		switch {
		case r.place.Missing || at.Missing:
			return r.place.Missing == at.Missing || r.place.Missing != query.Backward
		case query.By.Descending != query.Backward:
			return r.place.Number <= at.Number
		}
		return r.place.Number >= at.Number
	})
	if i < 0 {
		return nil
	}
	return all[i:]
}

// rowsOf gives the rows of some ties, in their order: of the one in which the page begins, only
// those after the place.
func (e Engine) rowsOf(ctx context.Context, view palier.View, query palier.RowQuery, ties []tie, limit int) ([]palier.Row, error) {
	asked := query
	asked.By, asked.After, asked.Limit = palier.Sorting{Descending: query.Backward}, palier.Place{}, limit
	asked.Backward = false
	begun := ties[0].place == (palier.Place{Missing: query.After.Missing, Number: query.After.Number})
	if query.After.ContactID != "" && begun {
		asked.After.ContactID = query.After.ContactID
		if len(ties) > 1 {
			first, err := e.rowsOf(ctx, view, query, ties[:1], limit)
			if err != nil {
				return nil, err
			}
			query.After.ContactID = ""
			rest, err := e.rowsOf(ctx, view, query, ties[1:], limit)
			return append(first, rest...), err
		}
	}
	places := map[palier.Key]int{}
	var among palier.Among
	for i, r := range ties {
		for _, key := range r.among {
			places[key] = i
		}
		among = append(among, r.among...)
	}
	slices.Sort(among)
	asked.Selection = query.Selection
	asked.Where, asked.Top = among, palier.Ranking{}
	rows, err := view.Rows(ctx, asked)
	slices.SortStableFunc(rows, func(a, b palier.Row) int { return places[a.Contact] - places[b.Contact] })
	for i := range rows {
		rows[i].Place = ties[places[rows[i].Contact]].place
		rows[i].Place.ContactID = rows[i].ContactID
	}
	return rows, err
}
