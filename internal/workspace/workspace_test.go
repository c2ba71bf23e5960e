package workspace_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"palier"
	"palier/internal/control"
	"palier/internal/workspace"
)

var ctx = context.Background()

var now = time.Date(2026, 11, 21, 23, 30, 0, 0, time.UTC) // the 22nd in Paris

func settings() control.Settings { return control.Settings{Timezone: "Europe/Paris", Currency: "EUR"} }

func open(t *testing.T, dir string) *workspace.Workspace {
	t.Helper()
	w, err := workspace.Open(ctx, dir, workspace.Options{Now: func() time.Time { return now }, Command: "test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

func made(t *testing.T) *workspace.Workspace {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "shop")
	if err := workspace.Init(ctx, dir, settings(), now); err != nil {
		t.Fatal(err)
	}
	return open(t, dir)
}

func file(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func take(t *testing.T, w *workspace.Workspace, text string) *workspace.Imported {
	t.Helper()
	done, err := w.Import(ctx, []string{file(t, text)}, workspace.ImportOptions{CompleteThrough: palier.NoDay})
	if err != nil {
		t.Fatal(err)
	}
	return done
}

const orders = "order_id,contact_id,ordered_at,amount\n"

func TestAWorkspaceIsMadeOnceAndKeepsAModelThatIsThere(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, workspace.ModelFile), []byte("rfm: {period: 30}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := workspace.Init(ctx, dir, settings(), now); err != nil {
		t.Fatal(err)
	}
	if draft, _, err := open(t, dir).ReadModel(""); err != nil || draft.RFM.Period != 30 {
		t.Errorf("the draft: %+v, %v", draft, err)
	}
	other := t.TempDir()
	if err := workspace.Init(ctx, other, settings(), now); err != nil {
		t.Fatal(err)
	}
	if err := workspace.Init(ctx, other, settings(), now); palier.CodeOf(err) != palier.Conflict {
		t.Errorf("made again: %v", err)
	}
}

func TestSettingsThatMeanNothingAreRefused(t *testing.T) {
	for _, s := range []control.Settings{{Timezone: "", Currency: "EUR"}, {Timezone: "Local", Currency: "EUR"}, {Timezone: "UTC", Currency: "euro"}, {Timezone: "UTC", Currency: "€€€"}, {Timezone: "UTC", Currency: "EUR", Sector: "magic"}} {
		dir := filepath.Join(t.TempDir(), "new")
		if err := workspace.Init(ctx, dir, s, now); palier.CodeOf(err) != palier.Invalid {
			t.Errorf("%+v: %v", s, err)
		}
		if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%+v: something is left", s)
		}
	}
}

func TestTheAsOfDayFollowsThePolicy(t *testing.T) {
	w := made(t)
	if got := take(t, w, "contact_id,registered_at\na,2026-01-01\n").Published; got.AsOf != w.Today() || got.Policy != workspace.AsOfAuto {
		t.Errorf("without orders: %+v", got)
	}
	take(t, w, orders+"o1,a,2026-10-01,5.00\n")
	later := take(t, w, orders+"o2,a,2026-11-01,5.00\n")
	if got := later.Published.AsOf.String(); got != "2026-11-01" {
		t.Errorf("with orders up to 2026-11-01 it is %s", got)
	}
	if got, err := w.Undo(ctx, []int{later.Load.Number}, nil); err != nil || got.Published.AsOf.String() != "2026-10-01" {
		t.Errorf("without the later load it is %+v (%v)", got, err)
	}
	for _, c := range []struct{ policy, day string }{{"today", "2026-11-22"}, {"", "2026-11-22"}, {"2026-05-05", "2026-05-05"}, {"auto", "2026-10-01"}} {
		if got, err := w.Refresh(ctx, c.policy, nil); err != nil || got.AsOf.String() != c.day {
			t.Errorf("%q is %s (%v), want %s", c.policy, got.AsOf, err, c.day)
		}
	}
	if _, err := w.Refresh(ctx, "someday", nil); palier.CodeOf(err) != palier.Invalid {
		t.Errorf("someday: %v", err)
	}
}

func TestDataThatEndsEarlyIsWarnedOf(t *testing.T) {
	w := made(t)
	for back, want := range map[palier.Day]bool{0: false, 2: false, 3: true} {
		if days, warn := w.DataAge(w.Today() - back); days != int(back) || warn != want {
			t.Errorf("%d days before today: %d, %v", back, days, warn)
		}
	}
}

func TestAModelIsAVersionOnceItIsApplied(t *testing.T) {
	w := made(t)
	version, err := w.ApplyModel(ctx, []byte("customer: {defecting: 30}\n"), 0, "shorter", nil)
	if err != nil || version.Number != 2 || len(version.Difference) == 0 {
		t.Fatalf("version %+v, %v", version, err)
	}
	if again, err := w.ApplyModel(ctx, []byte("customer: {defecting: 30}\n"), 0, "the same", nil); err != nil || again.Number != 2 {
		t.Errorf("the same again: %+v, %v", again, err)
	}
	if back, err := w.RollbackModel(ctx, 1, "back", nil); err != nil || back.Number != 3 {
		t.Errorf("rolled back: %+v, %v", back, err)
	}
	if model, _, err := w.Model(ctx); err != nil || model.Customer.Defecting != 90 {
		t.Errorf("in force: %+v, %v", model, err)
	}
	if _, err := w.ApplyModel(ctx, []byte("customer: {defecting: 0}\n"), 0, "", nil); palier.CodeOf(err) != palier.Invalid {
		t.Errorf("an unsound model: %v", err)
	}
}

func TestAFileIsNamedOnceWhateverThePath(t *testing.T) {
	w := made(t)
	path := file(t, orders+"o1,a,2026-10-01,5.00\n")
	link := filepath.Join(t.TempDir(), "link.csv")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Import(ctx, []string{path, link}, workspace.ImportOptions{}); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("a file and a link to it: %v", err)
	}
	if _, err := w.Import(ctx, nil, workspace.ImportOptions{}); palier.CodeOf(err) != palier.Invalid {
		t.Errorf("no file: %v", err)
	}
}

func TestAnImportThatIsStoppedChangesNothing(t *testing.T) {
	w := made(t)
	ended, cancel := context.WithCancel(ctx)
	options := workspace.ImportOptions{CompleteThrough: palier.NoDay, Progress: func(p workspace.Progress) {
		if p.Step == workspace.Applying {
			cancel()
		}
	}}
	if _, err := w.Import(ended, []string{file(t, orders+"o1,a,2026-10-01,5.00\n")}, options); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	view, err := w.Store.View(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer view.Close()
	if loads, err := view.Loads(ctx); err != nil || len(loads) != 0 {
		t.Errorf("loads: %v, %v", loads, err)
	}
}
