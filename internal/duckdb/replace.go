package duckdb

import (
	"context"
	"fmt"
	"strings"

	"palier/internal/duckdb/driver"
)

// arrival is rows for a table of facts.
type arrival struct {
	sql  string // a SELECT of all its columns, in their order
	rows int64
	form *form // the staging table they are in, which may become the table; nil: none
	load int   // of the rows of form
	// without is the condition for the rows of form that do not arrive; sql knows it.
	without string
}

// factColumns are the columns of a table of facts, but load, attributes included.
func (v *view) factColumns(t *factTable) []column {
	columns := t.columns[:len(t.columns):len(t.columns)]
	for _, n := range v.store.names.first(v.attributes) {
		if tableOf(n.kind) == t {
			columns = append(columns, column{n.column(), driver.Varchar})
		}
	}
	return columns
}

// list names columns, separated by commas.
func list(columns []column) string {
	text := make([]string, len(columns))
	for i, c := range columns {
		text[i] = c.name
	}
	return strings.Join(text, ", ")
}

// same is the condition that rows a and b have one identity.
func (t *factTable) same(a, b string) string {
	conditions := make([]string, len(t.identity))
	for i, expression := range t.identity {
		conditions[i] = strings.ReplaceAll(expression, "t.", a+".") + " = " + strings.ReplaceAll(expression, "t.", b+".")
	}
	return strings.Join(conditions, " AND ")
}

// union is a subquery for the rows of the forms, with all columns of the table but load.
func (v *view) union(t *factTable, forms []*form) string {
	selects := make([]string, len(forms))
	for i, f := range forms {
		selects[i] = "SELECT " + v.project(t, f) + " FROM " + f.table
	}
	return "(" + strings.Join(selects, " UNION ALL ") + ")"
}

// project lists the columns of the table but load, as a form has them. Only texts can be
// left out of a form.
func (v *view) project(t *factTable, f *form) string {
	has := map[string]bool{}
	for _, c := range f.columns {
		has[c.name] = true
	}
	var columns []string
	for _, c := range v.factColumns(t) {
		if has[c.name] {
			columns = append(columns, c.name)
		} else {
			columns = append(columns, "'' AS "+c.name)
		}
	}
	return strings.Join(columns, ", ")
}

// arrivals are the rows of the forms as rows of the load, without those that a condition
// names.
func (a *application) arrivals(t *factTable, forms []*form, without string) []arrival {
	all := make([]arrival, len(forms))
	for i, f := range forms {
		sql := fmt.Sprintf("SELECT %d AS load, %s FROM %s", a.load, a.project(t, f), f.table)
		if without != "" {
			sql += " WHERE NOT (" + without + ")"
		}
		all[i] = arrival{sql: sql, rows: f.rows, form: f, load: a.load, without: without}
	}
	return all
}

// leave notes which rows leave a table: rows is a query for their rowid.
func (u *update) leave(ctx context.Context, rows string) error {
	_, err := u.exec(ctx, "CREATE OR REPLACE TEMP TABLE leaving AS SELECT rowid AS row_id FROM ("+rows+")")
	return err
}

// replace puts the rows that leave a table aside, and others in their place.
func (u *update) replace(ctx context.Context, t *factTable, in []arrival) error {
	out, err := u.number(ctx, "SELECT count(*) FROM leaving")
	if err != nil {
		return err
	}
	if out > 0 {
		sql := fmt.Sprintf("SELECT load, %s FROM %s WHERE rowid IN (SELECT row_id FROM leaving)", list(u.factColumns(t)), t.name)
		if err := u.exchange(ctx, t, t.aside(), 0, []arrival{{sql: sql, rows: out}}); err != nil {
			return err
		}
	}
	return u.exchange(ctx, t, t.name, out, in)
}

// exchange takes the rows that leave out of a table and adds others: by patching it while
// they are few, else by making another table.
func (u *update) exchange(ctx context.Context, t *factTable, table string, out int64, in []arrival) error {
	rows, selects := int64(0), make([]string, len(in))
	for i, a := range in {
		rows, selects[i] = rows+a.rows, a.sql
	}
	if rows+out == 0 {
		return nil
	}
	there, err := u.number(ctx, "SELECT count(*) FROM "+table)
	if err != nil {
		return err
	}
	columns := "load, " + list(u.factColumns(t))
	switch {
	case there == 0 && in[0].form != nil:
		return u.adopt(ctx, t, table, in)
	case out >= u.store.limits.patch || u.tooMany(table, rows):
		stay := fmt.Sprintf("SELECT %s FROM %s", columns, table)
		if out > 0 {
			stay += " WHERE rowid NOT IN (SELECT row_id FROM leaving)"
		}
		return u.renovate(ctx, table, strings.Join(append(selects, stay), " UNION ALL "))
	}
	if out > 0 {
		if _, err := u.exec(ctx, fmt.Sprintf("DELETE FROM %s WHERE rowid IN (SELECT row_id FROM leaving)", table)); err != nil {
			return err
		}
	}
	if rows == 0 {
		return nil
	}
	u.added[table] += rows
	_, err = u.exec(ctx, fmt.Sprintf("INSERT INTO %s (%s) %s", table, columns, strings.Join(selects, " UNION ALL ")))
	return err
}

// tooMany tells whether so many rows more, added in this transaction to a table that
// readers use, would be seen half way.
func (u *update) tooMany(table string, rows int64) bool {
	return u.added[table]+rows >= u.store.limits.patch
}

// renovate replaces a table by the rows of a query. Readers do not know the new one, so
// that nothing has been added to it.
func (u *update) renovate(ctx context.Context, table, query string) error {
	delete(u.added, table)
	_, err := u.exec(ctx, fmt.Sprintf("CREATE TABLE %[1]s_next AS %[2]s; DROP TABLE %[1]s; ALTER TABLE %[1]s_next RENAME TO %[1]s", table, query))
	return err
}

// adopt makes the largest staging table the table itself, which spares writing its rows
// again, and adds the other arrivals to it. Rows that are to be left out are taken out
// afterwards, for DuckDB refuses to change the columns of a table whose rows were changed.
func (u *update) adopt(ctx context.Context, t *factTable, table string, in []arrival) error {
	largest := 0
	for i := range in {
		if in[i].rows > in[largest].rows {
			largest = i
		}
	}
	f := in[largest].form
	has := map[string]bool{}
	for _, c := range f.columns {
		has[c.name] = true
	}
	sql := fmt.Sprintf("DROP TABLE %s;", table)
	for _, c := range u.factColumns(t) {
		if !has[c.name] {
			sql += fmt.Sprintf("ALTER TABLE %s ADD COLUMN %s VARCHAR DEFAULT '';", f.table, c.name)
		}
	}
	sql += fmt.Sprintf("ALTER TABLE %s ADD COLUMN load INTEGER DEFAULT %d;", f.table, in[largest].load)
	sql += fmt.Sprintf("ALTER TABLE %s RENAME TO %s;", f.table, table)
	if in[largest].without != "" {
		sql += fmt.Sprintf("DELETE FROM %s WHERE %s;", table, in[largest].without)
	}
	if f.staged != nil {
		f.staged.adopt(true)
		u.adopted = append(u.adopted, f.staged)
	}
	columns := "load, " + list(u.factColumns(t))
	for i := range in {
		if i != largest {
			sql += fmt.Sprintf("INSERT INTO %s (%s) %s;", table, columns, in[i].sql)
		}
	}
	_, err := u.exec(ctx, sql)
	return err
}
