package duckdb

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"palier"
	"palier/internal/duckdb/driver"
)

// partContacts is how many contacts asked for by id make a part.
const partContacts = 50_000

// Histories streams histories. Each worker asks for a part of the keys, turns it into
// histories, and asks for the next part that nobody has asked for.
func (v *view) Histories(ctx context.Context, query palier.HistoryQuery, each func(worker int, batch []palier.History) error) error {
	return explain("read the histories", v.histories(ctx, query, each))
}

func (v *view) histories(ctx context.Context, query palier.HistoryQuery, each func(worker int, batch []palier.History) error) error {
	var items *itemTable
	if query.WithItems {
		var err error
		if items, err = v.findItems(ctx, query); err != nil {
			return err
		}
		defer items.drop(ctx)
	}
	parts, err := v.cut(ctx, query, items)
	if err != nil {
		return err
	}
	readers, err := v.readers(ctx, query, min(max(query.Workers, 1), len(parts)))
	if err != nil {
		return err
	}
	for _, r := range readers {
		r.items = items
	}
	working, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var workers sync.WaitGroup
	var asked atomic.Int64
	for worker, r := range readers {
		workers.Go(func() {
			defer r.close()
			m := new(merger)
			for i := asked.Add(1) - 1; i < int64(len(parts)); i = asked.Add(1) - 1 {
				err := r.read(ctx, parts[i], m, func(batch []palier.History) error {
					if err := context.Cause(working); err != nil {
						return err
					}
					return each(worker, batch)
				})
				if err == nil {
					err = context.Cause(working)
				}
				if err != nil {
					stop(err)
					return
				}
			}
		})
	}
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
	items                        *driver.Result // by contact; nil unless asked for
}

// results are those there are.
func (p *part) results() []*driver.Result {
	all := append(slices.Concat(p.owners[:], p.movements[:], p.responses[:]), p.items)
	return slices.DeleteFunc(all, func(r *driver.Result) bool { return r == nil })
}

func (p *part) close() {
	for _, r := range p.results() {
		r.Close()
	}
}

// err is why some rows did not come.
func (p *part) err() error {
	for _, r := range p.results() {
		if r.Err() != nil {
			return r.Err()
		}
	}
	return nil
}

// cut divides the keys into parts. They are spread evenly, so that ranges of equal width
// have about equally many rows, but for contacts with very many. There may be items to be
// read beside the others.
func (v *view) cut(ctx context.Context, query palier.HistoryQuery, items *itemTable) ([]*part, error) {
	if query.Contacts != nil {
		return cutIDs(query.Contacts), nil
	}
	rows, err := v.number(ctx, `SELECT (SELECT count(*) FROM histories) + (SELECT count(*) FROM responses) + (SELECT count(*) FROM owners)`)
	if err != nil {
		return nil, err
	}
	if items != nil {
		rows += items.rows
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

// codes gives the numbers of the words that are one of the texts, whatever the case.
func (v *view) codes(texts []string) []int {
	var codes []int
	for code, word := range v.store.words.from(0) {
		if slices.ContainsFunc(texts, func(text string) bool { return strings.EqualFold(text, word) }) {
			codes = append(codes, code)
		}
	}
	return codes
}
