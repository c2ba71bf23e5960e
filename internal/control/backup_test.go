package control

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"palier"
)

func TestABackupIsADatabaseOfThatMoment(t *testing.T) {
	dir := t.TempDir()
	db := open(t, filepath.Join(dir, "control.db"))
	first := add(t, db, version("first"))
	if err := db.SetSettings(t.Context(), Settings{"UTC", "EUR", ""}); err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(dir, "copy.db")
	if err := db.Backup(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(copied); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	add(t, db, version("second"))
	copyDB := open(t, copied)
	if all, err := copyDB.Versions(t.Context()); err != nil || !reflect.DeepEqual(all, []Version{first}) {
		t.Errorf("%+v, %v", all, err)
	}
	if s, err := copyDB.Settings(t.Context()); err != nil || s.Timezone != "UTC" {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestABackupThatCannotBeWrittenLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	db := open(t, filepath.Join(dir, "control.db"))
	taken := filepath.Join(dir, "taken.db")
	if err := os.WriteFile(taken, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := db.Backup(t.Context(), taken); palier.CodeOf(err) != palier.Conflict {
		t.Errorf("over another file: %v", err)
	}
	if text, _ := os.ReadFile(taken); string(text) != "mine" {
		t.Errorf("the other file is now %q", text)
	}
	if err := db.Backup(t.Context(), filepath.Join(dir, "nowhere", "copy.db")); palier.CodeOf(err) != palier.NotFound {
		t.Errorf("into a folder that is not there: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	cancelled := filepath.Join(dir, "cancelled.db")
	if err := db.Backup(ctx, cancelled); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if _, err := os.Stat(cancelled); err == nil {
		t.Error("a cancelled backup left its file")
	}
}
