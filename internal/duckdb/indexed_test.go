package duckdb

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"testing"

	"palier"
)

// wildStore opens a store that some loads went through.
func wildStore(t *testing.T, seed uint64) (*Store, wild, *[]int) {
	t.Helper()
	w := wild{rand.New(rand.NewPCG(seed, 2))}
	s := openStore(t, filepath.Join(t.TempDir(), "store.duckdb"))
	loads := new([]int)
	for range 5 {
		w.change(t, s, loads)
	}
	return s, w, loads
}

// shared counts the tables of the index that are in the store, and not on one connection.
func shared(t *testing.T, s *Store) int64 {
	t.Helper()
	n, err := integer(s.definer.Query(t.Context(), "SELECT count(*) FROM duckdb_tables() WHERE database_name = 'store' AND list_contains($1, table_name)", indexNames()))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestAViewOfTheNewestGenerationIndexesItForAll(t *testing.T) {
	s, _, _ := wildStore(t, 1)
	first, second := indexView(t, s), indexView(t, s)
	before := first.Published()
	for _, v := range []*view{first, second} { // the second was opened before there were tables
		if err := v.indexed(t.Context(), indexNames()...); err != nil {
			t.Fatal(err)
		}
		if n := check(t, v); n != len(indexTables) || v.Published() != before {
			t.Errorf("%d tables of %+v, want those of %+v", n, v.Published(), before)
		}
	}
	temporary, err := second.number(t.Context(), "SELECT count(*) FROM duckdb_tables() WHERE temporary")
	if err != nil || temporary != 0 || shared(t, s) != int64(len(indexTables)) {
		t.Errorf("%d tables of its own, %v", temporary, err)
	}
}

func TestTheIndexIsMadeReadyForAllUnlessSomethingChangesMeanwhile(t *testing.T) {
	s, w, loads := wildStore(t, 3)
	old := indexView(t, s)
	w.change(t, s, loads)
	if err := old.Index(t.Context()); palier.CodeOf(err) != palier.Busy {
		t.Errorf("of an old generation it gives %v", err)
	}
	newest := indexView(t, s)
	err := s.Update(t.Context(), func(palier.Update) error {
		if err := newest.Index(t.Context()); palier.CodeOf(err) != palier.Busy {
			t.Errorf("during an update it gives %v", err)
		}
		return errors.New("nothing is to be kept")
	})
	if err == nil {
		t.Error("the update was kept")
	}
	for range 2 {
		if err := newest.Index(t.Context()); err != nil || shared(t, s) != int64(len(indexTables)) {
			t.Errorf("%d tables, %v", shared(t, s), err)
		}
	}
	if n := check(t, newest); n != len(indexTables) {
		t.Errorf("the view sees %d tables", n)
	}
}

func TestAnOldViewIndexesItsOwnGenerationForItselfAlone(t *testing.T) {
	s, w, loads := wildStore(t, 2)
	plain, indexed := indexView(t, s), indexView(t, s)
	if err := indexed.indexed(t.Context(), "people", "purchases"); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		w.change(t, s, loads)
	}
	for _, v := range []*view{plain, indexed} {
		before := shared(t, s)
		if err := v.indexed(t.Context(), indexNames()...); err != nil {
			t.Fatal(err)
		}
		if n := check(t, v); n != len(indexTables) || shared(t, s) != before {
			t.Errorf("%d tables, and %d in the store", n, shared(t, s))
		}
	}
}

