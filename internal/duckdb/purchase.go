package duckdb

import (
	"context"
	"fmt"
	"strings"

	"palier"
)

// never is until when an order counts of which refunds leave something.
const never = "DATE '9999-12-31'"

// purchaseOrder has rows lie together that are asked for together, so that whole row groups
// pass or fail: sales of orders that never cease to count, which most are, by the statuses
// that a model ignores or not, by quarters, for windows, and by contact, for events.
const purchaseOrder = "amount < 0 OR until < " + never + ", status, date_trunc('quarter', day), contact"

// purchasesSQL asks for the rows in force of every order with a sale. An order that has
// refunds may be nothing any more from a day on: until. Of a patch the histories are those
// just made, and the rows those they were made of.
func (v *view) purchasesSQL(ctx context.Context, s scope) (string, error) {
	histories, lines := "moved", inForce("near")
	if s == whole {
		var err error
		histories = "histories"
		if lines, err = v.inForceSQL(ctx); err != nil {
			return "", err
		}
	}
	return fmt.Sprintf(`
WITH sold AS (
	SELECT contact, number, day, status FROM %[1]s WHERE amount > 0
), spent AS (
	SELECT number, min(effect) AS until FROM (
		SELECT number, effect, sum(amount) OVER (PARTITION BY number ORDER BY effect) AS net
		FROM %[1]s WHERE number IN (SELECT number FROM %[1]s WHERE amount < 0)
	) WHERE net <= 0 GROUP BY number
)
SELECT s.contact, s.number, s.day, CASE WHEN l.amount < 0 THEN greatest(s.day, l.day) ELSE s.day END AS effect,
	coalesce(e.until, `+never+`) AS until,
	CASE WHEN l.item_id <> '' THEN hash(l.item_id) END AS item, l.amount, l.quantity, l.currency, s.status%[2]s
FROM (%[3]s) l JOIN sold s ON s.number = hash(l.order_id) LEFT JOIN spent e ON e.number = s.number`,
		histories, v.readAttributes(palier.KindOrderLines, func(column string) string { return "l." + column }), lines), nil
}

// headersSQL asks for the attributes of orders, of those that have any.
func (v *view) headersSQL(_ context.Context, s scope) (string, error) {
	lines := "near"
	if s == whole {
		lines = "lines"
	}
	return fmt.Sprintf("SELECT number%s FROM (%s)",
		v.readAttributes(palier.KindOrders, func(column string) string { return column }), v.headerRows(lines)), nil
}

// headerRows asks for the numbers of orders and their attributes as files wrote them, given
// all rows of some orders: of the latest load with rows of orders, the first that has one.
// Two loads have some of one order only where the later one gives it no sale.
func (v *view) headerRows(lines string) string {
	var values, some []string
	for _, n := range v.attributesOf(palier.KindOrders) {
		values = append(values, fmt.Sprintf(", arg_min(%[1]s, %[2]s) FILTER (%[1]s <> '') AS %[1]s", n.column(), placeOfRow))
		some = append(some, n.column()+" <> ''")
	}
	where := "false"
	if some != nil {
		where = strings.Join(some, " OR ")
	}
	return fmt.Sprintf(`
SELECT number%[1]s FROM (SELECT *, hash(order_id) AS number FROM %[2]s WHERE kind = 0 AND amount >= 0 AND (%[3]s))
LEFT JOIN (SELECT hash(order_id) AS number, max(load) AS latest FROM %[2]s WHERE kind = 0 AND amount = 0 GROUP BY number) USING (number)
WHERE latest IS NULL OR load >= latest GROUP BY number`, strings.Join(values, ""), lines, where)
}
