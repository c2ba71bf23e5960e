package workspace_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"palier"
	"palier/internal/workspace"
)

// edit changes a file of a backup.
func edit(t *testing.T, path string, change func(string) string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(path, []byte(change(string(text))), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func swap(from, to string) func(string) string {
	return func(text string) string { return strings.Replace(text, from, to, 1) }
}

func TestWhatIsNoSoundBackupIsRefusedAndNothingChanges(t *testing.T) {
	w := old(t)
	for _, c := range []struct {
		name string
		harm func(dir string)
		code palier.Code
		says string
	}{
		{"a bit flipped in the store", func(dir string) {
			edit(t, filepath.Join(dir, "palier.duckdb"), func(s string) string { return s[:len(s)/2] + string(s[len(s)/2]^1) + s[len(s)/2+1:] })
		}, palier.Invalid, "palier.duckdb"},
		{"a store cut short", func(dir string) {
			edit(t, filepath.Join(dir, "palier.duckdb"), func(s string) string { return s[:len(s)-4096] })
		}, palier.Invalid, "palier.duckdb"},
		{"settings that are missing", func(dir string) { os.Remove(filepath.Join(dir, "control.db")) }, palier.Invalid, "control.db"},
		{"refused rows that were changed", func(dir string) {
			edit(t, filepath.Join(dir, "refused", "load-2.csv"), func(s string) string { return s + "\n" })
		}, palier.Invalid, "load-2.csv"},
		{"a manifest that is no JSON", func(dir string) {
			edit(t, filepath.Join(dir, "backup.json"), func(s string) string { return s[:len(s)/2] })
		}, palier.Invalid, "backup.json"},
		{"a manifest without files", func(dir string) {
			edit(t, filepath.Join(dir, "backup.json"), func(string) string { return `{"format": 1}` })
		}, palier.Invalid, "backup.json"},
		{"a manifest that reaches outside", func(dir string) {
			edit(t, filepath.Join(dir, "backup.json"), swap("refused/load-2.csv", "refused/../../evil"))
		}, palier.Invalid, "evil"},
		{"a manifest of other files", func(dir string) { edit(t, filepath.Join(dir, "backup.json"), swap("model.yaml", "palier.lock")) }, palier.Invalid, "palier.lock"},
		{"a later format", func(dir string) { edit(t, filepath.Join(dir, "backup.json"), swap(`"format": 1`, `"format": 2`)) }, palier.TooNew, "later version"},
		{"a folder that is no backup", func(dir string) { os.Remove(filepath.Join(dir, "backup.json")) }, palier.NotFound, "no backup"},
		{"no folder", func(dir string) { os.RemoveAll(dir) }, palier.NotFound, "no backup"},
	} {
		backup := backedUp(t, w)
		c.harm(backup)
		into := filepath.Join(t.TempDir(), "new")
		_, err := workspace.Restore(ctx, backup, into, restoring)
		if palier.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), "(") {
			t.Errorf("%s: %v", c.name, err)
		}
		if _, err := os.Stat(into); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: something is left", c.name)
		}
	}
}

func TestARestoreReplacesAWorkspaceOnlyWhenToldTo(t *testing.T) {
	w := old(t)
	backup, want := backedUp(t, w), everything(t, w)
	other := made(t)
	take(t, other, orders+"mine,a,2024-10-01,5.00\n")
	before := everything(t, other)
	options := restoring
	options.Replace = true
	if _, err := workspace.Restore(ctx, backup, other.Dir, options); palier.CodeOf(err) != palier.Busy {
		t.Errorf("over a workspace in use: %v", err)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := workspace.Restore(ctx, backup, other.Dir, restoring); palier.CodeOf(err) != palier.Conflict || !strings.Contains(err.Error(), "--replace") {
		t.Errorf("over a workspace: %v", err)
	}
	still := open(t, other.Dir)
	if got := everything(t, still); got != before {
		t.Errorf("refused, and yet it is\n%s", got)
	}
	if err := still.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := workspace.Restore(ctx, backup, other.Dir, options); err != nil {
		t.Fatal(err)
	}
	if got := everything(t, open(t, other.Dir)); got != want {
		t.Errorf("restored:\n%s\nwant\n%s", got, want)
	}
	for name, dir := range map[string]string{"a backup": backup, "another folder": filepath.Dir(file(t, "mine"))} {
		if _, err := workspace.Restore(ctx, backup, dir, options); palier.CodeOf(err) != palier.Conflict {
			t.Errorf("into %s: %v", name, err)
		}
	}
}

func TestARestoreThatIsStoppedLeavesTheOldWorkspace(t *testing.T) {
	backup := backedUp(t, old(t))
	other := made(t)
	take(t, other, orders+"mine,a,2024-10-01,5.00\n")
	before := everything(t, other)
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	options := restoring
	options.Replace = true
	if _, err := workspace.Restore(ended, backup, other.Dir, options); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	// What a process that was killed leaves.
	if err := os.CopyFS(filepath.Join(other.Dir, "restoring"), os.DirFS(backup)); err != nil {
		t.Fatal(err)
	}
	if got := everything(t, open(t, other.Dir)); got != before {
		t.Errorf("it is\n%s\nwant\n%s", got, before)
	}
}

// From the moment at which the copy is whole the workspace is the restored one, however
// many of its parts were in their places when the process died.
func TestARestoreThatWasKilledIsFinishedWhenTheWorkspaceIsOpened(t *testing.T) {
	w := old(t)
	backup, want := backedUp(t, w), everything(t, w)
	parts := []string{"palier.duckdb", "control.db", "model.yaml", "advice.yaml", "calendar.yaml", "refused"}
	for placed := range len(parts) + 2 {
		other := made(t)
		take(t, other, orders+"mine,a,2024-10-01,5.00\n")
		if err := other.Close(); err != nil {
			t.Fatal(err)
		}
		restored := filepath.Join(other.Dir, "restored")
		if err := os.CopyFS(restored, os.DirFS(backup)); err != nil {
			t.Fatal(err)
		}
		for _, part := range parts[:min(placed, len(parts))] {
			target := filepath.Join(other.Dir, part)
			if err := errors.Join(os.RemoveAll(target), os.Rename(filepath.Join(restored, part), target)); err != nil {
				t.Fatal(err)
			}
		}
		if placed > len(parts) {
			if err := os.Remove(filepath.Join(restored, "backup.json")); err != nil {
				t.Fatal(err)
			}
		}
		if placed == 0 { // what belongs to the old files must not be read with the new ones
			for _, name := range []string{"palier.duckdb.wal", "control.db-wal"} {
				if err := os.WriteFile(filepath.Join(other.Dir, name), []byte("of the old one"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
		if got := everything(t, open(t, other.Dir)); got != want {
			t.Errorf("with %d parts in place it is\n%s\nwant\n%s", placed, got, want)
		}
		if _, err := os.Stat(restored); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("with %d parts in place something is left", placed)
		}
	}
}

func TestAWorkspaceOfALaterVersionIsRefused(t *testing.T) {
	w := made(t)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	// The version of SQLite's schema is a number at byte 60 of the file.
	edit(t, filepath.Join(w.Dir, "control.db"), func(s string) string { return s[:60] + "\x00\x00\x27\x0f" + s[64:] })
	_, err := workspace.Open(ctx, w.Dir, workspace.Options{Now: restoring.Now})
	if palier.CodeOf(err) != palier.TooNew || !strings.Contains(err.Error(), "later") {
		t.Errorf("opened: %v", err)
	}
}
