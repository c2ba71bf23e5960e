package duckdb

import (
	"cmp"
	"context"
	"slices"

	"palier"
	"palier/internal/duckdb/driver"
)

const statsSQL = `
SELECT o.contacts, o.identified, h.orders, h.lines, (SELECT count(*) FROM products), e.engagements,
	least(o.first, h.first, e.first), greatest(o.last, h.last, e.last)
FROM (SELECT count(*) AS contacts, count(*) FILTER (identified) AS identified,
		min(registered) AS first, max(registered) AS last FROM owners) o,
	(SELECT count(*) FILTER (amount > 0) AS orders, coalesce(sum(lines), 0)::BIGINT AS lines,
		min(day) AS first, max(greatest(effect, last_day)) AS last FROM histories) h,
	(SELECT count(*) AS engagements, min(day) AS first, max(day) AS last FROM engagements) e`

// Stats counts the facts. They are counted once in a generation.
func (v *view) Stats(ctx context.Context) (palier.Stats, error) {
	if v.changes {
		s, err := v.countFacts(ctx)
		return s, explain("count the facts", err)
	}
	s, err := v.store.stats.of(ctx, v, v.countFacts)
	s.Statuses, s.Types = slices.Clone(s.Statuses), slices.Clone(s.Types)
	return s, explain("count the facts", err)
}

func (v *view) countFacts(ctx context.Context) (palier.Stats, error) {
	var s palier.Stats
	result, err := v.query(ctx, statsSQL)
	err = each(result, err, func(r *driver.Result, i int) {
		n := func(column int) int64 { return driver.Column[int64](r, column)[i] }
		s = palier.Stats{Contacts: n(0), Identified: n(1), Orders: n(2), OrderLines: n(3), Products: n(4), Engagements: n(5),
			FirstDay: dayAt(r, 6, i), LastDay: dayAt(r, 7, i)}
	})
	if err == nil {
		s.Statuses, err = v.valueCounts(ctx, "SELECT status, count(*) FROM histories WHERE amount > 0 AND status <> 0 GROUP BY status")
	}
	if err == nil {
		s.Types, err = v.valueCounts(ctx, "SELECT type, count(*) FROM engagements WHERE type <> 0 GROUP BY type")
	}
	return s, err
}

// valueCounts reads words with their counts, by word.
func (v *view) valueCounts(ctx context.Context, sql string) ([]palier.ValueCount, error) {
	var counts []palier.ValueCount
	result, err := v.query(ctx, sql)
	err = each(result, err, func(r *driver.Result, i int) {
		word := v.store.words.word(driver.Column[int32](r, 0)[i])
		counts = append(counts, palier.ValueCount{Value: word, Count: driver.Column[int64](r, 1)[i]})
	})
	slices.SortFunc(counts, func(a, b palier.ValueCount) int { return cmp.Compare(a.Value, b.Value) })
	return counts, err
}
