package duckdb

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"palier"
)

// reopen closes a store after a change made behind its back, and opens it again.
func reopen(t *testing.T, store *Store, path, sql string) (*Store, error) {
	t.Helper()
	if _, err := store.definer.Exec(t.Context(), sql); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	return Open(t.Context(), path, Options{})
}

// openStore opens a store that is closed when the test ends.
func openStore(t *testing.T, path string) *Store {
	t.Helper()
	store, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return store
}

func TestAStoreOfALaterVersionIsTooNew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.duckdb")
	store := openStore(t, path)
	if _, err := reopen(t, store, path, "UPDATE layout SET version = version + 1"); palier.CodeOf(err) != palier.TooNew {
		t.Errorf("want too new, got %v", err)
	}
}

func TestAStoreOfAnotherDuckDBIsDerivedAnew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.duckdb")
	store := openStore(t, path)
	if err := edition(t.Context(), store, 1, 1000); err != nil {
		t.Fatal(err)
	}
	store, err := reopen(t, store, path, `UPDATE layout SET engine = 'v0.0.0'; DELETE FROM owners_loose;
		UPDATE histories_loose SET number = number + 1, amount = 7`)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if number, err := checkEdition(t.Context(), store, 1000); err != nil || number != 1 {
		t.Errorf("generation %d, %v", number, err)
	}
}

func TestWhatIsNoStoreIsRefused(t *testing.T) {
	folder := t.TempDir()
	text := filepath.Join(folder, "text")
	if err := os.WriteFile(text, []byte(strings.Repeat("order_id,amount\n", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{text, folder, filepath.Join(folder, "nowhere", "store.duckdb")} {
		if store, err := Open(t.Context(), path, Options{}); palier.CodeOf(err) != palier.Internal {
			t.Errorf("%s: got %v, %v", path, store, err)
		}
	}
	if content, err := os.ReadFile(text); err != nil || !strings.HasPrefix(string(content), "order_id") {
		t.Error("the file was changed")
	}
}

func TestSQLReachesNoFileAndNoSetting(t *testing.T) {
	folder := t.TempDir()
	store := openStore(t, filepath.Join(folder, "store.duckdb"))
	secret := filepath.Join(folder, "secret.csv")
	if err := os.WriteFile(secret, []byte("a\n1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, sql := range []string{
		"SELECT * FROM read_csv('" + secret + "')", "SELECT * FROM '" + secret + "'", "SELECT * FROM read_text('" + secret + "')",
		"COPY layout TO '" + filepath.Join(folder, "out.csv") + "'", "ATTACH '" + filepath.Join(folder, "other.duckdb") + "'",
		"SET enable_external_access = true", "SET memory_limit = '9GB'", "SET autoinstall_known_extensions = true", "INSTALL httpfs", "LOAD httpfs",
	} {
		if _, err := store.definer.Exec(t.Context(), sql); err == nil {
			t.Errorf("%s is allowed", sql)
		}
	}
}

func TestAClosedStoreSaysSo(t *testing.T) {
	store := openStore(t, filepath.Join(t.TempDir(), "store.duckdb"))
	view, err := store.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	staging, err := store.Stage(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := view.Loads(t.Context()); err == nil {
		t.Error("a view goes on")
	}
	if err := staging.Write(t.Context(), &palier.Batch{Kind: palier.KindProducts, Products: make([]palier.Product, 1)}); err == nil {
		t.Error("a staging goes on")
	}
	if _, err := store.View(t.Context()); err == nil {
		t.Error("a view was opened")
	}
	if err := store.Update(t.Context(), func(palier.Update) error { return nil }); err == nil {
		t.Error("an update was made")
	}
	for _, user := range []interface{ Close() error }{view, staging, store} {
		if err := user.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestABackupOverwritesNothing(t *testing.T) {
	folder := t.TempDir()
	store := openStore(t, filepath.Join(folder, "store.duckdb"))
	other := filepath.Join(folder, "other")
	if err := os.WriteFile(other, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := store.Backup(t.Context(), other); palier.CodeOf(err) != palier.Conflict {
		t.Errorf("want a conflict, got %v", err)
	}
	if err := store.Backup(t.Context(), filepath.Join(folder, "nowhere", "backup")); err == nil {
		t.Error("a backup went nowhere")
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if strings.Contains(entry.Name(), "unfinished") {
			t.Errorf("%s is left", entry.Name())
		}
	}
}

func TestABackupOfManyRowsIsTheSame(t *testing.T) {
	folder := t.TempDir()
	store := openStore(t, filepath.Join(folder, "store.duckdb"))
	const orders = 150_000
	for number := range 2 { // the second puts the rows of the first aside
		if err := edition(t.Context(), store, number+1, orders); err != nil {
			t.Fatal(err)
		}
	}
	copied := filepath.Join(folder, "copy.duckdb")
	if err := store.Backup(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	backup := openStore(t, copied)
	if number, err := checkEdition(t.Context(), backup, orders); err != nil || number != 2 {
		t.Errorf("generation %d, %v", number, err)
	}
	err := backup.Update(t.Context(), func(u palier.Update) error {
		_, err := u.Undo(t.Context(), 2)
		return err
	})
	if err != nil {
		t.Error(err)
	}
	sum, err := integer(backup.definer.Query(t.Context(), "SELECT sum(amount)::BIGINT FROM histories"))
	if err != nil || sum != orders {
		t.Errorf("amounts of %d, %v", sum, err)
	}
}

func TestRowsAreAppliedAfterStatesWerePublishedInTheSameUpdate(t *testing.T) {
	store := openStore(t, filepath.Join(t.TempDir(), "store.duckdb"))
	staging, err := store.Stage(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer staging.Close()
	err = store.Update(t.Context(), func(u palier.Update) error {
		if err := u.Publish(t.Context(), palier.Publication{AsOf: 1}); err != nil {
			return err
		}
		batch := palier.Batch{Kind: palier.KindContacts, Attributes: []palier.Attribute{{Name: "city"}}}
		for i := range 5000 {
			batch.Contacts = append(batch.Contacts, palier.Contact{Line: i + 2, ContactID: strconv.Itoa(i), Registered: 1, Attributes: []string{"a city with a long name"}})
		}
		if err := staging.Write(t.Context(), &batch); err != nil {
			return err
		}
		_, err := u.Apply(t.Context(), staging, palier.LoadInfo{CompleteThrough: palier.NoDay}, func(palier.Refusal) {})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	view, err := store.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer view.Close()
	d, err := view.Dossier(t.Context(), "4999")
	if err != nil || len(d.Attributes) != 1 || d.Attributes[0].Value != "a city with a long name" {
		t.Errorf("got %+v, %v", d, err)
	}
}

func TestTwoColumnsOfOneNameAreRefused(t *testing.T) {
	store := openStore(t, filepath.Join(t.TempDir(), "store.duckdb"))
	staging, err := store.Stage(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer staging.Close()
	batch := palier.Batch{Kind: palier.KindProducts, Attributes: []palier.Attribute{{Name: "size"}, {Name: "size"}},
		Products: []palier.Product{{ItemID: "hat", Attributes: []string{"S", "M"}}}}
	if err := staging.Write(t.Context(), &batch); palier.CodeOf(err) != palier.Invalid {
		t.Errorf("want invalid, got %v", err)
	}
}
