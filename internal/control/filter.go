package control

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"palier"
	"palier/internal/fold"
)

// MaxFilters is how many custom filters there can be (model.md §9).
const MaxFilters = 10

// Filter is a custom filter: a field that people filter by, and what they call it. Names
// that differ in case alone are one.
type Filter struct {
	Number int // from 1, never used again; not read by AddFilter
	Name   string
	Field  string // as segments name it: city, product."Colour"
	Who    string
	At     time.Time // in UTC
}

// Filters lists the custom filters in the order in which they are shown.
func (db *DB) Filters(ctx context.Context) (filters []Filter, err error) {
	const tried = "list the filters"
	err = db.read(ctx, tried, func(tx *sql.Tx) (err error) {
		filters, err = filtersIn(ctx, tx, tried)
		return err
	})
	return filters, err
}

// AddFilter adds a filter after all others and gives it back with its number: Conflict
// when there is one of its name, or as many as there can be.
func (db *DB) AddFilter(ctx context.Context, f Filter) (Filter, error) {
	tried := "add the filter " + f.Name
	if err := checkFilterName(tried, f.Name); err != nil {
		return f, err
	}
	f.At = f.At.UTC().Round(0)
	err := db.changeFilters(ctx, tried, f.Who, f.At, func(tx *sql.Tx, filters []Filter) ([]Filter, error) {
		if named(filters, f.Name) >= 0 {
			return nil, filterThere(tried)
		}
		if len(filters) >= MaxFilters {
			return nil, &palier.Error{Code: palier.Conflict, Tried: tried, Reason: fmt.Sprintf("there are %d already, which is the most", MaxFilters), Hint: "remove one"}
		}
		err := tx.QueryRowContext(ctx, "INSERT INTO filter (position, folded, name, field, who, at) VALUES (0, ?, ?, ?, ?, ?) RETURNING number",
			fold.Text(f.Name), f.Name, f.Field, f.Who, stamp(f.At)).Scan(&f.Number)
		return append(filters, f), err
	})
	return f, err
}

// RemoveFilter removes a filter by its name; NotFound when there is none.
func (db *DB) RemoveFilter(ctx context.Context, name, who string, at time.Time) error {
	tried := "remove the filter " + name
	return db.changeFilters(ctx, tried, who, at, func(tx *sql.Tx, filters []Filter) ([]Filter, error) {
		i := named(filters, name)
		if i < 0 {
			return nil, noFilter(tried)
		}
		_, err := tx.ExecContext(ctx, "DELETE FROM page_filter WHERE filter = ?", filters[i].Number)
		if err == nil {
			_, err = tx.ExecContext(ctx, "DELETE FROM filter WHERE number = ?", filters[i].Number)
		}
		return slices.Delete(filters, i, i+1), err
	})
}

// RenameFilter gives a filter another name: NotFound when there is none of this name,
// Conflict when another one has it.
func (db *DB) RenameFilter(ctx context.Context, name, wanted, who string, at time.Time) error {
	tried := "rename the filter " + name
	if err := checkFilterName(tried, wanted); err != nil {
		return err
	}
	return db.changeFilters(ctx, tried, who, at, func(tx *sql.Tx, filters []Filter) ([]Filter, error) {
		i := named(filters, name)
		if i < 0 {
			return nil, noFilter(tried)
		}
		if other := named(filters, wanted); other >= 0 && other != i {
			return nil, filterThere(tried)
		}
		filters[i].Name = wanted
		_, err := tx.ExecContext(ctx, "UPDATE filter SET folded = ?, name = ? WHERE number = ?", fold.Text(wanted), wanted, filters[i].Number)
		return filters, err
	})
}

// MoveFilter moves a filter to a position, from 1: NotFound when there is none of this
// name. A position after the last is the last.
func (db *DB) MoveFilter(ctx context.Context, name string, position int, who string, at time.Time) error {
	tried := "move the filter " + name
	if position < 1 {
		return palier.Refusef(tried, "the first position is 1", "there is no position %d", position)
	}
	return db.changeFilters(ctx, tried, who, at, func(_ *sql.Tx, filters []Filter) ([]Filter, error) {
		i := named(filters, name)
		if i < 0 {
			return nil, noFilter(tried)
		}
		moved := filters[i]
		filters = slices.Delete(filters, i, i+1)
		return slices.Insert(filters, min(position-1, len(filters)), moved), nil
	})
}

// changeFilters changes the list, numbers the positions anew and logs what it became.
func (db *DB) changeFilters(ctx context.Context, tried, who string, at time.Time, do func(*sql.Tx, []Filter) ([]Filter, error)) error {
	return db.change(ctx, tried, func(tx *sql.Tx) error {
		filters, err := filtersIn(ctx, tx, tried)
		if err != nil {
			return err
		}
		if filters, err = do(tx, filters); err != nil {
			return err
		}
		list := make([]map[string]string, len(filters))
		for i, f := range filters {
			if _, err := tx.ExecContext(ctx, "UPDATE filter SET position = ? WHERE number = ?", i+1, f.Number); err != nil {
				return err
			}
			list[i] = map[string]string{"name": f.Name, "field": f.Field}
		}
		return record(ctx, tx, Entry{At: at, Who: who, Action: FiltersChanged, Details: map[string]any{"filters": list}})
	})
}

func named(filters []Filter, name string) int {
	return slices.IndexFunc(filters, func(f Filter) bool { return fold.Text(f.Name) == fold.Text(name) })
}

// maxFilterName is how long the name of a filter can be, in characters.
const maxFilterName = 100

func checkFilterName(tried, name string) error {
	if strings.TrimSpace(name) == "" || utf8.RuneCountInString(name) > maxFilterName || !utf8.ValidString(name) {
		return palier.Refusef(tried, fmt.Sprintf("name it, in at most %d characters", maxFilterName), "its name is empty, too long or no text")
	}
	return nil
}

func filterThere(tried string) error {
	return &palier.Error{Code: palier.Conflict, Tried: tried, Reason: "there is one of this name", Hint: "choose another name, or remove that one"}
}

func noFilter(tried string) error {
	return &palier.Error{Code: palier.NotFound, Tried: tried, Reason: "there is none of this name", Hint: "palier filter list shows them"}
}

func filtersIn(ctx context.Context, tx *sql.Tx, tried string) ([]Filter, error) {
	var filters []Filter
	err := eachRow(ctx, tx, func(rows *sql.Rows) error {
		var f Filter
		var at string
		if err := rows.Scan(&f.Number, &f.Name, &f.Field, &f.Who, &at); err != nil {
			return err
		}
		err := unstamp(tried, at, &f.At)
		filters = append(filters, f)
		return err
	}, "SELECT number, name, field, who, at FROM filter ORDER BY position")
	return filters, err
}
