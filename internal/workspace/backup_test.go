package workspace_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"palier"
	"palier/internal/workspace"
)

var restoring = workspace.RestoreOptions{Now: func() time.Time { return now }}

// everything is what must survive a backup: what the workspace tells, the model's draft,
// and the refused rows.
func everything(t *testing.T, w *workspace.Workspace) string {
	t.Helper()
	text := told(t, w) + facts(t, w)
	names, err := filepath.Glob(filepath.Join(w.Dir, "refused", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range append(names, filepath.Join(w.Dir, workspace.ModelFile), filepath.Join(w.Dir, workspace.AdviceFile), filepath.Join(w.Dir, workspace.CalendarFile)) {
		content, err := os.ReadFile(path)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		text += "\n" + filepath.Base(path) + ":\n" + string(content)
	}
	return text
}

// backedUp writes a backup and gives its folder.
func backedUp(t *testing.T, w *workspace.Workspace) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "backup")
	if _, err := w.Backup(ctx, dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// old opens a workspace that has a little of everything.
func old(t *testing.T) *workspace.Workspace {
	t.Helper()
	w := open(t, unpacked(t, fixtures(t)[0]))
	if err := os.WriteFile(filepath.Join(w.Dir, workspace.AdviceFile), []byte("en: {stages: {cold_lead: {do: Ask.}}}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(w.Dir, workspace.CalendarFile), []byte("country: gb\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return w
}

func TestARestoredBackupIsTheWorkspaceItWasTakenOf(t *testing.T) {
	w := old(t)
	take(t, w, orders+"o900,a,2024-10-01,5.00\n")
	want := everything(t, w)
	backup := backedUp(t, w)
	take(t, w, orders+"o901,b,2024-10-02,5.00\n")
	into := filepath.Join(t.TempDir(), "new")
	if _, err := workspace.Restore(ctx, backup, into, restoring); err != nil {
		t.Fatal(err)
	}
	restored := open(t, into)
	if got := everything(t, restored); got != want {
		t.Errorf("restored:\n%s\nwant\n%s", got, want)
	}
	if load, err := restored.Load(ctx, 6); err != nil || len(load.Outcomes) != 1 {
		t.Errorf("the last load: %+v, %v", load, err)
	}
	take(t, restored, orders+"o902,c,2024-10-03,5.00\n")
	if _, err := workspace.Restore(ctx, backup, filepath.Join(t.TempDir(), "again"), restoring); err != nil {
		t.Errorf("restored a second time: %v", err)
	}
}

func TestABackupIsNotWrittenOverAnythingAndNotOpened(t *testing.T) {
	w := made(t)
	backup := backedUp(t, w)
	if _, err := w.Backup(ctx, backup); palier.CodeOf(err) != palier.Conflict {
		t.Errorf("over a backup: %v", err)
	}
	if _, err := w.Backup(ctx, filepath.Join(t.TempDir(), "nowhere", "backup")); err == nil {
		t.Error("a backup went nowhere")
	}
	_, err := workspace.Open(ctx, backup, workspace.Options{Now: restoring.Now})
	if palier.CodeOf(err) != palier.Conflict || !strings.Contains(err.Error(), "palier restore") {
		t.Errorf("opened as a workspace: %v", err)
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	dir := filepath.Join(t.TempDir(), "cancelled")
	if _, err := w.Backup(ended, dir); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if left, err := os.ReadDir(filepath.Dir(dir)); err != nil || len(left) > 0 {
		t.Errorf("a cancelled backup leaves %v, %v", left, err)
	}
}

func TestABackupTakenInUseIsOneGenerationWithItsModel(t *testing.T) {
	w := made(t)
	take(t, w, orders+"o0,a,2024-10-01,5.00\n")
	ended, cancel := context.WithCancel(ctx)
	var busy sync.WaitGroup
	busy.Go(func() {
		for i := 1; ended.Err() == nil; i++ {
			_, err := w.Import(ended, []string{file(t, orders+fmt.Sprintf("o%d,a,2024-10-01,5.00\n", i))}, workspace.ImportOptions{CompleteThrough: palier.NoDay})
			if err != nil && ended.Err() == nil {
				t.Error(err)
			}
		}
	})
	busy.Go(func() {
		for i := 1; ended.Err() == nil; i++ {
			if _, err := w.ApplyModel(ended, fmt.Appendf(nil, "customer: {defecting: %d}\n", 30+i), 0, "again", nil); err != nil && ended.Err() == nil {
				t.Error(err)
			}
		}
	})
	var backups []string
	for range 4 {
		backups = append(backups, backedUp(t, w))
	}
	cancel()
	busy.Wait()
	for _, backup := range backups {
		into := filepath.Join(t.TempDir(), "new")
		manifest, err := workspace.Restore(ctx, backup, into, restoring)
		if err != nil {
			t.Fatal(err)
		}
		restored := open(t, into)
		view, err := restored.Store.View(ctx)
		if err != nil {
			t.Fatal(err)
		}
		stats, err := view.Stats(ctx)
		loads, problem := view.Loads(ctx)
		_, version, trouble := restored.Model(ctx)
		p := view.Published()
		if err := errors.Join(err, problem, trouble, view.Close()); err != nil {
			t.Fatal(err)
		}
		if p.Stale() || p.Model != version.Hash || p.Generation != manifest.Generation || stats.Orders != int64(len(loads)) {
			t.Errorf("generation %d has %d orders of %d loads, stale %v, model %s where %s is in force", p.Generation, stats.Orders, len(loads), p.Stale(), p.Model, version.Hash)
		}
	}
}
