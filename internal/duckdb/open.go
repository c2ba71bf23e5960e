package duckdb

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"palier"
	"palier/internal/duckdb/driver"
	"palier/internal/flight"
)

// limits are numbers of rows from which on things are done another way.
type limits struct {
	patch int64 // a table is replaced instead of patched
	part  int64 // histories are read in several parts, each of about so many rows
	split int64 // they are read in parts for each worker
}

var usual = limits{patch: 100_000, part: 1_000_000, split: 20_000}

// Store keeps everything in one DuckDB file.
type Store struct {
	db         *driver.Database
	release    func() // lets the file go
	limits     limits
	turn       chan struct{} // holds a token while an update runs
	asking     chan struct{} // holds a token for each question that runs
	flights    flight.Group
	slow       Slow
	attributes newest[[]palier.AttributeInfo]
	stats      newest[palier.Stats]
	closed     chan struct{} // closed by Close
	words      *words
	names      *names
	stagings   atomic.Int64
	memories   atomic.Int64
	indexing   chan struct{} // holds a token while a view makes tables of the index
	defining   sync.Mutex    // held while a staging makes or drops tables
	definer    *driver.Conn
	closing    sync.Mutex // held while users is used
	users      map[user]bool
	closeOnce  sync.Once
}

var _ palier.Store = (*Store)(nil)

// Open opens the store in a file, or makes it. It fails with Busy when another process
// holds the file and with TooNew when a later version of Palier or DuckDB wrote it.
func Open(ctx context.Context, path string, options Options) (*Store, error) {
	s, err := open(ctx, path, options)
	if err != nil {
		return nil, explain(fmt.Sprintf("open the store %q", path), err)
	}
	return s, nil
}

func open(ctx context.Context, path string, options Options) (*Store, error) {
	release, err := hold(path)
	if err != nil {
		return nil, err
	}
	db, err := openDatabase(path, options)
	if err != nil {
		release()
		return nil, err
	}
	s := &Store{db: db, release: release, limits: usual, turn: make(chan struct{}, 1), indexing: make(chan struct{}, 1), closed: make(chan struct{}), users: map[user]bool{}, slow: options.Slow}
	s.asking = make(chan struct{}, questionsPerThread*options.threads())
	s.attributes, s.stats = newNewest[[]palier.AttributeInfo](), newNewest[palier.Stats]()
	if s.definer, err = db.Connect(); err == nil {
		err = s.prepare(ctx)
	}
	if err != nil {
		s.free()
		return nil, err
	}
	return s, nil
}

// prepare makes the tables of a new store, or brings those of an old one up to date.
func (s *Store) prepare(ctx context.Context) error {
	if err := register(s.definer); err != nil {
		return err
	}
	if _, err := s.definer.Exec(ctx, "SET lock_configuration = true"); err != nil {
		return err
	}
	found, err := integer(s.definer.Query(ctx, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'layout'"))
	if err == nil && found == 0 {
		err = s.create(ctx)
	}
	if err != nil {
		return err
	}
	version, err := s.check(ctx)
	if err != nil {
		return err
	}
	if err := s.dropStaged(ctx); err != nil {
		return err
	}
	if version < layout {
		if err := s.upgrade(ctx, version); err != nil {
			return err
		}
	}
	if s.words, err = readWords(ctx, s.definer); err != nil {
		return err
	}
	if s.names, err = readNames(ctx, s.definer); err != nil {
		return err
	}
	return s.adapt(ctx)
}

func (s *Store) create(ctx context.Context) error {
	_, err := s.definer.Exec(ctx, "BEGIN;"+schema()+fmt.Sprintf("INSERT INTO layout VALUES (%d, '%s'); COMMIT", layout, driver.Version()))
	return err
}

// check gives the layout of the file, and refuses one from the future.
func (s *Store) check(ctx context.Context) (int64, error) {
	version, err := integer(s.definer.Query(ctx, "SELECT max(version)::BIGINT FROM layout"))
	switch {
	case err != nil:
		return 0, err
	case version > layout:
		return 0, &palier.Error{Code: palier.TooNew, Tried: "open the store",
			Reason: fmt.Sprintf("its layout is %d, and this version knows up to %d", version, layout),
			Hint:   "use the version of Palier that wrote it, or a later one"}
	case version < 1:
		return 0, &palier.Error{Code: palier.Internal, Tried: "open the store", Reason: fmt.Sprintf("it says that its layout is %d", version),
			Hint: "the file is damaged: restore the workspace from a backup"}
	}
	return version, nil
}
