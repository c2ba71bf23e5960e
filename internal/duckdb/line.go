package duckdb

import (
	"context"
	"fmt"

	"palier"
	"palier/internal/duckdb/driver"
)

// incomingSQL makes the table incoming: what the load says of each order in rows of each
// kind. It has the columns of sold besides.
const incomingSQL = `
CREATE OR REPLACE TEMP TABLE incoming AS
SELECT order_id, kind, ` + soldColumns + `,
	min(contact_id) FILTER (amount >= 0 AND contact_id <> '') AS one, %s
FROM %s GROUP BY order_id, kind`

// The files that give an order's sales, where a load has several, and where it has one.
const (
	severalFiles = "min(file) FILTER (amount > 0) AS first_file, max(file) FILTER (amount > 0) AS last_file"
	singleFile   = "0 AS first_file, 0 AS last_file"
)

// nearSQL makes the table near: the rows in force of the orders incoming.
const nearSQL = `
CREATE OR REPLACE TEMP TABLE near AS SELECT rowid AS row_id, ` + orderColumns + ` FROM lines WHERE hash(order_id) IN (SELECT hash(order_id) FROM incoming)`

// refusedSQL makes the table refused: the orders incoming of which a row names another
// contact than an earlier row or load did, or whose sales two files give.
const refusedSQL = `
CREATE OR REPLACE TEMP TABLE refused AS
WITH priced AS (
	SELECT order_id, kind FROM before UNION ALL SELECT order_id, kind FROM incoming WHERE sales > 0
), given AS (
	SELECT order_id, max(kind) AS kind FROM priced GROUP BY order_id
), named AS (
	SELECT order_id, min(one) AS one, max(contact_id) AS other,
		min(first_file) FILTER (i.kind = g.kind) AS first_file, max(last_file) FILTER (i.kind = g.kind) AS last_file
	FROM incoming i LEFT JOIN given g USING (order_id) GROUP BY order_id
)
SELECT order_id, coalesce(nullif(b.contact_id, ''), n.one) AS owner,
	CASE WHEN owner <> n.one THEN n.one ELSE nullif(n.other, owner) END AS stranger
FROM named n LEFT JOIN before b USING (order_id)
WHERE n.one IS NOT NULL AND (n.one <> owner OR n.other <> owner) OR n.first_file <> n.last_file`

// refusedFirstSQL is refusedSQL for rows of one kind, of orders not known before.
const refusedFirstSQL = `
CREATE OR REPLACE TEMP TABLE refused AS
SELECT order_id, one AS owner, nullif(contact_id, one) AS stranger
FROM incoming WHERE one <> contact_id OR first_file <> last_file`

// leavingLinesSQL finds the rows in force that the rows incoming replace. A load that
// gives an order no sale replaces only what such loads gave before.
const leavingLinesSQL = `
WITH version AS (
	SELECT order_id, kind, load, max(amount) AS most FROM near GROUP BY order_id, kind, load
), given AS (
	SELECT order_id, kind, sales, lines FROM incoming
), repaid AS (
	SELECT DISTINCT order_id, kind, day FROM %s WHERE amount < 0
)
SELECT n.row_id AS rowid FROM near n
JOIN given g USING (order_id, kind)
JOIN version v USING (order_id, kind, load)
LEFT JOIN repaid r USING (order_id, kind, day)
WHERE order_id NOT IN (SELECT order_id FROM refused)
	AND CASE WHEN n.amount < 0 THEN r.day IS NOT NULL ELSE g.sales > 0 OR g.lines > 0 AND v.most <= 0 END`

// withoutRefused leaves the rows of refused orders out.
const withoutRefused = "order_id IN (SELECT order_id FROM refused)"

// takeLines takes in rows of orders and order_lines.
func (a *application) takeLines(ctx context.Context, forms []*form) error {
	if _, err := a.countRows(ctx, forms); err != nil {
		return err
	}
	arriving := a.union(lineTable, forms)
	first, err := a.compare(ctx, arriving)
	if err != nil {
		return err
	}
	without, err := a.refuseOrders(ctx, arriving)
	if err != nil {
		return err
	}
	if err := a.countOrders(ctx, arriving, without); err != nil {
		return err
	}
	leaving := "SELECT rowid FROM lines WHERE false"
	if !first {
		leaving = fmt.Sprintf(leavingLinesSQL, arriving)
	}
	if err := a.leave(ctx, leaving); err != nil {
		return err
	}
	if err := a.concern(ctx, lineTable, "(FROM incoming WHERE NOT "+withoutRefused+")"); err != nil {
		return err
	}
	arrivals := a.arrivals(lineTable, forms, without)
	if !first {
		if err := a.keepNear(ctx, arrivals); err != nil {
			return err
		}
	}
	if err := a.replace(ctx, lineTable, arrivals); err != nil || !first {
		return err
	}
	// The orders incoming are all there are, and need not be put together again.
	unsold := "sales = 0"
	if without != "" {
		unsold += " OR " + without
	}
	_, err = a.exec(ctx, "DELETE FROM incoming WHERE "+unsold+"; ALTER TABLE incoming RENAME TO sold")
	a.soldReady = true
	return err
}

