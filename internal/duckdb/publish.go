package duckdb

import (
	"context"
	"fmt"

	"palier"
	"palier/internal/duckdb/driver"
)

// gathering takes the states put in an update: in a database in memory, which other
// connections can write to while the update's reads histories.
type gathering struct {
	name  string // of the database
	lanes chan *putLane
	all   []*putLane
}

// putLane is one of the ways into the gathering.
type putLane struct {
	conn     *driver.Conn
	batch    *driver.Batch
	appender *driver.Appender
}

// putLanes is how many goroutines can put states at once.
const putLanes = 4

// PutStates adds states to those that Publish will publish.
func (u *update) PutStates(ctx context.Context, states []palier.ContactState) error {
	g, err := u.gathering(ctx)
	if err != nil {
		return explain("put states", err)
	}
	select {
	case lane := <-g.lanes:
		defer func() { g.lanes <- lane }()
		return explain("put states", lane.write(states))
	case <-ctx.Done():
		return ctx.Err()
	}
}

// gathering gives the one that is open, or opens one.
func (u *update) gathering(ctx context.Context) (*gathering, error) {
	u.puts.Lock()
	defer u.puts.Unlock()
	if u.put != nil {
		return u.put, nil
	}
	s := u.store
	g := &gathering{name: fmt.Sprintf("put_%d", s.memories.Add(1)), lanes: make(chan *putLane, putLanes)}
	if err := s.define(ctx, fmt.Sprintf("ATTACH ':memory:' AS %s; %s", g.name, createStates(g.name+".states"))); err != nil {
		return nil, err
	}
	u.gatherings = append(u.gatherings, g)
	types := []driver.Type{driver.UBigInt}
	for _, c := range stateColumns {
		types = append(types, c.kind)
	}
	for range putLanes {
		conn, err := s.db.Connect()
		if err != nil {
			return nil, err
		}
		lane := &putLane{conn: conn, batch: driver.NewBatch(types)}
		g.all = append(g.all, lane)
		if lane.appender, err = conn.Append(g.name, "states"); err != nil {
			return nil, err
		}
		g.lanes <- lane
	}
	u.put = g
	return g, nil
}

// write appends states, column by column.
func (l *putLane) write(states []palier.ContactState) error {
	for len(states) > 0 {
		chunk := states[:min(len(states), driver.Capacity)]
		states = states[len(chunk):]
		l.batch.Reset()
		keys := driver.Fill[palier.Key](l.batch, 0)
		for i := range chunk {
			keys[i] = chunk[i].Contact
		}
		for c, column := range stateColumns {
			write := column.writer(l.batch, 1+c)
			for i := range chunk {
				write(i, &chunk[i].State)
			}
		}
		if err := l.appender.Add(l.batch, len(chunk)); err != nil {
			return err
		}
	}
	return nil
}

// seal commits what the lanes hold.
func (g *gathering) seal() error {
	for _, l := range g.all {
		if err := l.appender.Close(); err != nil {
			return err
		}
	}
	return nil
}

// free drops the gathering.
func (g *gathering) free(s *Store) {
	for _, l := range g.all {
		if l.appender != nil {
			l.appender.Discard()
		}
		l.batch.Close()
		l.conn.Close()
	}
	// Nothing depends on it; if it cannot be dropped now, Close drops it.
	_ = s.define(context.Background(), "DETACH "+g.name)
}

// Publish replaces all states by those put in this update.
func (u *update) Publish(ctx context.Context, p palier.Publication) error {
	return u.fail(explain("publish the states", u.publish(ctx, p)))
}

func (u *update) publish(ctx context.Context, p palier.Publication) error {
	g, err := u.gathering(ctx)
	if err != nil {
		return err
	}
	u.put = nil
	if err := g.seal(); err != nil {
		return err
	}
	u.wrote = true
	stranger, err := u.number(ctx, fmt.Sprintf("SELECT count(*) FROM %s.states ANTI JOIN owners USING (contact)", g.name))
	if err != nil {
		return err
	}
	if stranger > 0 {
		return palier.Refusef("publish the states", "compute them in this update", "%d of them are of no contact", stranger)
	}
	if err := u.renovate(ctx, "states", fmt.Sprintf("SELECT contact_id, s.* FROM %s.states s JOIN owners USING (contact)", g.name)); err != nil {
		return err
	}
	u.published.Publication = p
	u.published.States = u.published.Generation
	return nil
}
