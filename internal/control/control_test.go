package control

import (
	"context"
	"errors"
	"path/filepath"
	"reflect"
	"sync"
	"testing"
	"time"

	"palier"
	"palier/internal/modelfile"
)

var noon = time.Date(2026, time.March, 1, 12, 0, 0, 123456789, time.FixedZone("", 3600))

// open opens a database that the test closes.
func open(t *testing.T, path string) *DB {
	t.Helper()
	db, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func add(t *testing.T, db *DB, v Version) Version {
	t.Helper()
	added, err := db.AddVersion(t.Context(), v)
	if err != nil {
		t.Fatal(err)
	}
	return added
}

func version(text string) Version {
	return Version{At: noon, Who: "Zoé", Message: "why", Text: text, Hash: "hash of " + text}
}

func TestSettingsAreKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "control.db")
	db := open(t, path)
	if _, err := db.Settings(t.Context()); palier.CodeOf(err) != palier.NotFound {
		t.Errorf("before they were set: %v", err)
	}
	for _, want := range []Settings{{"Europe/Paris", "EUR", "food"}, {"America/New_York", "USD", ""}, {`'; DROP TABLE settings; --`, "é\x00", "\""}} {
		if err := db.SetSettings(t.Context(), want); err != nil {
			t.Fatal(err)
		}
		if got, err := db.Settings(t.Context()); err != nil || got != want {
			t.Errorf("got %+v, %v", got, err)
		}
	}
}

func TestVersionsAreNumberedFromOneAndKeptWhole(t *testing.T) {
	path := filepath.Join(t.TempDir(), "control.db")
	db := open(t, path)
	if _, err := db.Current(t.Context()); palier.CodeOf(err) != palier.NotFound {
		t.Errorf("before the first: %v", err)
	}
	if all, err := db.Versions(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("before the first: %v, %v", all, err)
	}
	given := []Version{version("lead: {cold: 30}\n"), version(""), version("lead: {cold: 30}\n"), version("# é\r\n\t' \" \\ 😀")}
	given[1].Difference = []modelfile.Difference{{Path: "lead.cold", Old: "30", New: "90"}, {Path: "labels.fr.gold", Old: "", New: "L'or"}}
	given[3].Difference = []modelfile.Difference{{Path: "z"}, {Path: "a"}}
	var want []Version
	for i, v := range given {
		added := add(t, db, v)
		v.Number, v.At = i+1, noon.UTC()
		if !reflect.DeepEqual(added, v) {
			t.Errorf("added %+v, want %+v", added, v)
		}
		if current, err := db.Current(t.Context()); err != nil || !reflect.DeepEqual(current, v) {
			t.Errorf("current is %+v, %v", current, err)
		}
		want = append(want, v)
	}
	db.Close()
	db = open(t, path)
	if got, err := db.Versions(t.Context()); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("after opening again: got %+v, %v\nwant %+v", got, err, want)
	}
	if got, err := db.Version(t.Context(), 2); err != nil || !reflect.DeepEqual(got, want[1]) {
		t.Errorf("version 2: %+v, %v", got, err)
	}
	for _, number := range []int{0, -1, 5} {
		if _, err := db.Version(t.Context(), number); palier.CodeOf(err) != palier.NotFound {
			t.Errorf("version %d: %v", number, err)
		}
	}
}

func TestWritersQueueAndReadersSeeWholeVersions(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "control.db"))
	const writers, each = 4, 25
	var group sync.WaitGroup
	for range writers {
		group.Go(func() {
			for range each {
				v := version("x")
				v.Difference = []modelfile.Difference{{Path: "a"}, {Path: "b"}, {Path: "c"}}
				if _, err := db.AddVersion(t.Context(), v); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 8 {
		group.Go(func() {
			for seen := 0; seen < writers*each; {
				all, err := db.Versions(t.Context())
				if err != nil || len(all) < seen {
					t.Errorf("%d versions after %d: %v", len(all), seen, err)
					return
				}
				seen = len(all)
				for i, v := range all {
					if v.Number != i+1 || len(v.Difference) != 3 {
						t.Errorf("half a version: %+v", v)
						return
					}
				}
			}
		})
	}
	group.Wait()
}

func TestACancelledChangeChangesNothing(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "control.db"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := db.AddVersion(ctx, version("x")); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if _, err := db.Versions(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if added := add(t, db, version("y")); added.Number != 1 {
		t.Errorf("number %d", added.Number)
	}
}