// keepNear makes the table kept of what near will be once the arrivals are there: to find
// the rows of some orders again among all there are takes most of the time of a small load.
func (a *application) keepNear(ctx context.Context, arrivals []arrival) error {
	if a.everybody[lineTable] {
		return nil
	}
	columns, err := a.nearColumns(ctx)
	if err != nil {
		return err
	}
	sql := "SELECT " + columns + " FROM near WHERE row_id NOT IN (SELECT row_id FROM leaving)"
	if columns != orderColumns {
		sql = "SELECT " + columns + " FROM lines WHERE rowid IN (SELECT row_id FROM near WHERE row_id NOT IN (SELECT row_id FROM leaving))"
	}
	for _, arrival := range arrivals {
		sql += " UNION ALL SELECT " + columns + " FROM (" + arrival.sql + ")"
	}
	_, err = a.exec(ctx, "CREATE OR REPLACE TEMP TABLE kept AS "+sql)
	a.nearKept = true
	return err
}

// compare looks at the orders incoming and at what was known of them before, and finds
// those to refuse. It tells whether all orders of the store are incoming, in rows of one
// kind.
func (a *application) compare(ctx context.Context, arriving string) (first bool, err error) {
	known, err := a.number(ctx, "SELECT count(*) FROM lines")
	if err != nil {
		return false, err
	}
	several, err := a.number(ctx, "SELECT count(*) FROM (SELECT min(file) AS one, max(file) AS other FROM "+arriving+") WHERE one <> other")
	if err != nil {
		return false, err
	}
	files := singleFile
	if several > 0 {
		files = severalFiles
	}
	if _, err := a.exec(ctx, fmt.Sprintf(incomingSQL, files, arriving)); err != nil {
		return false, err
	}
	kinds, err := a.number(ctx, "SELECT count(DISTINCT kind) FROM incoming")
	if err != nil {
		return false, err
	}
	first = known == 0 && kinds == 1
	refused := refusedSQL
	if first {
		refused = refusedFirstSQL
	}
	near := nearSQL
	if known == 0 {
		near += " AND false"
	}
	for _, sql := range []string{near, fmt.Sprintf(soldSQL, "before", "near"), refused} {
		if _, err := a.exec(ctx, sql); err != nil {
			return false, err
		}
	}
	return first, nil
}

// refuseOrders tells the rows of the orders refused, and gives the condition for them,
// empty when there are none.
func (a *application) refuseOrders(ctx context.Context, arriving string) (string, error) {
	refused, err := a.number(ctx, "SELECT count(*) FROM refused")
	if err != nil || refused == 0 {
		return "", err
	}
	result, err := a.query(ctx, fmt.Sprintf(`SELECT file, line, kind, order_id, contact_id, coalesce(owner, ''), coalesce(stranger, '')
		FROM %s JOIN refused USING (order_id) ORDER BY file, line`, arriving))
	return withoutRefused, each(result, err, func(r *driver.Result, i int) {
		a.counts.refused(kindOfCode(driver.Column[uint8](r, 2)[i]))
		refusal := refusalOf(r.Text(3).At(i), r.Text(5).At(i), r.Text(6).At(i))
		refusal.File, refusal.Line = int(driver.Column[int32](r, 0)[i]), int(driver.Column[int64](r, 1)[i])
		a.refuse(refusal)
	})
}

// refusalOf says why an order is refused: a stranger claims the order of its owner, or
// without one, two files give its sales.
func refusalOf(order, owner, stranger string) palier.Refusal {
	if stranger == "" {
		return palier.Refusal{Column: "order_id", Value: order,
			Reason: fmt.Sprintf("two files of the load give sales of the order %q", order),
			Hint:   "leave the order out of one of them"}
	}
	return palier.Refusal{Column: "contact_id", Value: stranger,
		Reason: fmt.Sprintf("the order %q belongs to the contact %q", order, owner),
		Hint:   "give the order an id of its own, or undo the load that gave it to the other contact"}
}

func kindOfCode(code uint8) palier.Kind {
	if code == codeOfKind(palier.KindOrderLines) {
		return palier.KindOrderLines
	}
	return palier.KindOrders
}

// countOrders counts the rows and the orders kept, and finds the latest day of their rows.
func (a *application) countOrders(ctx context.Context, arriving, without string) error {
	result, err := a.query(ctx, `
		WITH known AS (SELECT order_id FROM before UNION SELECT order_id FROM near WHERE amount < 0)
		SELECT kind, count(*) FILTER (NOT known), count(*) FILTER (known)
		FROM (SELECT kind, order_id IN (FROM known) AS known FROM incoming WHERE NOT `+withoutRefused+`)
		GROUP BY kind`)
	err = each(result, err, func(r *driver.Result, i int) {
		kind := kindOfCode(driver.Column[uint8](r, 0)[i])
		a.counts.identities(kind, driver.Column[int64](r, 1)[i], driver.Column[int64](r, 2)[i])
	})
	if err != nil {
		return err
	}
	kept := ""
	if without != "" {
		kept = " FILTER (NOT " + without + ")"
	}
	result, err = a.query(ctx, fmt.Sprintf("SELECT kind, count(*), max(day)%s FROM %s GROUP BY kind", kept, arriving))
	return each(result, err, func(r *driver.Result, i int) {
		a.counts.rows(kindOfCode(driver.Column[uint8](r, 0)[i]), driver.Column[int64](r, 1)[i])
		a.lastDay = max(a.lastDay, dayAt(r, 2, i))
	})
}
