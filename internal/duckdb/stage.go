package duckdb

import (
	"context"
	"errors"
	"maps"
	"runtime"
	"slices"
	"sync"

	"palier"
	"palier/internal/duckdb/driver"
)

// staging takes the rows of one load into tables of its own, one for each form of rows.
// Several goroutines fill columns at once, each in a lane.
type staging struct {
	store  *Store
	number int64
	lock   sync.Mutex // held while forms is used
	forms  map[string]*form
	lanes  chan *lane
	all    []*lane
}

// maxLanes is how many goroutines at most write to a staging at once; each lane holds a
// few ten thousand rows in memory.
const maxLanes = 8

// Stage opens a place for the rows of one load.
func (s *Store) Stage(ctx context.Context) (palier.Staging, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	lanes := min(runtime.GOMAXPROCS(0), maxLanes)
	st := &staging{store: s, number: s.stagings.Add(1), forms: map[string]*form{}, lanes: make(chan *lane, lanes)}
	s.use(st)
	for range lanes {
		conn, err := s.db.Connect()
		if err != nil {
			return nil, errors.Join(explain("stage a load", err), st.Close())
		}
		l := &lane{staging: st, conn: conn, sheets: map[*form]*sheet{}, codes: map[string]int32{}}
		st.all = append(st.all, l)
		st.lanes <- l
	}
	return st, nil
}

// Write adds rows.
func (s *staging) Write(ctx context.Context, batch *palier.Batch) error {
	if batch.Rows() == 0 {
		return ctx.Err()
	}
	f, err := s.form(ctx, batch)
	if err != nil {
		return explain("stage rows", err)
	}
	var l *lane
	select {
	case l = <-s.lanes:
		defer func() { s.lanes <- l }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if err := l.write(ctx, f, batch); err != nil {
		l.failed = err
		return explain("stage rows", err)
	}
	return nil
}

// seal commits what the lanes hold, so that a transaction that begins afterwards sees it.
func (s *staging) seal(ctx context.Context) error {
	for range s.all {
		l := <-s.lanes
		defer func() { s.lanes <- l }()
		if l.failed == nil {
			l.failed = l.flush(ctx)
		}
		if l.failed != nil {
			return l.failed
		}
	}
	return nil
}

// Close drops the rows.
func (s *staging) Close() error {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.store.drop(s)
	for _, l := range s.all {
		l.close()
	}
	s.all = nil
	var err error
	for _, f := range s.forms {
		if f.abandon() {
			err = errors.Join(err, s.store.define(context.Background(), "DROP TABLE "+f.table))
		}
	}
	s.forms = nil
	return explain("drop staged rows", err)
}

// define makes or drops a table at once, whatever else goes on.
func (s *Store) define(ctx context.Context, sql string) error {
	s.defining.Lock()
	defer s.defining.Unlock()
	_, err := s.definer.Exec(ctx, sql)
	return err
}

// stagedPrefix begins the names of the tables of staged rows.
const stagedPrefix = "staged_"

// dropStaged drops what a crash left behind.
func (s *Store) dropStaged(ctx context.Context) error {
	var left []string
	result, err := s.definer.Query(ctx, "SELECT table_name FROM duckdb_tables() WHERE starts_with(table_name, '"+stagedPrefix+"')")
	if err := each(result, err, func(r *driver.Result, i int) { left = append(left, r.Text(0).At(i)) }); err != nil {
		return err
	}
	for _, table := range left {
		if err := s.define(ctx, "DROP TABLE "+table); err != nil {
			return err
		}
	}
	return nil
}

// byTable gives the forms of the rows for each table, for an update to use as its own.
func (s *staging) byTable() map[*factTable][]*form {
	s.lock.Lock()
	defer s.lock.Unlock()
	forms := map[*factTable][]*form{}
	for _, signature := range slices.Sorted(maps.Keys(s.forms)) {
		staged := s.forms[signature]
		f := &form{table: staged.table, facts: staged.facts, columns: staged.columns, staged: staged}
		forms[f.facts] = append(forms[f.facts], f)
	}
	return forms
}
