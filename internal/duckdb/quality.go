package duckdb

import (
	"context"
	"fmt"

	"palier"
	"palier/internal/duckdb/driver"
)

// lackingSQL counts the identified contacts without an e-mail, the orders of unidentified
// ones, and the orders of which no sale in rows of lines names an item.
const lackingSQL = `
SELECT (SELECT count(*) FROM contacts WHERE email = ''),
	(SELECT count(*) FROM histories WHERE amount > 0 AND contact IN (SELECT contact FROM owners WHERE NOT identified)),
	(SELECT count(*) FROM histories WHERE amount > 0)
		- (SELECT count(DISTINCT hash(order_id)) FROM (%s) WHERE amount > 0 AND item_id <> '')`

// Quality counts what the facts lack.
func (v *view) Quality(ctx context.Context) (palier.Quality, error) {
	q, err := v.quality(ctx)
	return q, explain("count what the facts lack", err)
}

func (v *view) quality(ctx context.Context) (q palier.Quality, err error) {
	lines, err := v.inForceSQL(ctx)
	if err != nil {
		return q, err
	}
	result, err := v.query(ctx, fmt.Sprintf(lackingSQL, lines))
	err = each(result, err, func(r *driver.Result, i int) {
		n := func(column int) int64 { return driver.Column[int64](r, column)[i] }
		q = palier.Quality{WithoutEmail: n(0), Unidentified: n(1), WithoutItems: n(2)}
	})
	if err != nil {
		return q, err
	}
	result, err = v.query(ctx, "SELECT DISTINCT day FROM histories WHERE amount > 0 ORDER BY day")
	return q, each(result, err, func(r *driver.Result, i int) { q.OrderDays = append(q.OrderDays, dayAt(r, 0, i)) })
}
