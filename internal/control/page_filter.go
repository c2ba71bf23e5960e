package control

import (
	"context"
	"database/sql"
	"maps"
	"slices"
	"time"
)

// PageFilter is a filter as a page has it: one of the standard ones, or a custom one.
type PageFilter struct {
	Standard string // its name; empty: it is a custom one
	Custom   int    // its number
	Shown    bool
}

// PageFilters gives the filters of the pages for which somebody chose them, in their order.
// Those that such a list does not have come after it, and are shown.
func (db *DB) PageFilters(ctx context.Context) (map[string][]PageFilter, error) {
	pages := map[string][]PageFilter{}
	err := db.rows(ctx, "list the filters of the pages", func(rows *sql.Rows) error {
		var page string
		var f PageFilter
		var custom sql.NullInt64
		err := rows.Scan(&page, &f.Standard, &custom, &f.Shown)
		f.Custom = int(custom.Int64)
		pages[page] = append(pages[page], f)
		return err
	}, "SELECT page, standard, filter, shown FROM page_filter ORDER BY page, position")
	return pages, err
}

// ChoosePageFilters gives pages other filters, each in place of those it had; a page without
// any shows all again. NotFound when there is no custom filter of a number.
func (db *DB) ChoosePageFilters(ctx context.Context, pages map[string][]PageFilter, who string, at time.Time) error {
	const tried = "choose the filters of a page"
	return db.change(ctx, tried, func(tx *sql.Tx) error {
		custom, err := filtersIn(ctx, tx, tried)
		if err != nil {
			return err
		}
		for _, page := range slices.Sorted(maps.Keys(pages)) {
			if _, err := tx.ExecContext(ctx, "DELETE FROM page_filter WHERE page = ?", page); err != nil {
				return err
			}
			shown := []string{}
			for i, f := range pages[page] {
				name, err := f.name(custom)
				if err != nil {
					return err
				}
				if f.Shown {
					shown = append(shown, name)
				}
				if _, err := tx.ExecContext(ctx, "INSERT INTO page_filter (page, position, standard, filter, shown) VALUES (?, ?, ?, ?, ?)", page, i+1, f.Standard, nullable(f.Custom), f.Shown); err != nil {
					return err
				}
			}
			details := map[string]any{"page": page, "filters": shown}
			if len(pages[page]) == 0 {
				details["filters"] = "all"
			}
			if err := record(ctx, tx, Entry{At: at, Who: who, Action: PageFiltersChanged, Details: details}); err != nil {
				return err
			}
		}
		return nil
	})
}

// name gives what a filter is called in the log.
func (f PageFilter) name(custom []Filter) (string, error) {
	i := slices.IndexFunc(custom, func(c Filter) bool { return c.Number == f.Custom })
	if f.Standard == "" && i < 0 {
		return "", noFilter("choose the filters of a page")
	}
	if f.Standard == "" {
		return custom[i].Name, nil
	}
	return f.Standard, nil
}
