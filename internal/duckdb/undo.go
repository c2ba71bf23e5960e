package duckdb

import (
	"context"
	"fmt"
	"strings"

	"palier"
)

// Undo takes a load out.
func (u *update) Undo(ctx context.Context, number int) (palier.Load, error) {
	tried := fmt.Sprintf("undo load %d", number)
	loads, err := u.loads(ctx)
	if err != nil {
		return palier.Load{}, explain(tried, err)
	}
	if number < 1 || number > len(loads) {
		return palier.Load{}, &palier.Error{Code: palier.NotFound, Tried: tried, Reason: "there is no such load", Hint: "list the loads"}
	}
	load := loads[number-1]
	if load.Undone {
		return palier.Load{}, &palier.Error{Code: palier.Conflict, Tried: tried, Reason: "it is undone already"}
	}
	load.Undone = true
	return load, u.fail(explain(tried, u.undo(ctx, number)))
}

func (u *update) undo(ctx context.Context, number int) error {
	if err := u.note(ctx); err != nil {
		return err
	}
	u.applied = true
	for _, t := range factTables {
		if err := u.withdraw(ctx, t, number); err != nil {
			return err
		}
	}
	if _, err := u.exec(ctx, "UPDATE loads SET undone = true WHERE number = $1", number); err != nil {
		return err
	}
	return u.derive(ctx)
}

// withdraw takes the rows of a load out of a table, and brings back from aside what they
// had replaced.
func (u *update) withdraw(ctx context.Context, t *factTable, load int) error {
	if err := u.leave(ctx, fmt.Sprintf("SELECT rowid FROM %s WHERE load = %d", t.name, load)); err != nil {
		return err
	}
	gone, err := u.number(ctx, "SELECT count(*) FROM leaving")
	if err != nil {
		return err
	}
	if err := u.concern(ctx, t, leavers(t)); err != nil {
		return err
	}
	if err := u.findRevived(ctx, t, load); err != nil {
		return err
	}
	back, err := u.number(ctx, "SELECT count(*) FROM revived")
	if err != nil {
		return err
	}
	columns := list(u.factColumns(t))
	sql := fmt.Sprintf("SELECT load, %s FROM %s WHERE rowid IN (SELECT row_id FROM revived)", columns, t.aside())
	if back > 0 {
		if err := u.concern(ctx, t, "("+sql+")"); err != nil {
			return err
		}
	}
	if err := u.exchange(ctx, t, t.name, gone, []arrival{{sql: sql, rows: back}}); err != nil {
		return err
	}
	if err := u.leave(ctx, fmt.Sprintf("SELECT rowid FROM %s WHERE load = %d OR rowid IN (SELECT row_id FROM revived)", t.aside(), load)); err != nil {
		return err
	}
	out, err := u.number(ctx, "SELECT count(*) FROM leaving")
	if err != nil {
		return err
	}
	return u.exchange(ctx, t, t.aside(), out, nil)
}

// findRevived makes the table revived: the rows aside that are in force without the
// load. Of each identity that loses rows those are the rows of its latest load; and of an
// order also those of the latest that gave it a sale.
func (u *update) findRevived(ctx context.Context, t *factTable, load int) error {
	var names, made []string
	for i, expression := range t.identity {
		names = append(names, fmt.Sprintf("i%d", i))
		made = append(made, fmt.Sprintf("%s AS i%d", expression, i))
	}
	identity, amount := strings.Join(names, ", "), "0"
	if t == lineTable {
		amount = "t.amount"
	}
	sql := fmt.Sprintf(`
		CREATE OR REPLACE TEMP TABLE revived AS
		WITH lost AS (
			SELECT DISTINCT %[1]s FROM %[3]s t WHERE t.load = %[5]d
		), candidate AS MATERIALIZED (
			SELECT * FROM (
				SELECT t.load, -1 AS row_id, %[6]s AS amount, %[1]s FROM %[3]s t WHERE t.load <> %[5]d
				UNION ALL SELECT t.load, t.rowid, %[6]s, %[1]s FROM %[4]s t WHERE t.load <> %[5]d
			) SEMI JOIN lost USING (%[2]s)
		), latest AS (
			SELECT %[2]s, max(load) AS last, max(load) FILTER (most > 0) AS last_sale
			FROM (SELECT %[2]s, load, max(amount) AS most FROM candidate GROUP BY ALL) GROUP BY %[2]s
		)
		SELECT c.row_id FROM candidate c JOIN latest l USING (%[2]s) WHERE c.row_id >= 0 AND (c.load = l.last OR c.load = l.last_sale)`,
		strings.Join(made, ", "), identity, t.name, t.aside(), load, amount)
	_, err := u.exec(ctx, sql)
	return err
}
