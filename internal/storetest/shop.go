package storetest

import (
	"context"
	"testing"
	"time"

	"pgregory.net/rapid"

	"palier"
)

// loadTime is the instant at which loads of the suite are said to come.
var loadTime = time.Date(2026, time.March, 29, 1, 30, 15, 0, time.UTC)

// shop is a store under test. Its methods fail the test instead of returning errors.
type shop struct {
	rapid.TB
	ctx   context.Context
	store palier.Store

	// Only of a shop that can be opened again.
	dir     string
	open    func(dir string) palier.Store
	tempDir func() string
}

// newShop opens an empty store that is closed when the test ends.
func newShop(t *testing.T, open Open) *shop {
	s := &shop{TB: t, ctx: t.Context(), dir: t.TempDir(), tempDir: t.TempDir, open: func(dir string) palier.Store { return open(t, dir) }}
	s.store = s.open(s.dir)
	t.Cleanup(func() {
		if err := s.store.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return s
}

// must fails the test on an error.
func (s *shop) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// mustBe fails the test unless the error has the code.
func (s *shop) mustBe(code palier.Code, err error) {
	s.Helper()
	if palier.CodeOf(err) != code {
		s.Fatalf("want an error %q, got %q: %v", code, palier.CodeOf(err), err)
	}
}

// stage stages files, each batch a file of its own, whose lines are numbered from 2
// where they have no number.
func (s *shop) stage(files ...palier.Batch) palier.Staging {
	s.Helper()
	staging, err := s.store.Stage(s.ctx)
	s.must(err)
	for i := range files {
		files[i].File = i
		number(&files[i])
		s.must(staging.Write(s.ctx, &files[i]))
	}
	return staging
}

// loadRefusing loads files as one load, and gives the rows refused.
func (s *shop) loadRefusing(files ...palier.Batch) (load palier.Load, refused []palier.Refusal) {
	s.Helper()
	staging := s.stage(files...)
	s.update(func(u palier.Update) error {
		var err error
		refused = nil
		load, err = u.Apply(s.ctx, staging, infoOf(files), func(r palier.Refusal) { refused = append(refused, r) })
		return err
	})
	s.must(staging.Close())
	return load, refused
}

// load loads files of which no row may be refused.
func (s *shop) load(files ...palier.Batch) palier.Load {
	s.Helper()
	load, refused := s.loadRefusing(files...)
	if len(refused) > 0 {
		s.Fatalf("refused: %+v", refused)
	}
	return load
}

// undo takes loads out, one update each.
func (s *shop) undo(numbers ...int) {
	s.Helper()
	for _, number := range numbers {
		s.update(func(u palier.Update) error {
			load, err := u.Undo(s.ctx, number)
			if err == nil && (load.Number != number || !load.Undone) {
				s.Errorf("undoing load %d gave %+v", number, load)
			}
			return err
		})
	}
}

func (s *shop) update(change func(palier.Update) error) {
	s.Helper()
	s.must(s.store.Update(s.ctx, change))
}

// see opens a view, shows it and closes it.
func (s *shop) see(look func(palier.View)) {
	s.Helper()
	view, err := s.store.View(s.ctx)
	s.must(err)
	defer func() { s.must(view.Close()) }()
	look(view)
}

// infoOf describes a load of files as their source would.
func infoOf(files []palier.Batch) palier.LoadInfo {
	info := palier.LoadInfo{Source: "palier", At: loadTime, CompleteThrough: palier.NoDay}
	rows := map[palier.Kind]int64{}
	for i := range files {
		info.Files = append(info.Files, string(files[i].Kind)+".csv")
		rows[files[i].Kind] += int64(files[i].Rows())
	}
	for _, kind := range kinds {
		if _, given := rows[kind]; given {
			info.Counts = append(info.Counts, palier.LoadCount{Kind: kind, Rows: rows[kind]})
		}
	}
	return info
}
