package duckdb

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"palier"
	"palier/internal/duckdb/driver"
)

// partContacts is how many contacts asked for by id make a part.
const partContacts = 50_000

// Histories streams histories. One part of the keys after the other is asked for; the
// workers turn the parts before it into histories meanwhile. A part is in memory whole,
// one for each worker and one that is being made.
func (v *view) Histories(ctx context.Context, query palier.HistoryQuery, each func(worker int, batch []palier.History) error) error {
	return explain("read the histories", v.histories(ctx, query, each))
}

func (v *view) histories(ctx context.Context, query palier.HistoryQuery, each func(worker int, batch []palier.History) error) error {
	parts, err := v.cut(ctx, query)
	if err != nil {
		return err
	}
	working, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	work := make(chan *part)
	var workers sync.WaitGroup
	for worker := range max(query.Workers, 1) {
		workers.Go(func() {
			m := new(merger)
			for p := range work {
				err := context.Cause(working)
				if err == nil {
					err = m.merge(p, func(batch []palier.History) error {
						if err := context.Cause(working); err != nil {
							return err
						}
						return each(worker, batch)
					})
				}
				p.close()
				if err != nil {
					stop(err)
				}
			}
		})
	}
	for _, p := range parts {
		// A question that runs is not interrupted when a worker fails: that would
		// end the transaction, and the view is to be of use afterwards.
		if err := v.ask(ctx, query, p); err != nil {
			p.close()
			stop(err)
			break
		}
		if context.Cause(working) != nil {
			p.close()
			break
		}
		work <- p
	}
	close(work)
	workers.Wait()
	return context.Cause(working)
}

// part is the histories of a range of keys, as columns: of each kind of rows those that
// lie sorted in their table, and the loose ones.
type part struct {
	where string // over contact
	ids   []string
	keys  []uint64

	owners, movements, responses [2]*driver.Result
}

func (p *part) close() {
	for _, results := range [][2]*driver.Result{p.owners, p.movements, p.responses} {
		for _, r := range results {
			if r != nil {
				r.Close()
			}
		}
	}
}

// cut divides the keys into parts. They are spread evenly, so that ranges of equal width
// have about equally many rows, but for contacts with very many.
func (v *view) cut(ctx context.Context, query palier.HistoryQuery) ([]*part, error) {
	if query.Contacts != nil {
		return cutIDs(query.Contacts), nil
	}
	rows, err := v.number(ctx, `SELECT (SELECT count(*) FROM histories) + (SELECT count(*) FROM responses) + (SELECT count(*) FROM owners)`)
	if err != nil {
		return nil, err
	}
	n := uint64(rows/v.store.limits.part) + 1
	if rows > v.store.limits.split {
		n = max(n, 2*uint64(query.Workers))
	}
	width := ^uint64(0)/n + 1 // 0 for all keys
	parts := make([]*part, n)
	for i := range parts {
		from := width * uint64(i)
		to := from + width - 1
		if i == len(parts)-1 {
			to = ^uint64(0)
		}
		parts[i] = &part{where: fmt.Sprintf("contact BETWEEN %d AND %d", from, to)}
	}
	return parts, nil
}

// cutIDs divides the contacts asked for into parts by ascending keys.
func cutIDs(ids []string) []*part {
	ids = slices.Clone(ids)
	slices.SortFunc(ids, func(a, b string) int {
		if ka, kb := palier.KeyOf(a), palier.KeyOf(b); ka != kb {
			if ka < kb {
				return -1
			}
			return 1
		}
		return strings.Compare(a, b)
	})
	ids = slices.Compact(ids)
	var parts []*part
	for chunk := range slices.Chunk(ids, partContacts) {
		p := &part{where: "contact IN (SELECT unnest($1))", ids: chunk}
		for _, id := range chunk {
			p.keys = append(p.keys, uint64(palier.KeyOf(id)))
		}
		parts = append(parts, p)
	}
	return parts
}

// ask fetches the rows of a part.
func (v *view) ask(ctx context.Context, query palier.HistoryQuery, p *part) error {
	var args, ownerArgs []any
	id, known := "''", ""
	if query.WithIDs {
		id = "contact_id"
	}
	if p.keys != nil {
		args = []any{p.keys}
		ownerArgs = []any{p.keys, p.ids}
		known = " AND contact_id IN (SELECT unnest($2))"
	}
	counted := ""
	if codes := v.codes(query.IgnoreStatus); codes != "" {
		counted = " AND status NOT IN (" + codes + ")"
	}
	err := v.sorted(ctx, &p.owners, ownerTable, "contact, registered, "+id, p.where+known, ownerArgs)
	if err == nil {
		err = v.sorted(ctx, &p.movements, historyTable, "contact, number, day, effect, amount", p.where+counted, args)
	}
	if codes := v.codes(query.ResponseTypes); err == nil && codes != "" {
		err = v.sorted(ctx, &p.responses, responseTable, "contact, day", p.where+" AND type IN ("+codes+")", args)
	}
	return err
}

// sorted asks for rows of a derived table: the sorted ones, which DuckDB gives as they lie,
// for sorting them again would take three times as long, and the loose ones in order.
func (v *view) sorted(ctx context.Context, to *[2]*driver.Result, d *derived, columns, where string, args []any) error {
	var err error
	to[0], err = v.query(ctx, fmt.Sprintf("SELECT %s FROM %s_sorted WHERE %s", columns, d.name, where), args...)
	if err == nil {
		to[1], err = v.query(ctx, fmt.Sprintf("SELECT %s FROM %s_loose WHERE %s ORDER BY %s", columns, d.name, where, d.order), args...)
	}
	return err
}

// codes lists the numbers of the words that are one of the texts, whatever the case.
func (v *view) codes(texts []string) string {
	var codes []string
	for code, word := range v.store.words.from(0) {
		if slices.ContainsFunc(texts, func(text string) bool { return strings.EqualFold(text, word) }) {
			codes = append(codes, strconv.Itoa(code))
		}
	}
	return strings.Join(codes, ", ")
}
