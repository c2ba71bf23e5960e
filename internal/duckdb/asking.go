package duckdb

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"time"

	"palier"
	"palier/internal/duckdb/driver"
)

// questionsPerThread is how many questions run at once for each thread of the database. The
// others wait their turn, so that memory stays bounded, but no longer than patience. What
// streams histories is bounded by those who ask for it (refresh.Queue).
const questionsPerThread = 2

var patience = 30 * time.Second

// turn waits until another question may be asked, and gives what ends it. Updates do not
// wait: there is only one.
func (v *view) turn(ctx context.Context) (done func(), err error) {
	if v.changes {
		return func() {}, nil
	}
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case v.store.asking <- struct{}{}:
		return func() { <-v.store.asking }, nil
	case <-timer.C:
		return nil, &palier.Error{Code: palier.Busy, Tried: "answer", Reason: "too much is asked at once", Hint: "ask again in a moment"}
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// answer asks a question with the SQL that its parts make, and gives what read makes of
// the rows. Equal questions about one generation that are asked at once are asked once,
// so nobody may change what read gives. An update sees what no one else does, and asks for itself.
func answer[T any](ctx context.Context, q *question, sql string, read func(*driver.Result) T) (T, error) {
	ask := func(ctx context.Context) (any, error) {
		var answer T
		err := q.run(ctx, sql, func(r *driver.Result) { answer = read(r) })
		return answer, err
	}
	var none T
	if q.failed != nil {
		return none, q.failed
	}
	if err := q.view.ready(ctx, q.names()...); err != nil {
		return none, err
	}
	var found any
	var err error
	if q.view.changes {
		found, err = ask(ctx)
	} else {
		found, err = q.view.store.flights.Join(ctx, q.key(sql), ask)
	}
	if err != nil {
		return none, err
	}
	return found.(T), nil
}

// ready makes sure that tables of the index are there, and remembers it: in a view what
// is there stays, in an update it may go.
func (v *view) ready(ctx context.Context, names ...string) error {
	unknown := slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		_, seen := v.seen.Load(name)
		return seen
	})
	if len(unknown) == 0 {
		return nil
	}
	if err := v.indexed(ctx, unknown...); err != nil || v.changes {
		return err
	}
	for _, name := range unknown {
		v.seen.Store(name, true)
	}
	return nil
}

// key tells questions about one generation apart.
func (q *question) key(sql string) string {
	h := sha256.New()
	fmt.Fprintf(h, "%d %q", q.view.published.Generation, sql)
	for _, arg := range q.args {
		fmt.Fprintf(h, " %T %q", arg, fmt.Sprint(arg))
	}
	for _, keys := range q.lists {
		fmt.Fprintf(h, " %d ", len(keys))
		_ = binary.Write(h, binary.LittleEndian, keys)
	}
	return string(h.Sum(nil))
}

// run asks the database when it is the question's turn.
func (q *question) run(ctx context.Context, sql string, read func(*driver.Result)) error {
	v := q.view
	v.lock.Lock()
	defer v.lock.Unlock()
	done, err := v.turn(ctx)
	if err != nil {
		return err
	}
	defer done()
	if err := q.makeLists(ctx); err != nil {
		return err
	}
	defer q.dropLists(ctx)
	began := time.Now()
	result, err := v.conn.Query(ctx, sql, q.args...)
	if err != nil {
		return err
	}
	defer result.Close()
	v.watch(ctx, began, sql, q.args)
	read(result)
	return nil
}

// fewKeys is up to how many keys are given as parameters. A table is made in 2 ms, and DuckDB
// plans what to do with it: a million keys take a tenth of the time they take in a parameter.
const fewKeys = 16

// among compares with a list of contacts, which is a table when there are many.
func (q *question) among(keys palier.Among) string {
	if len(keys) <= fewKeys {
		list := make([]uint64, len(keys))
		for i, key := range keys {
			list[i] = uint64(key)
		}
		return in(q, "p.contact", "", list)
	}
	q.lists = append(q.lists, keys)
	return fmt.Sprintf("p.contact IN (FROM %s)", listName(len(q.lists)-1))
}

func listName(i int) string { return fmt.Sprint("list_", i+1) }

// makeLists makes the tables of long lists.
func (q *question) makeLists(ctx context.Context) error {
	for i, keys := range q.lists {
		if _, err := q.view.conn.Exec(ctx, "CREATE OR REPLACE TEMP TABLE "+listName(i)+" (contact UBIGINT)"); err != nil {
			return err
		}
		if err := appendKeys(q.view.conn, listName(i), keys); err != nil {
			return err
		}
	}
	return nil
}

// dropLists frees them. Where that fails the transaction is over, and the tables with it.
func (q *question) dropLists(ctx context.Context) {
	for i := range q.lists {
		_, _ = q.view.conn.Exec(context.WithoutCancel(ctx), "DROP TABLE IF EXISTS "+listName(i))
	}
}

func appendKeys(conn *driver.Conn, table string, keys []palier.Key) error {
	appender, err := conn.Append("temp", table)
	if err != nil {
		return err
	}
	batch := driver.NewBatch([]driver.Type{driver.UBigInt})
	defer batch.Close()
	for len(keys) > 0 {
		n := copy(driver.Fill[palier.Key](batch, 0), keys)
		if err := appender.Add(batch, n); err != nil {
			appender.Discard()
			return err
		}
		keys = keys[n:]
	}
	return appender.Close()
}
