package duckdb

import (
	"context"
	"fmt"
	"strings"

	"palier/internal/duckdb/driver"
)

// derived is a table made from the facts. It has two parts: most rows lie in order, as
// they were written at once, in <name>_sorted; those of patches in <name>_loose. The view
// <name> shows both.
type derived struct {
	name    string
	columns string
	order   string // of the sorted rows
	noted   string // the table of the numbers concerned
	fresh   string // the table of the fresh rows for them
	types   string // of the columns
}

var historyTable = &derived{
	name:    "histories",
	columns: "contact, number, day, effect, amount, status, lines, last_day",
	types:   "contact UBIGINT, number UBIGINT, day DATE, effect DATE, amount BIGINT, status INTEGER, lines INTEGER, last_day DATE",
	order:   "contact, day, number", // the movements of one order are put in order when they are read
	noted:   "touched",
	fresh:   "moved",
}

var responseTable = &derived{
	name:    "responses",
	columns: "contact, number, day, type",
	types:   "contact UBIGINT, number UBIGINT, day DATE, type INTEGER",
	order:   "contact, day",
	noted:   "heard",
	fresh:   "answered",
}

var ownerTable = &derived{
	name:    "owners",
	columns: "contact, contact_id, registered, identified",
	types:   "contact UBIGINT, contact_id VARCHAR, registered DATE, identified BOOLEAN",
	order:   "contact",
	noted:   "met",
	fresh:   "named",
}

var derivedTables = []*derived{historyTable, responseTable, ownerTable}

// packed gives the columns with their types and how each is compressed where rows are
// sorted, for which DuckDB would try every way first. Numbers are hashes, which no way makes
// smaller.
func (d *derived) packed() string {
	columns := strings.Split(d.types, ", ")
	for i, column := range columns {
		switch name, _, _ := strings.Cut(column, " "); name {
		case "number":
			columns[i] += " USING COMPRESSION uncompressed"
		case "contact":
			columns[i] += " USING COMPRESSION rle"
		case "contact_id":
			columns[i] += " USING COMPRESSION fsst"
		default:
			columns[i] += " USING COMPRESSION bitpacking"
		}
	}
	return strings.Join(columns, ", ")
}

// create is the statement that makes the two parts.
func (d *derived) create() string {
	return fmt.Sprintf("CREATE TABLE %[1]s_sorted (%[2]s);\nCREATE TABLE %[1]s_loose (%[2]s);\n", d.name, d.types)
}

// view is the statement that makes the view of both.
func (d *derived) view() string {
	return fmt.Sprintf("CREATE VIEW %[1]s AS SELECT %[2]s FROM %[1]s_sorted UNION ALL SELECT %[2]s FROM %[1]s_loose;\n", d.name, d.columns)
}

// settle puts the fresh rows of a derived table in the place of those concerned.
func (u *update) settle(ctx context.Context, d *derived, s scope) error {
	switch s {
	case none:
		return nil
	case whole:
		return u.sort(ctx, d, fmt.Sprintf("SELECT %s FROM %s", d.columns, d.fresh))
	}
	return u.patch(ctx, d, "number IN (SELECT number FROM "+d.noted+")")
}

// sort replaces a derived table by the rows of a query, in order.
func (u *update) sort(ctx context.Context, d *derived, query string) error {
	sorted := d.name + "_sorted"
	delete(u.added, sorted)
	_, err := u.exec(ctx, fmt.Sprintf("CREATE TABLE %[1]s_next (%[2]s); INSERT INTO %[1]s_next %[3]s ORDER BY %[4]s; DROP TABLE %[1]s; ALTER TABLE %[1]s_next RENAME TO %[1]s",
		sorted, d.packed(), query, d.order))
	if err != nil {
		return err
	}
	return u.renovate(ctx, d.name+"_loose", fmt.Sprintf("SELECT %s FROM %s_loose LIMIT 0", d.columns, d.name))
}

// patch deletes the rows of a derived table for which a condition holds, and appends the
// fresh ones; or sorts it when they are too many or would make more than a fifth of it loose.
func (u *update) patch(ctx context.Context, d *derived, condition string) error {
	var sorted, loose, fresh int64
	result, err := u.query(ctx, fmt.Sprintf("SELECT (SELECT count(*) FROM %[1]s_sorted), (SELECT count(*) FROM %[1]s_loose), (SELECT count(*) FROM %[2]s)", d.name, d.fresh))
	err = each(result, err, func(r *driver.Result, i int) {
		n := func(column int) int64 { return driver.Column[int64](r, column)[i] }
		sorted, loose, fresh = n(0), n(1), n(2)
	})
	if err != nil {
		return err
	}
	loose += fresh
	if u.tooMany(d.name+"_loose", fresh) || loose >= u.store.limits.patch && 5*loose > loose+sorted {
		return u.sort(ctx, d, fmt.Sprintf("SELECT %[1]s FROM %[2]s WHERE NOT (%[3]s) UNION ALL SELECT %[1]s FROM %[4]s",
			d.columns, d.name, condition, d.fresh))
	}
	u.added[d.name+"_loose"] += fresh
	_, err = u.exec(ctx, fmt.Sprintf(`DELETE FROM %[1]s_sorted WHERE %[2]s; DELETE FROM %[1]s_loose WHERE %[2]s;
		INSERT INTO %[1]s_loose SELECT %[3]s FROM %[4]s`, d.name, condition, d.columns, d.fresh))
	return err
}
