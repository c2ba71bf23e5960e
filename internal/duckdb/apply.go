package duckdb

import (
	"context"
	"fmt"
	"strings"

	"palier"
)

// Apply makes the staged rows part of the facts as a new load.
func (u *update) Apply(ctx context.Context, staged palier.Staging, info palier.LoadInfo, refuse func(palier.Refusal)) (palier.Load, error) {
	s, ours := staged.(*staging)
	if !ours || s.store != u.store {
		return palier.Load{}, palier.Refuse("apply the load", "its rows were staged in another store", "stage them in this one")
	}
	load, err := u.apply(ctx, s, info, refuse)
	return load, u.fail(explain("apply the load", err))
}

func (u *update) apply(ctx context.Context, s *staging, info palier.LoadInfo, refuse func(palier.Refusal)) (palier.Load, error) {
	forms, err := u.receive(ctx, s)
	if err != nil {
		return palier.Load{}, err
	}
	last, err := u.number(ctx, "SELECT max(number)::BIGINT FROM loads")
	if err != nil {
		return palier.Load{}, err
	}
	u.applied = true
	a := &application{update: u, load: int(last) + 1, refuse: refuse, counts: newCounts(info.Counts)}
	if err := a.take(ctx, forms); err != nil {
		return palier.Load{}, err
	}
	load := palier.Load{Number: a.load, Source: info.Source, Files: info.Files, At: info.At,
		CompleteThrough: info.CompleteThrough, Counts: a.counts.list()}
	if !info.CompleteThrough.Exists() {
		load.CompleteThrough = a.lastDay
	}
	return load, u.recordLoad(ctx, load)
}

// receive makes the staged rows visible to the update, and gives their words and
// attributes their places in the file.
func (u *update) receive(ctx context.Context, s *staging) (map[*factTable][]*form, error) {
	if err := s.seal(ctx); err != nil {
		return nil, err
	}
	forms := s.byTable()
	var err error
	if u.wrote {
		err = u.fetch(ctx, forms)
	} else {
		err = u.renew(ctx)
	}
	if err != nil {
		return nil, err
	}
	if err := u.note(ctx); err != nil {
		return nil, err
	}
	if err := u.store.words.keep(ctx, u.conn); err != nil {
		return nil, err
	}
	return forms, u.keepNames(ctx)
}

// fetch copies staged rows into the transaction, which began before they were committed.
func (u *update) fetch(ctx context.Context, forms map[*factTable][]*form) error {
	source, err := u.store.db.Connect()
	if err != nil {
		return err
	}
	defer source.Close()
	for _, list := range forms {
		for _, f := range list {
			copied := "fetched_" + f.table
			if _, err := u.exec(ctx, "CREATE TABLE "+copied+" ("+definitions(f.columns)+")"); err != nil {
				return err
			}
			if err := copyRows(ctx, source, f.table, u.conn, copied); err != nil {
				return err
			}
			f.table, f.staged = copied, nil
			u.leftover = append(u.leftover, copied)
		}
	}
	return nil
}

// application is a load being applied.
type application struct {
	*update
	load    int
	refuse  func(palier.Refusal)
	counts  *counts
	lastDay palier.Day // the latest of the order lines kept
}

// take takes in the rows of every table, and derives what follows from them.
func (a *application) take(ctx context.Context, forms map[*factTable][]*form) error {
	a.lastDay = palier.NoDay
	for _, t := range []*factTable{contactTable, productTable, engagementTable} {
		if len(forms[t]) == 0 {
			continue
		}
		if err := a.takeRows(ctx, t, forms[t]); err != nil {
			return err
		}
	}
	if len(forms[lineTable]) > 0 {
		if err := a.takeLines(ctx, forms[lineTable]); err != nil {
			return err
		}
	}
	if err := a.derive(ctx); err != nil {
		return err
	}
	for _, table := range a.leftover {
		if _, err := a.exec(ctx, "DROP TABLE IF EXISTS "+table); err != nil {
			return err
		}
	}
	a.leftover = nil
	return nil
}

// takeRows takes in contacts, products or engagements, each row of which has an identity
// of its own.
func (a *application) takeRows(ctx context.Context, t *factTable, forms []*form) error {
	forms, err := a.unique(ctx, t, forms)
	if err != nil {
		return err
	}
	arriving := a.union(t, forms)
	if err := a.leave(ctx, fmt.Sprintf("SELECT t.rowid FROM %s t SEMI JOIN %s a ON %s", t.name, arriving, t.same("t", "a"))); err != nil {
		return err
	}
	replaced, err := a.number(ctx, "SELECT count(*) FROM leaving")
	if err != nil {
		return err
	}
	kept := int64(0)
	for _, f := range forms {
		kept += f.rows
	}
	a.counts.identities(t.kinds[0], kept-replaced, replaced)
	for _, rows := range []string{arriving, leavers(t)} {
		if err := a.concern(ctx, t, rows); err != nil {
			return err
		}
	}
	return a.replace(ctx, t, a.arrivals(t, forms, ""))
}

// unique leaves out the rows whose identity a later row of the load has.
func (a *application) unique(ctx context.Context, t *factTable, forms []*form) ([]*form, error) {
	all, err := a.countRows(ctx, forms)
	if err != nil {
		return nil, err
	}
	kind := t.kinds[0]
	identity := strings.Join(t.identity, ", ")
	different, err := a.number(ctx, fmt.Sprintf("SELECT count(*) FROM (SELECT DISTINCT %s FROM %s t)", identity, a.union(t, forms)))
	if err != nil {
		return nil, err
	}
	a.counts.rows(kind, all)
	a.counts.doubled(kind, all-different)
	if all == different {
		return forms, nil
	}
	single := &form{table: "arriving_" + t.name, facts: t, columns: a.factColumns(t), rows: different}
	_, err = a.exec(ctx, fmt.Sprintf("CREATE TABLE %s AS SELECT %s FROM %s t QUALIFY row_number() OVER (PARTITION BY %s ORDER BY t.file DESC, t.line DESC) = 1",
		single.table, list(single.columns), a.union(t, forms), identity))
	a.leftover = append(a.leftover, single.table)
	return []*form{single}, err
}

// countRows counts the rows of each form and of all.
func (a *application) countRows(ctx context.Context, forms []*form) (int64, error) {
	all := int64(0)
	for _, f := range forms {
		var err error
		if f.rows, err = a.number(ctx, "SELECT count(*) FROM "+f.table); err != nil {
			return 0, err
		}
		all += f.rows
	}
	return all, nil
}
