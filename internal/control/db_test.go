package control

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestTwoProcessesCanHaveTheDatabaseOpen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "control.db")
	var opened [4]*DB
	var group sync.WaitGroup
	for i := range opened {
		group.Go(func() { // all migrate the new file at once
			db, err := Open(t.Context(), path)
			if err != nil {
				t.Error(err)
				return
			}
			opened[i] = db
			if _, err := db.AddVersion(t.Context(), version(fmt.Sprint(i))); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	for _, db := range opened {
		if all, err := db.Versions(t.Context()); err != nil || len(all) != len(opened) {
			t.Errorf("%d versions, %v", len(all), err)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestAClosedDatabaseIsOneFileOfItsOwner(t *testing.T) {
	dir := t.TempDir()
	db := open(t, filepath.Join(dir, "control.db"))
	add(t, db, version("x"))
	if _, err := db.Versions(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v", files, err)
	}
	if info, err := files[0].Info(); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

func TestAnyPathCanBeOpened(t *testing.T) {
	for _, name := range []string{"a b.db", "50% off?.db", "#1&x=y.db", "é'\"`.db", "file:x.db", "%41.db"} {
		dir := t.TempDir()
		db := open(t, filepath.Join(dir, name))
		add(t, db, version("x"))
		if err := db.Backup(t.Context(), filepath.Join(dir, "copy of "+name)); err != nil {
			t.Error(err)
		}
		db.Close()
		if files, err := os.ReadDir(dir); err != nil || len(files) != 2 || files[0].Name() != name && files[1].Name() != name {
			t.Errorf("%q: made %v, %v", name, files, err)
		}
	}
	t.Chdir(t.TempDir())
	for _, path := range []string{"control.db", "./x.db", "file:y.db"} {
		open(t, path).Close()
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
}

func TestReadersCannotWrite(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "control.db"))
	if _, err := db.reader.Exec("DELETE FROM settings"); err == nil || !strings.Contains(err.Error(), "readonly") {
		t.Errorf("%v", err)
	}
}

func TestEveryConnectionIsSafe(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "control.db"))
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000", "secure_delete": "1"} {
		for _, pool := range []*sql.DB{db.writer, db.reader} {
			var got string
			if err := pool.QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != want {
				t.Errorf("%s is %s, %v", pragma, got, err)
			}
		}
	}
}
