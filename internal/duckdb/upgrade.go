package duckdb

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"palier/internal/duckdb/driver"
)

// steps bring the tables that are kept from one layout to the next: steps[n-1] from n to
// n+1. They are never edited once landed. A layout in which only derived tables differ
// has an empty step.
var steps = []string{
	createOutcomes,
	"", // the index
}

// keptTables are the tables besides those of facts that an upgrade keeps. Whatever is
// neither, by whatever name an earlier layout knew it, is derived: it is dropped and made
// anew.
var keptTables = []string{
	"layout", "published", "loads", "load_files", "load_counts", "words", "attributes", "outcomes", "outcome_loads", "outcome_figures",
}

// upgrade brings a store of an earlier layout to this one, in one transaction: its facts
// step by step, and what is derived from them anew. The states are left empty, for only
// the kernel can compute them: the generation has none then, which Published tells.
func (s *Store) upgrade(ctx context.Context, from int64) error {
	u, err := s.beginWith(ctx, strings.Join(append([]string{"BEGIN"}, steps[from-1:]...), ";\n"))
	if err != nil {
		return err
	}
	defer u.end()
	if err := u.dropDerived(ctx); err != nil {
		return err
	}
	if _, err := u.exec(ctx, createDerived()); err != nil {
		return err
	}
	if err := u.rebuild(ctx); err != nil {
		return err
	}
	u.published.States = 0
	return u.commit(ctx)
}

// dropDerived drops all views, and all tables that are not kept.
func (u *update) dropDerived(ctx context.Context) error {
	kept := slices.Clone(keptTables)
	for _, t := range factTables {
		kept = append(kept, t.name, t.aside())
	}
	var drops []string
	result, err := u.query(ctx, `SELECT 'VIEW', view_name FROM duckdb_views() WHERE NOT internal AND NOT temporary
		UNION ALL SELECT 'TABLE', table_name FROM duckdb_tables() WHERE database_name = current_database() AND NOT temporary
			AND NOT list_contains($1, table_name)
		ORDER BY ALL DESC`, kept)
	if err := each(result, err, func(r *driver.Result, i int) {
		drops = append(drops, fmt.Sprintf("DROP %s %q;", r.Text(0).At(i), r.Text(1).At(i)))
	}); err != nil || len(drops) == 0 {
		return err
	}
	_, err = u.exec(ctx, strings.Join(drops, "\n"))
	return err
}

// adapt makes what is derived from the facts anew when another version of DuckDB wrote it,
// for orders are numbered by a hash that DuckDB may change.
func (s *Store) adapt(ctx context.Context) error {
	same, err := integer(s.definer.Query(ctx, "SELECT count(*) FROM layout WHERE engine = $1", driver.Version()))
	if err != nil || same > 0 {
		return err
	}
	u, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer u.end()
	if err := u.rebuild(ctx); err != nil {
		return err
	}
	return u.commit(ctx)
}

// rebuild makes all derived tables anew but the states, by this layout and this DuckDB, and
// drops the index.
func (u *update) rebuild(ctx context.Context) error {
	if err := u.note(ctx); err != nil {
		return err
	}
	u.everybody[productTable] = true
	if err := u.deriveIn(ctx, whole, whole); err != nil {
		return err
	}
	_, err := u.exec(ctx, "UPDATE layout SET version = $1, engine = $2", layout, driver.Version())
	return err
}
