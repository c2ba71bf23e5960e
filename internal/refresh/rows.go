package refresh

import (
	"context"

	"palier"
)

// Rows gives a segment's members on a day in the order asked for, each with its state of that
// day; at most query.Limit. It ends early, without an error, when each returns false. A row is
// valid during the call.
func (e Engine) Rows(ctx context.Context, view palier.View, query palier.RowQuery, each func(*palier.Row) (bool, error)) error {
	var err error
	if query.Selection, err = e.Select(ctx, view, query.Selection); err != nil {
		return err
	}
	if query.By.By.Of == palier.OfState && !e.published(view, query.Day) {
		return e.restated(ctx, view, query, each)
	}
	left := query.Limit
	for {
		query.Limit = pageSize
		if left > 0 {
			query.Limit = min(left, pageSize)
		}
		page, err := view.Rows(ctx, query)
		if err == nil && len(page) > 0 && !e.published(view, query.Day) {
			err = e.restate(ctx, view, query.Day, page)
		}
		if err != nil {
			return err
		}
		for i := range page {
			if more, err := each(&page[i]); !more || err != nil {
				return err
			}
		}
		if len(page) < query.Limit || len(page) == left {
			return nil
		}
		left = max(0, left-len(page))
		query.After = page[len(page)-1].Place
	}
}

// restated gives the rows that are sorted by a fact of another day.
func (e Engine) restated(ctx context.Context, view palier.View, query palier.RowQuery, each func(*palier.Row) (bool, error)) error {
	rows, err := e.arranged(ctx, view, query)
	for len(rows) > 0 && err == nil {
		page := rows[:min(pageSize, len(rows))]
		if err = e.restate(ctx, view, query.Day, page); err != nil {
			break
		}
		for i := range page {
			if more, err := each(&page[i]); !more || err != nil {
				return err
			}
		}
		rows = rows[len(page):]
	}
	return err
}

// restate gives rows the states of another day, or under another model, than the published
// ones.
func (e Engine) restate(ctx context.Context, view palier.View, day palier.Day, rows []palier.Row) error {
	at := make(map[palier.Key]int, len(rows))
	ids := make([]string, len(rows))
	for i := range rows {
		at[rows[i].Contact], ids[i] = i, rows[i].ContactID
		rows[i].State = nil
	}
	e.Workers = 1 // the rows are written by one
	return e.States(ctx, view, day, StateOptions{Contacts: ids}, func(states []palier.ContactState) error {
		for i := range states {
			state := states[i].State
			rows[at[states[i].Contact]].State = &state
		}
		return nil
	})
}
