package duckdb

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"palier"
	"palier/internal/duckdb/driver"
)

// form is a set of rows that have the same columns, and their table.
type form struct {
	table   string
	facts   *factTable
	columns []column // but load
	email   int      // where the e-mail of an order line goes; -1: nowhere, there is none
	other   int      // the same of other_id
	first   int      // where the attributes begin

	rows    int64      // counted by the update that applies them
	staged  *form      // of which this is the update's own
	fate    sync.Mutex // held while the next two are used
	adopted bool       // whether an update has made the table one of the facts
	closed  bool       // whether the staging is
}

// abandon tells whether nobody needs the table any more, now that the staging is closed.
func (f *form) abandon() bool {
	f.fate.Lock()
	defer f.fate.Unlock()
	f.closed = true
	return !f.adopted
}

// adopt says that an update has made the table one of the facts, or, when the update
// failed, that it has not. It tells whether nobody needs the table any more.
func (f *form) adopt(adopted bool) bool {
	f.fate.Lock()
	defer f.fate.Unlock()
	f.adopted = adopted
	return f.closed && !adopted
}

// form finds the table for a batch, or makes it.
func (s *staging) form(ctx context.Context, batch *palier.Batch) (*form, error) {
	f := &form{facts: tableOf(batch.Kind), columns: slices.Clone(tableOf(batch.Kind).columns), email: -1, other: -1}
	if f.facts == lineTable {
		f.narrow(batch.OrderLines)
	}
	f.first = len(f.columns)
	if f.facts == engagementTable {
		return s.known(ctx, f)
	}
	for _, attribute := range batch.Attributes {
		c := column{s.store.names.of(batch.Kind, attribute.Name).column(), driver.Varchar}
		if slices.Contains(f.columns, c) {
			return nil, palier.Refusef("stage rows", "name them differently", "two columns are called %q", attribute.Name)
		}
		f.columns = append(f.columns, c)
	}
	return s.known(ctx, f)
}

// narrow leaves out the last two columns of order lines where no row needs them: a column
// of empty texts costs a third of one of order ids.
func (f *form) narrow(rows []palier.OrderLine) {
	optional := f.columns[len(f.columns)-2:]
	f.columns = slices.Clip(f.columns[:len(f.columns)-2])
	if slices.ContainsFunc(rows, func(l palier.OrderLine) bool { return l.Email != "" }) {
		f.email = len(f.columns)
		f.columns = append(f.columns, optional[0])
	}
	if slices.ContainsFunc(rows, func(l palier.OrderLine) bool { return l.RefundOf != "" }) {
		f.other = len(f.columns)
		f.columns = append(f.columns, optional[1])
	}
}

// known gives the form with these columns, whose table exists.
func (s *staging) known(ctx context.Context, f *form) (*form, error) {
	columns := stagedColumns(f.columns)
	signature := f.facts.name + ": " + columns
	s.lock.Lock()
	defer s.lock.Unlock()
	if known := s.forms[signature]; known != nil {
		return known, nil
	}
	f.table = fmt.Sprintf("%s%d_%d", stagedPrefix, s.number, len(s.forms)+1)
	if err := s.store.define(ctx, "CREATE TABLE "+f.table+" ("+columns+")"); err != nil {
		return nil, err
	}
	s.forms[signature] = f
	return f, nil
}
