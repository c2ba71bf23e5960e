package duckdb

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"palier"
	"palier/internal/duckdb/driver"
)

// indexTable is a table of the index: derived from the facts in the form in which segments
// ask for them. It is there or it is not, and where it is, it says what the facts say.
type indexTable struct {
	name  string
	kind  palier.Kind                                                         // whose attributes it has; empty: none
	rows  func(v *view, ctx context.Context, s scope) (sql string, err error) // all of them, or those for a patch
	needs func(c changes) scope                                               // how much of it changes of the facts ask for
	noted string                                                              // the rows that a patch replaces: a condition
	order string                                                              // of the rows, when it is made; empty: any
}

var indexTables = []*indexTable{
	{name: "people", kind: palier.KindContacts, rows: (*view).peopleSQL, order: "contact",
		needs: func(c changes) scope { return c.contacts }, noted: "contact IN (SELECT contact FROM met)"},
	{name: "articles", kind: palier.KindProducts, rows: (*view).articlesSQL,
		needs: func(c changes) scope { return entirely(max(c.products, c.orders)) }},
	{name: "article_categories", rows: (*view).categoriesSQL,
		needs: func(c changes) scope { return entirely(c.products) }},
	{name: "purchases", kind: palier.KindOrderLines, rows: (*view).purchasesSQL, order: purchaseOrder,
		needs: func(c changes) scope { return c.orders }, noted: "number IN (SELECT number FROM touched)"},
	{name: "headers", kind: palier.KindOrders, rows: (*view).headersSQL,
		needs: func(c changes) scope { return c.orders }, noted: "number IN (SELECT number FROM touched)"},
	{name: "touches", rows: (*view).touchesSQL, order: "contact",
		needs: func(c changes) scope { return c.engagements }, noted: "number IN (SELECT number FROM heard)"},
}

// changes say how much of what is derived from each kind of facts an update makes anew.
type changes struct{ contacts, products, orders, engagements scope }

// entirely is for what cannot be patched.
func entirely(s scope) scope {
	if s == patch {
		return whole
	}
	return s
}

// indexNames lists the tables of the index.
func indexNames() []string {
	names := make([]string, len(indexTables))
	for i, t := range indexTables {
		names[i] = t.name
	}
	return names
}

// built tells which tables of the index the view's connection sees.
func (v *view) built(ctx context.Context) (map[string]bool, error) {
	there := map[string]bool{}
	result, err := v.query(ctx, `SELECT table_name FROM duckdb_tables()
		WHERE (database_name = current_database() OR temporary) AND list_contains($1, table_name)`, indexNames())
	return there, each(result, err, func(r *driver.Result, i int) { there[r.Text(0).At(i)] = true })
}

// build makes tables of the index that are not there; kind is empty or TEMP.
func (v *view) build(ctx context.Context, kind string, tables []*indexTable) error {
	for _, t := range tables {
		rows, err := t.rows(v, ctx, whole)
		if err != nil {
			return err
		}
		if t.order != "" {
			rows = "FROM (" + rows + ") ORDER BY " + t.order
		}
		if _, err := v.exec(ctx, fmt.Sprintf("CREATE %s TABLE %s AS %s", kind, t.name, rows)); err != nil {
			return err
		}
	}
	return nil
}

// reindex brings the tables of the index that are there up to date, or drops them: a
// table made anew is made when somebody asks.
func (u *update) reindex(ctx context.Context, c changes) error {
	there, err := u.built(ctx)
	if err != nil {
		return err
	}
	for _, t := range indexTables {
		if !there[t.name] {
			continue
		}
		switch t.needs(c) {
		case patch:
			err = u.patchIndex(ctx, t)
		case whole:
			err = u.unindex(ctx, t)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// patchIndex puts the fresh rows of a table of the index in the place of those noted, or
// drops it when they are too many.
func (u *update) patchIndex(ctx context.Context, t *indexTable) error {
	rows, err := t.rows(&u.view, ctx, patch)
	if err != nil {
		return err
	}
	if _, err := u.exec(ctx, "CREATE OR REPLACE TEMP TABLE reindexed AS "+rows); err != nil {
		return err
	}
	fresh, err := u.number(ctx, "SELECT count(*) FROM reindexed")
	if err != nil {
		return err
	}
	if u.tooMany(t.name, fresh) {
		return u.unindex(ctx, t)
	}
	u.added[t.name] += fresh
	_, err = u.exec(ctx, fmt.Sprintf("DELETE FROM %[1]s WHERE %[2]s; INSERT INTO %[1]s BY NAME SELECT * FROM reindexed", t.name, t.noted))
	return err
}

// unindex drops a table of the index. Readers that use it keep it.
func (u *update) unindex(ctx context.Context, t *indexTable) error {
	delete(u.added, t.name)
	_, err := u.exec(ctx, "DROP TABLE "+t.name)
	return err
}

// widenIndex adds the columns of an attribute that is new to the tables of the index that
// have those of its kind. DuckDB refuses it of a table whose rows this transaction has
// changed, which is dropped then.
func (u *update) widenIndex(ctx context.Context, fresh name) error {
	at := slices.IndexFunc(indexTables, func(t *indexTable) bool { return t.kind == fresh.kind })
	if at < 0 {
		return nil
	}
	t := indexTables[at]
	there, err := u.built(ctx)
	if err != nil || !there[t.name] {
		return err
	}
	if u.applied {
		return u.unindex(ctx, t)
	}
	var statements strings.Builder
	for _, c := range attributeTypes {
		fmt.Fprintf(&statements, "ALTER TABLE %s ADD COLUMN %s%d %s;", t.name, c.prefix, fresh.number, c.kind)
	}
	_, err = u.exec(ctx, statements.String())
	return err
}
