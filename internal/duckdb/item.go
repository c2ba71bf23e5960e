package duckdb

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"palier"
	"palier/internal/duckdb/driver"
)

// itemNumber is what an item is called, over a row of lines; 0 for a row that names none.
const itemNumber = "CASE WHEN item_id = '' THEN 0 ELSE hash(item_id) END"

// inForceSQL asks for the rows of lines that give sales and refunds: where order_lines and
// orders both give those of an order, the latter only its attributes.
func (v *view) inForceSQL(ctx context.Context) (string, error) {
	kinds, err := v.number(ctx, "SELECT count(DISTINCT kind) FROM lines WHERE amount <> 0")
	if err != nil || kinds < 2 {
		return "SELECT * FROM lines WHERE amount <> 0", err
	}
	return inForce("lines"), nil
}

// inForce asks for them among all rows of some orders.
func inForce(lines string) string {
	return fmt.Sprintf(`SELECT * FROM %[1]s WHERE amount <> 0 AND (kind = 1
		OR amount > 0 AND hash(order_id) NOT IN (SELECT hash(order_id) FROM %[1]s WHERE kind = 1 AND amount > 0)
		OR amount < 0 AND hash(order_id, day) NOT IN (SELECT hash(order_id, day) FROM %[1]s WHERE kind = 1 AND amount < 0))`, lines)
}

// itemsSQL makes a table of what the movements are made of, by contact, from the rows in
// force and the histories for which a condition holds. The refunds of an order are its
// contact's, and a credit is that of its own day.
const itemsSQL = `
CREATE TEMP TABLE %[1]s AS
WITH line AS (
	SELECT hash(order_id) AS number, day, amount, quantity, ` + itemNumber + ` AS item FROM (%[2]s)
), repaid AS (
	SELECT number FROM histories WHERE amount < 0
), sold AS (
	SELECT number FROM histories WHERE amount > 0 AND number IN (FROM repaid)
), credit AS (
	SELECT DISTINCT contact, number, day FROM histories WHERE amount < 0 AND number NOT IN (FROM sold) AND %[3]s
)
SELECT contact, number, CASE WHEN l.amount < 0 THEN greatest(h.day, l.day) ELSE h.day END AS effect, l.item, l.amount, l.quantity
FROM line l JOIN (SELECT contact, number, day FROM histories WHERE amount > 0 AND %[3]s) h USING (number)
UNION ALL
SELECT contact, number, day, l.item, l.amount, l.quantity
FROM line l JOIN credit USING (number, day) WHERE l.amount < 0
ORDER BY contact`

// itemTable is a table of what the movements asked for are made of, on the view's own
// connection. Parts are read from it: to look for their rows among all lines would take as
// long for each.
type itemTable struct {
	view *view
	name string
	rows int64
}

// findItems makes the table.
func (v *view) findItems(ctx context.Context, query palier.HistoryQuery) (*itemTable, error) {
	lines, err := v.inForceSQL(ctx)
	if err != nil {
		return nil, err
	}
	t := &itemTable{view: v, name: fmt.Sprintf("items_%d", v.store.memories.Add(1))}
	where, args := "true", []any{}
	if query.Contacts != nil {
		where, args = "contact IN (SELECT unnest($1))", append(args, keysOf(query.Contacts))
	}
	if codes := v.codes(query.IgnoreStatus); len(codes) > 0 {
		where += " AND status NOT IN (" + listCodes(codes) + ")"
	}
	if _, err := v.exec(ctx, fmt.Sprintf(itemsSQL, t.name, lines, where), args...); err != nil {
		return nil, err
	}
	if t.rows, err = v.number(ctx, "SELECT count(*) FROM "+t.name); err != nil {
		t.drop(ctx)
		return nil, err
	}
	return t, nil
}

// part asks for the rows of some contacts.
func (t *itemTable) part(ctx context.Context, where string, args []any) (*driver.Result, error) {
	return t.view.query(ctx, "SELECT contact, number, effect, item, amount, quantity FROM "+t.name+" WHERE "+where, args...)
}

// drop frees the table. Where that fails the transaction is over, and the table with it.
func (t *itemTable) drop(ctx context.Context) {
	_, _ = t.view.exec(context.WithoutCancel(ctx), "DROP TABLE "+t.name)
}

func keysOf(ids []string) []uint64 {
	keys := make([]uint64, len(ids))
	for i, id := range ids {
		keys[i] = uint64(palier.KeyOf(id))
	}
	return keys
}

// itemCursor goes through items by contact.
type itemCursor struct {
	cursor
	orders, items []uint64
	effects       []palier.Day
	amounts       []palier.Money
	quantities    []palier.Quantity
}

func (c *itemCursor) chunk(r *driver.Result) {
	c.orders, c.effects, c.items = driver.Column[uint64](r, 1), driver.Column[palier.Day](r, 2), driver.Column[uint64](r, 3)
	c.amounts, c.quantities = driver.Column[palier.Money](r, 4), driver.Column[palier.Quantity](r, 5)
}

// take appends the items of a contact in their order.
func (c *itemCursor) take(key palier.Key, to []palier.ItemMovement) []palier.ItemMovement {
	first := len(to)
	for c.has(c.chunk) {
		from, end := c.run(key)
		for i := from; i < end; i++ {
			to = append(to, palier.ItemMovement{Order: c.orders[i], Effect: c.effects[i], Item: c.items[i], Amount: c.amounts[i], Quantity: c.quantities[i]})
		}
		if end < len(c.keys) {
			break
		}
	}
	slices.SortFunc(to[first:], func(a, b palier.ItemMovement) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.Effect, b.Effect))
	})
	return to
}
