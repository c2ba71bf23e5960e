// Package control keeps what people decided: the workspace's settings, the versions of its
// model, segments, filters, who objected, who was forgotten, and the log of it all. It is a
// small SQLite file of its own, because what people typed must outlive everything that can
// be computed or loaded again: the Store's derived tables are rebuilt on an upgrade, this
// file is migrated.
//
// One connection writes and a few read beside it (write-ahead log, synchronous FULL): a
// change that was confirmed is still there after the process or the machine dies, and
// readers never wait for a writer. What is deleted is overwritten. Each exported method is
// one transaction.
package control

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"

	_ "modernc.org/sqlite" // registers the driver "sqlite"
)

// maxReaders is how many connections read at once; what is read is small.
const maxReaders = 4

// DB is an open control database. Its methods may be called from several goroutines.
type DB struct {
	writer *sql.DB // one connection, so that changes queue here and not in SQLite
	reader *sql.DB
}

// Open opens the control database in a file, which is made when there is none, and
// brings it up to date. NotFound when its folder is not there, TooNew when a later
// version of Palier wrote it, Conflict when the file is another program's, Internal when
// it is damaged. The caller closes it.
func Open(ctx context.Context, path string) (_ *DB, err error) {
	tried := "open the control database " + path
	if err := create(tried, path); err != nil {
		return nil, err
	}
	db := &DB{}
	defer func() {
		if err != nil {
			db.Close()
		}
	}()
	if db.writer, err = sql.Open("sqlite", source(path, "&_txlock=immediate")); err != nil {
		return nil, fail(ctx, tried, err)
	}
	db.writer.SetMaxOpenConns(1)
	if err = db.prepare(ctx, tried); err != nil {
		return nil, err
	}
	if db.reader, err = sql.Open("sqlite", source(path, "&_pragma=query_only(true)")); err != nil {
		return nil, fail(ctx, tried, err)
	}
	db.reader.SetMaxOpenConns(maxReaders)
	return db, nil
}

// smallestPage is the size of the smallest page that SQLite knows, in bytes. It takes a
// shorter file for an empty one and would write over it.
const smallestPage = 512

// create makes an empty file that only its owner can read, unless there is one. A file
// that exists is not opened: closing it would take away the locks that SQLite holds on
// it elsewhere in this process.
func create(tried, path string) error {
	file, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return createNew(tried, path)
	case err != nil:
		return unreachable(tried, err)
	case !file.Mode().IsRegular():
		return unreachable(tried, errors.New("it is no file"))
	case file.Size() > 0 && file.Size() < smallestPage:
		return damaged(tried, fmt.Errorf("it has only %d bytes", file.Size()))
	}
	return nil
}

func createNew(tried, path string) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil // another process was faster
	}
	if err != nil {
		return unreachable(tried, err)
	}
	return file.Close()
}

// source names a file to the driver, whatever characters are in its path.
func source(path, more string) string {
	return "file:" + (&url.URL{Path: path}).EscapedPath() +
		"?_pragma=busy_timeout(5000)&_pragma=foreign_keys(true)&_pragma=synchronous(FULL)&_pragma=secure_delete(true)" + more
}

// Close closes the database. What was confirmed is in the file alone: the log beside it
// is emptied and removed, unless another process has the database open.
func (db *DB) Close() error {
	var problems []error
	// The writer goes last: only it may empty the log.
	for _, pool := range []*sql.DB{db.reader, db.writer} {
		if pool != nil {
			problems = append(problems, pool.Close())
		}
	}
	return errors.Join(problems...)
}

// change runs one transaction that writes.
func (db *DB) change(ctx context.Context, tried string, do func(*sql.Tx) error) error {
	return transact(ctx, db.writer, nil, tried, do)
}

// read runs one transaction that reads, and sees one state of the database throughout.
func (db *DB) read(ctx context.Context, tried string, do func(*sql.Tx) error) error {
	return transact(ctx, db.reader, &sql.TxOptions{ReadOnly: true}, tried, do)
}

func transact(ctx context.Context, pool *sql.DB, options *sql.TxOptions, tried string, do func(*sql.Tx) error) error {
	tx, err := pool.BeginTx(ctx, options)
	if err != nil {
		return fail(ctx, tried, err)
	}
	if err := do(tx); err != nil {
		return errors.Join(fail(ctx, tried, err), ignoreDone(tx.Rollback()))
	}
	return fail(ctx, tried, tx.Commit())
}

// ignoreDone drops the complaint that a transaction is over already: its context ended it.
func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}
