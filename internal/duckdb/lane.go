package duckdb

import (
	"context"

	"palier"
	"palier/internal/duckdb/driver"
)

// lane is a connection that appends staged rows, one goroutine's at a time.
type lane struct {
	staging *staging
	conn    *driver.Conn
	sheets  map[*form]*sheet // open for appending, in one transaction
	codes   map[string]int32 // numbers of words met before
	failed  error            // what was written may be incomplete
}

// sheet is rows of one form on their way to its table.
type sheet struct {
	batch    *driver.Batch
	rows     int // in batch
	appender *driver.Appender
}

// write appends the rows of a batch, or keeps them until there are more.
func (l *lane) write(ctx context.Context, f *form, batch *palier.Batch) error {
	s, err := l.sheet(ctx, f)
	if err != nil {
		return err
	}
	for from, all := 0, batch.Rows(); from < all; {
		n := min(all-from, driver.Capacity-s.rows)
		l.fill(f, s, batch, from, n)
		from, s.rows = from+n, s.rows+n
		if s.rows == driver.Capacity {
			if err := s.send(); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// sheet opens the table of a form. A transaction that began before the table was made
// does not see it, so the lane begins another.
func (l *lane) sheet(ctx context.Context, f *form) (*sheet, error) {
	if s := l.sheets[f]; s != nil {
		return s, nil
	}
	if err := l.flush(ctx); err != nil {
		return nil, err
	}
	if _, err := l.conn.Exec(ctx, "BEGIN"); err != nil {
		return nil, err
	}
	appender, err := l.conn.Append("", f.table)
	if err != nil {
		return nil, err
	}
	types := make([]driver.Type, len(f.columns))
	for i, c := range f.columns {
		types[i] = c.kind
	}
	s := &sheet{batch: driver.NewBatch(types), appender: appender}
	l.sheets[f] = s
	return s, nil
}

// send appends what the sheet holds.
func (s *sheet) send() error {
	err := s.appender.Add(s.batch, s.rows)
	s.batch.Reset()
	s.rows = 0
	return err
}

// flush writes everything out and commits it.
func (l *lane) flush(ctx context.Context) error {
	if len(l.sheets) == 0 {
		return nil
	}
	for f, s := range l.sheets {
		if s.rows > 0 {
			if err := s.send(); err != nil {
				return err
			}
		}
		if err := s.appender.Close(); err != nil {
			return err
		}
		s.batch.Close()
		delete(l.sheets, f)
	}
	_, err := l.conn.Exec(ctx, "COMMIT")
	return err
}

// close drops what was not committed.
func (l *lane) close() {
	for _, s := range l.sheets {
		s.appender.Discard()
		s.batch.Close()
	}
	l.sheets = nil
	l.conn.Close()
}

// code numbers a word, without a lock when the lane has met it.
func (l *lane) code(word string) int32 {
	if code, known := l.codes[word]; known {
		return code
	}
	code := l.staging.store.words.code(word)
	l.codes[word] = code
	return code
}
