package duckdb

import (
	"context"
	"sync"
	"time"

	"palier"
	"palier/internal/duckdb/driver"
)

// view reads one generation, in a transaction of a connection of its own. Questions
// asked at once take turns.
type view struct {
	store     *Store
	lock      sync.Mutex // held while conn is used
	conn      *driver.Conn
	published palier.Published
	changes   bool // whether the transaction is one that changes facts

	attributes int      // how many there are
	seen       sync.Map // names of tables of the index known to be there
}

// View opens a reading of the newest generation.
func (s *Store) View(ctx context.Context) (palier.View, error) {
	v, err := s.view(ctx, "BEGIN TRANSACTION READ ONLY")
	if err != nil {
		return nil, explain("read the store", err)
	}
	return v, nil
}

func (s *Store) view(ctx context.Context, begin string) (*view, error) {
	conn, err := s.db.Connect()
	if err != nil {
		return nil, err
	}
	v := &view{store: s, conn: conn}
	if err := v.begin(ctx, begin); err != nil {
		conn.Close()
		return nil, err
	}
	s.use(v)
	return v, nil
}

// begin opens a transaction and reads something, for only that fixes what it sees.
func (v *view) begin(ctx context.Context, begin string) error {
	if _, err := v.conn.Exec(ctx, begin); err != nil {
		return err
	}
	result, err := v.conn.Query(ctx, "SELECT generation, states, as_of, policy, model, computed_at, (SELECT count(*) FROM attributes) FROM published")
	return each(result, err, func(r *driver.Result, i int) {
		v.published = palier.Published{
			Generation: driver.Column[int64](r, 0)[i],
			States:     driver.Column[int64](r, 1)[i],
			Publication: palier.Publication{
				AsOf: dayAt(r, 2, i), Policy: r.Text(3).At(i), Model: r.Text(4).At(i), At: instantAt(r, 5, i),
			},
		}
		v.attributes = int(driver.Column[int64](r, 6)[i])
	})
}

// Published tells which generation this is.
func (v *view) Published() palier.Published { return v.published }

// Close ends the reading.
func (v *view) Close() error {
	v.lock.Lock()
	defer v.lock.Unlock()
	v.store.drop(v)
	v.conn.Close()
	return nil
}

// query asks the database.
func (v *view) query(ctx context.Context, sql string, args ...any) (*driver.Result, error) {
	v.lock.Lock()
	defer v.lock.Unlock()
	done, err := v.turn(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	began := time.Now()
	result, err := v.conn.Query(ctx, sql, args...)
	if err == nil {
		v.watch(ctx, began, sql, args)
	}
	return result, err
}

// exec changes the database.
func (v *view) exec(ctx context.Context, sql string, args ...any) (int64, error) {
	v.lock.Lock()
	defer v.lock.Unlock()
	return v.conn.Exec(ctx, sql, args...)
}

// number asks for one BIGINT.
func (v *view) number(ctx context.Context, sql string, args ...any) (int64, error) {
	return integer(v.query(ctx, sql, args...))
}