func TestAViewDoesNotWaitForAnUpdateToIndex(t *testing.T) {
	s, w, loads := wildStore(t, 3)
	v := indexView(t, s)
	before := shared(t, s)
	err := s.Update(t.Context(), func(palier.Update) error {
		err := v.indexed(t.Context(), indexNames()...)
		if n := check(t, v); n != len(indexTables) || shared(t, s) != before {
			t.Errorf("%d tables, and %d in the store", n, shared(t, s))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	w.change(t, s, loads)
	check(t, v)
}

func TestAnUpdateIndexesWhatItSees(t *testing.T) {
	s, w, loads := wildStore(t, 4)
	undo := (*loads)[0]
	failed := errors.New("no more")
	change := func(end error) func(palier.Update) error {
		return func(opened palier.Update) error {
			u := opened.(*update)
			for range 2 {
				if err := u.indexed(t.Context(), indexNames()...); err != nil {
					return err
				}
				if n := check(t, &u.view); n != len(indexTables) {
					t.Errorf("%d tables", n)
				}
				if !u.applied {
					if _, err := u.Undo(t.Context(), undo); err != nil {
						return err
					}
					check(t, &u.view)
				}
			}
			return end
		}
	}
	if err := s.Update(t.Context(), change(failed)); !errors.Is(err, failed) || shared(t, s) != 0 {
		t.Errorf("an update that failed left %d tables, %v", shared(t, s), err)
	}
	if err := s.Update(t.Context(), change(nil)); err != nil || shared(t, s) != int64(len(indexTables)) {
		t.Errorf("%d tables, %v", shared(t, s), err)
	}
	*loads = (*loads)[1:]
	w.change(t, s, loads)
	check(t, indexView(t, s))
}

func TestAnIndexThatIsNotWaitedForIsNotThere(t *testing.T) {
	s, _, _ := wildStore(t, 5)
	v := indexView(t, s)
	ended, end := context.WithCancel(t.Context())
	end()
	if err := v.indexed(ended, indexNames()...); !errors.Is(err, context.Canceled) || shared(t, s) != 0 {
		t.Errorf("%d tables, %v", shared(t, s), err)
	}
	if err := v.indexed(t.Context(), indexNames()...); err != nil || check(t, v) != len(indexTables) {
		t.Error(err)
	}
}

func TestManyIndexAtOnceWhileUpdatesGoOn(t *testing.T) {
	s, w, loads := wildStore(t, 6)
	ctx := t.Context()
	over := make(chan struct{})
	ask := func() error {
		v, err := s.view(ctx, "BEGIN TRANSACTION READ ONLY")
		if err != nil {
			return err
		}
		defer v.Close()
		var asking sync.WaitGroup
		errs := make([]error, 3)
		for i := range errs {
			asking.Go(func() {
				table := indexTables[(i*2)%len(indexTables)].name
				if errs[i] = v.indexed(ctx, table, "people"); errs[i] != nil {
					return
				}
				if i == 0 { // its tables stay while others see the index
					errs[i] = v.Histories(ctx, palier.HistoryQuery{Workers: 2, WithItems: true}, func(int, []palier.History) error { return nil })
				}
			})
		}
		asking.Wait()
		if err := errors.Join(errs...); err != nil {
			return err
		}
		if err := v.indexed(ctx, "purchases"); err != nil {
			return err
		}
		amounts, err := v.number(ctx, "SELECT coalesce(sum(amount), 0)::BIGINT FROM histories WHERE number IN (SELECT number FROM histories WHERE amount > 0)")
		if err != nil {
			return err
		}
		return checkIndex(ctx, v, amounts)
	}
	var asking sync.WaitGroup
	failures := make(chan error, 3)
	for range cap(failures) {
		asking.Go(func() {
			for {
				select {
				case <-over:
					return
				default:
				}
				if err := ask(); err != nil {
					failures <- err
					return
				}
			}
		})
	}
	for range 12 {
		w.change(t, s, loads)
	}
	close(over)
	asking.Wait()
	close(failures)
	for err := range failures {
		t.Error(fmt.Errorf("a view that was asked meanwhile: %w", err))
	}
	v := indexView(t, s)
	if err := v.indexed(ctx, indexNames()...); err != nil || check(t, v) != len(indexTables) {
		t.Error(err)
	}
}

func TestTheIndexIsMadeAnewForAnotherDuckDBAndInABackup(t *testing.T) {
	s, _, _ := wildStore(t, 7)
	if err := index(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "backup.duckdb")
	if err := s.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	backup := openStore(t, path)
	n, err := integer(backup.definer.Query(t.Context(), "SELECT count(*) FROM duckdb_tables() WHERE list_contains($1, table_name)", indexNames()))
	if err != nil || n != 0 {
		t.Errorf("the backup has %d tables, %v", n, err)
	}
	if err := index(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	check(t, indexView(t, backup))
	again, err := reopen(t, backup, path, "UPDATE layout SET engine = 'v0.0.0'")
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if v := indexView(t, again); check(t, v) != 0 {
		t.Error("tables are left that another DuckDB made")
	}
}
