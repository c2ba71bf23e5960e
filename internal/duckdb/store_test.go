package duckdb

import (
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"palier"
	"palier/internal/storetest"
)

func openIn(t *testing.T, dir string) palier.Store {
	t.Helper()
	store, err := Open(t.Context(), filepath.Join(dir, "store.duckdb"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return store
}

func TestTheStoreKeepsTheContract(t *testing.T) { storetest.Run(t, openIn) }

// Limits that small stores reach make tests of few rows go the ways of many.
func TestTheStoreKeepsTheContractWhenTablesAreReplacedWholeAndSorted(t *testing.T) {
	storetest.RunVolatile(t, func(t *testing.T, dir string) palier.Store {
		store := openIn(t, dir).(*Store)
		store.limits = limits{patch: 4, part: 20, split: 0}
		return store
	})
}

// Fuzzing goes on where the suite ends: other bases, other segments.
func FuzzSegments(f *testing.F) {
	f.Fuzz(func(t *testing.T, draws []byte) {
		store := openIn(t, t.TempDir())
		defer func() {
			if err := store.Close(); err != nil {
				t.Error(err)
			}
		}()
		rapid.MakeFuzz(func(t *rapid.T) { storetest.Segments(t, store) })(t, draws)
	})
}
