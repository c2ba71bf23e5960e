package duckdb

import (
	"context"
	"sync"
	"time"

	"palier"
	"palier/internal/duckdb/driver"
)

// update is the transaction that makes a generation, on a connection of its own.
type update struct {
	view
	wrote     bool                // whether the transaction has changed anything
	noting    bool                // whether there are tables to note in whom its changes concern
	applied   bool                // whether it has changed facts
	failed    error               // what must fail the update even if change goes on
	everybody map[*factTable]bool // whether its rows that came or went concern everybody
	soldReady bool                // whether the table sold has all orders there are
	nearKept  bool                // whether the table kept has all rows of the orders incoming

	added    map[string]int64 // how many rows, to each table that readers use
	leftover []string         // tables to be dropped before the end
	adopted  []*form          // whose tables become tables of facts

	puts       sync.Mutex // held while put is made
	put        *gathering // of the states put since the last Publish; nil: none
	gatherings []*gathering
}

// Update makes the next generation.
func (s *Store) Update(ctx context.Context, change func(palier.Update) error) error {
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-s.closed:
		return closed("update the store")
	case <-ctx.Done():
		return ctx.Err()
	}
	if err := s.update(ctx, change); err != nil {
		return explain("update the store", err)
	}
	return nil
}

func closed(tried string) error {
	return &palier.Error{Code: palier.Internal, Tried: tried, Reason: "it is closed"}
}

func (s *Store) update(ctx context.Context, change func(palier.Update) error) error {
	u, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer u.end()
	u.published.Generation++
	if err := change(u); err != nil {
		return err
	}
	if u.failed != nil {
		return u.failed
	}
	return u.commit(ctx)
}

// begin opens a transaction on a connection of its own.
func (s *Store) begin(ctx context.Context) (*update, error) { return s.beginWith(ctx, "BEGIN") }

// beginWith opens it with statements that come before anything else in it.
func (s *Store) beginWith(ctx context.Context, statements string) (*update, error) {
	conn, err := s.db.Connect()
	if err != nil {
		return nil, err
	}
	u := &update{view: view{store: s, conn: conn, changes: true}, everybody: map[*factTable]bool{}, added: map[string]int64{}}
	if err := u.begin(ctx, statements); err != nil {
		u.end()
		return nil, err
	}
	return u, nil
}

// commit publishes the generation.
func (u *update) commit(ctx context.Context) error {
	p := u.published
	_, err := u.exec(ctx, "UPDATE published SET generation = $1, states = $2, as_of = $3, policy = $4, model = $5, computed_at = $6",
		p.Generation, p.States, date(p.AsOf), p.Policy, p.Model, p.At)
	if err != nil {
		return err
	}
	// From here on the context no longer counts: a commit is done or not.
	if _, err = u.exec(context.WithoutCancel(ctx), "COMMIT"); err != nil {
		return err
	}
	u.adopted = nil
	return nil
}

// end rolls back what is not committed, also after a panic.
func (u *update) end() {
	u.conn.Close()
	for _, f := range u.adopted {
		if f.adopt(false) {
			// If this fails, the next Open drops it.
			_ = u.store.define(context.Background(), "DROP TABLE "+f.table)
		}
	}
	for _, g := range u.gatherings {
		g.free(u.store)
	}
}

// note makes the tables in which an update notes whom its changes concern, once.
func (u *update) note(ctx context.Context) error {
	u.wrote = true
	if u.noting {
		return nil
	}
	u.noting = true
	_, err := u.exec(ctx, createConcerned)
	return err
}

// renew makes what was committed since the update began visible to it. Facts cannot have
// changed meanwhile, for updates wait for each other.
func (u *update) renew(ctx context.Context) error {
	published := u.published
	if _, err := u.exec(ctx, "ROLLBACK"); err != nil {
		return err
	}
	err := u.begin(ctx, "BEGIN")
	u.published = published
	return err
}

// fail remembers an error that the update must not survive.
func (u *update) fail(err error) error {
	if err != nil && u.failed == nil {
		u.failed = err
	}
	return err
}

// Close does nothing: the update ends when its change returns.
func (u *update) Close() error { return nil }

// instantAt gives an instant of a column of TIMESTAMP.
func instantAt(r *driver.Result, column, row int) time.Time {
	return time.UnixMicro(driver.Column[int64](r, column)[row]).UTC()
}
