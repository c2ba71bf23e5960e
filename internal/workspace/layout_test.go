package workspace_test

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"palier"
	"palier/internal/export"
	"palier/internal/storetest"
	"palier/internal/workspace"
)

var update = flag.Bool("update", false, "write the golden files anew")

// fixtures are the workspaces that earlier versions wrote, by layout
// (testdata/layout/make.sh).
func fixtures(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/layout/*.tar.gz")
	if err != nil || len(paths) == 0 {
		t.Fatalf("there is no fixture: %v", err)
	}
	return paths
}

// unpacked unpacks a fixture into a folder of its own.
func unpacked(t *testing.T, path string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "shop")
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	for archive := tar.NewReader(unzipped); ; {
		entry, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return dir
		}
		if err == nil && entry.Typeflag == tar.TypeReg {
			var text []byte
			if text, err = io.ReadAll(archive); err == nil {
				err = os.WriteFile(filepath.Join(dir, entry.Name), text, 0o600)
			}
		} else if err == nil {
			err = os.MkdirAll(filepath.Join(dir, entry.Name), 0o700)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// told is what a workspace says of everything in it: its loads, counts of facts, model
// versions, and the state of every contact.
func told(t rapid.TB, w *workspace.Workspace) string {
	t.Helper()
	view, err := w.Store.View(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer view.Close()
	var text strings.Builder
	published := view.Published()
	fmt.Fprintf(&text, "as of %s by %s, stale %v\n", published.AsOf, published.Policy, published.Stale())
	loads, err := view.Loads(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range loads {
		fmt.Fprintf(&text, "load %d of %s by %s through %s, undone %v: %v\n", l.Number, strings.Join(l.Files, " "), l.Source, l.CompleteThrough, l.Undone, l.Counts)
	}
	stats, err := view.Stats(ctx)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&text, "facts %+v\n", stats)
	versions, err := w.Control.Versions(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range versions {
		fmt.Fprintf(&text, "model %d by %s: %q %v\n", v.Number, v.Who, v.Message, v.Difference)
	}
	model, _, err := w.Model(ctx)
	if err != nil {
		t.Fatal(err)
	}
	told := export.Base{Model: model, Currency: w.Currency()}.Fixed()
	out, err := export.New(&text, export.Table{Format: export.CSV, Columns: told.Columns})
	if err != nil {
		t.Fatal(err)
	}
	engine, err := w.Engine(ctx, view, model)
	if err != nil {
		t.Fatal(err)
	}
	err = engine.Ordered(ctx, view, published.AsOf, nil, func(s *palier.ContactState) (bool, error) { return true, out.Write(told.Row(export.RowOf(s), nil)) })
	if err := errors.Join(err, out.Close()); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// facts digests the facts of a workspace.
func facts(t rapid.TB, w *workspace.Workspace) string {
	t.Helper()
	view, err := w.Store.View(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer view.Close()
	sum, err := storetest.FactsChecksum(ctx, view)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func TestAWorkspaceOfEveryEarlierLayoutOpensAndGoesOn(t *testing.T) {
	for _, path := range fixtures(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			dir := unpacked(t, path)
			w := open(t, dir)
			golden := strings.TrimSuffix(path, ".tar.gz") + ".golden"
			got := told(t, w)
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("it says\n%s, want\n%s", got, want)
			}
			goOn(t, w)
		})
	}
}

// goOn loads into a workspace, takes that out, and takes out a load that came long before.
func goOn(t *testing.T, w *workspace.Workspace) {
	t.Helper()
	before := facts(t, w)
	load := take(t, w, orders+"new,c01,2024-10-27,50.00\no2,c05,2024-10-27,75.00\n").Load
	if facts(t, w) == before {
		t.Error("a load changed nothing")
	}
	if _, err := w.Undo(ctx, []int{load.Number}, nil); err != nil {
		t.Fatal(err)
	}
	if facts(t, w) != before {
		t.Error("a load and its undo changed the facts")
	}
	if _, err := w.Undo(ctx, []int{1}, nil); err != nil {
		t.Fatal(err)
	}
	view, err := w.Store.View(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer view.Close()
	if stats, err := view.Stats(ctx); err != nil || stats.Identified != 2 || stats.Products != 0 {
		t.Errorf("without the first load: %+v, %v", stats, err)
	}
}
