package duckdb

import (
	"context"
	"fmt"
	"strings"

	"palier"
	"palier/internal/duckdb/driver"
)

// reader asks for the rows of histories, for one worker.
type reader struct {
	view *view
	// conn is a connection of the reader's own that sees what the view sees: rows stream
	// through it. Without one the readers take turns at the view's, and rows come into
	// memory before they are merged.
	conn *driver.Conn

	withIDs     bool
	withSources bool
	items       *itemTable // nil: none are wanted
	responses   string     // the condition for them; empty: none are wanted
	ignored     []bool     // statuses by their codes; the rest are not
}

// readers gives so many readers. A transaction that changes the facts is the only one to
// see them, and few contacts are not worth a connection; else each reader has its own,
// unless the store has published another generation since the view was opened.
func (v *view) readers(ctx context.Context, query palier.HistoryQuery, n int) ([]*reader, error) {
	plain := reader{view: v, withIDs: query.WithIDs, withSources: query.WithSources}
	for _, code := range v.codes(query.IgnoreStatus) {
		plain.ignored = append(plain.ignored, make([]bool, code+1-len(plain.ignored))...)
		plain.ignored[code] = true
	}
	// Spelled out: DuckDB makes a join of an IN with five values and more, and a join does
	// not keep the order in which rows lie.
	var wanted []string
	for _, code := range v.codes(query.ResponseTypes) {
		wanted = append(wanted, fmt.Sprint("type = ", code))
	}
	if wanted != nil {
		plain.responses = " AND (" + strings.Join(wanted, " OR ") + ")"
	}
	readers := make([]*reader, n)
	for i := range readers {
		r := plain
		readers[i] = &r
		if v.changes || query.Contacts != nil {
			continue
		}
		if err := r.connect(ctx); err != nil {
			for _, r := range readers[:i+1] {
				r.close()
			}
			return nil, err
		}
	}
	return readers, nil
}

// connect gives the reader a connection of its own, if that sees the view's generation.
func (r *reader) connect(ctx context.Context) (err error) {
	if r.conn, err = r.view.store.db.Connect(); err != nil {
		return err
	}
	same := view{store: r.view.store, conn: r.conn}
	err = same.begin(ctx, "BEGIN TRANSACTION READ ONLY")
	if err != nil || same.published.Generation != r.view.published.Generation {
		r.close()
	}
	return err
}

func (r *reader) close() {
	if r.conn != nil {
		r.conn.Close()
		r.conn = nil
	}
}

// read asks for a part and hands its histories over.
func (r *reader) read(ctx context.Context, p *part, m *merger, each func([]palier.History) error) error {
	defer p.close()
	if err := r.ask(ctx, p); err != nil {
		return err
	}
	err := m.merge(p, r.ignored, each)
	if failed := p.err(); failed != nil {
		return failed
	}
	return err
}

// ask asks for the rows of a part: of each table the sorted ones, which DuckDB gives as
// they lie, for sorting them again would take three times as long, and the loose ones in
// order. Those of contacts asked for by id are found by a join, which gives them in any
// order, so both are sorted. The movements, which are most, come last, for nothing can be asked while they
// stream; those to be ignored come too, for leaving them out here costs more than there.
func (r *reader) ask(ctx context.Context, p *part) (err error) {
	var args, ownerArgs []any
	owners, known := "contact, registered", ""
	if r.withIDs {
		owners += ", contact_id"
	}
	if p.keys != nil {
		args, ownerArgs = []any{p.keys}, []any{p.keys, p.ids}
		known = " AND contact_id IN (SELECT unnest($2))"
	}
	if r.items != nil {
		if p.items, err = r.items.part(ctx, p.where, args); err != nil {
			return err
		}
	}
	if r.withSources {
		if p.owners[0], err = r.askSources(ctx, p.where+known, ownerArgs); err != nil {
			return err
		}
	}
	for i, lie := range []string{"_loose", "_sorted"} {
		ask := func(d *derived, columns, where string, args []any) *driver.Result {
			sql := fmt.Sprintf("SELECT %s FROM %s%s WHERE %s", columns, d.name, lie, p.where+where)
			if lie == "_loose" || p.keys != nil {
				sql += " ORDER BY " + d.order
			}
			if err != nil {
				return nil
			}
			var result *driver.Result
			if lie == "_sorted" && d == historyTable && r.conn != nil {
				result, err = r.conn.Stream(ctx, sql, args...)
			} else {
				result, err = r.query(ctx, sql, args)
			}
			return result
		}
		if !r.withSources {
			p.owners[i] = ask(ownerTable, owners, known, ownerArgs)
		}
		if r.responses != "" {
			p.responses[i] = ask(responseTable, "contact, day", r.responses, args)
		}
		p.movements[i] = ask(historyTable, "contact, number, day, effect, amount, status", "", args)
	}
	return err
}

// askSources asks for the owners with their sources, all in order: those are in the
// contacts, and with them the owners no longer come as they lie.
func (r *reader) askSources(ctx context.Context, where string, args []any) (*driver.Result, error) {
	id := "''"
	if r.withIDs {
		id = "contact_id"
	}
	return r.query(ctx, fmt.Sprintf(`SELECT o.contact, o.registered, %s, coalesce(c.source, '')
		FROM (SELECT contact, registered, contact_id FROM owners WHERE %s) o LEFT JOIN contacts c USING (contact_id)
		ORDER BY o.contact`, id, where), args)
}

// listCodes writes numbers as SQL lists them.
func listCodes(codes []int) string {
	return strings.ReplaceAll(strings.Trim(fmt.Sprint(codes), "[]"), " ", ", ")
}

func (r *reader) query(ctx context.Context, sql string, args []any) (*driver.Result, error) {
	if r.conn != nil {
		return r.conn.Query(ctx, sql, args...)
	}
	return r.view.query(ctx, sql, args...)
}
