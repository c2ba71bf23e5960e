package duckdb

import (
	"path/filepath"
	"strings"
	"testing"

	"palier"
	"palier/internal/duckdb/driver"
)

// backToFirst makes a store what the first layout was, as far as it is kept, with derived
// tables that nobody knows any more.
const backToFirst = `UPDATE layout SET version = 1; DROP TABLE outcomes; DROP TABLE outcome_loads; DROP TABLE outcome_figures;
	DROP VIEW histories; DROP TABLE histories_sorted; DROP TABLE histories_loose; DROP VIEW owners; DROP TABLE owners_sorted;
	CREATE TABLE movements (contact UBIGINT); CREATE VIEW histories AS SELECT * FROM movements`

func TestAnEarlierLayoutIsBroughtUpToDate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.duckdb")
	store := openStore(t, path)
	for number := range 2 { // the second puts rows aside
		if err := edition(t.Context(), store, number+1, 1000); err != nil {
			t.Fatal(err)
		}
	}
	fresh := tables(t, openStore(t, filepath.Join(t.TempDir(), "fresh.duckdb")))
	store, err := reopen(t, store, path, backToFirst)
	if err != nil {
		t.Fatal(err)
	}
	if got := tables(t, store); got != fresh {
		t.Errorf("its tables are\n%s, those of a new store\n%s", got, fresh)
	}
	view, err := store.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if p := view.Published(); p.Generation != 2 || p.States != 0 || p.AsOf != 2 {
		t.Errorf("published: %+v", p)
	}
	sum, err := integer(store.definer.Query(t.Context(), "SELECT sum(amount)::BIGINT FROM histories"))
	if err != nil || sum != 2000 {
		t.Errorf("amounts of %d, %v", sum, err)
	}
	err = store.Update(t.Context(), func(u palier.Update) error { _, err := u.Undo(t.Context(), 2); return err })
	if err != nil {
		t.Error(err)
	}
	if sum, err = integer(store.definer.Query(t.Context(), "SELECT sum(amount)::BIGINT FROM histories")); err != nil || sum != 1000 {
		t.Errorf("after the undo amounts of %d, %v", sum, err)
	}
	if err := view.Close(); err != nil {
		t.Error(err)
	}
	if store, err = reopen(t, store, path, "SELECT 1"); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Error(err)
	}
}

// tables tells all columns of all tables and views.
func tables(t *testing.T, store *Store) string {
	t.Helper()
	var text strings.Builder
	result, err := store.definer.Query(t.Context(), "SELECT table_name || ' ' || column_name || ' ' || data_type FROM duckdb_columns() WHERE NOT internal ORDER BY ALL")
	if err := each(result, err, func(r *driver.Result, i int) { text.WriteString(r.Text(0).At(i) + "\n") }); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

func TestAnUpgradeThatFailsChangesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.duckdb")
	store := openStore(t, path)
	if err := edition(t.Context(), store, 1, 1000); err != nil {
		t.Fatal(err)
	}
	// The first step fails over a table that is there already.
	if store, err := reopen(t, store, path, backToFirst+"; CREATE TABLE outcome_figures (mine INTEGER)"); palier.CodeOf(err) != palier.Internal {
		t.Fatalf("opened: %v, %v", store, err)
	}
	db, err := driver.Open(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	conn, err := db.Connect()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	left, err := integer(conn.Query(t.Context(), `SELECT count(*) FROM layout, published WHERE version = 1 AND generation = 1
		AND EXISTS (SELECT * FROM duckdb_tables() WHERE table_name = 'movements')
		AND NOT EXISTS (SELECT * FROM duckdb_tables() WHERE table_name = 'outcomes')`))
	if err != nil || left != 1 {
		t.Errorf("%d, %v", left, err)
	}
}

func TestALayoutThatNeverWasIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.duckdb")
	store := openStore(t, path)
	if _, err := reopen(t, store, path, "UPDATE layout SET version = 0"); palier.CodeOf(err) != palier.Internal || !strings.Contains(err.Error(), "backup") {
		t.Errorf("got %v", err)
	}
}
