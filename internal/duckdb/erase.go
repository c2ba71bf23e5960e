package duckdb

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"palier"
	"palier/internal/duckdb/driver"
)

// forgottenSQL makes the tables of what belongs to a contact: forgotten_mails, which no
// other contact has; forgotten_orders that were ever the contact's, whether they are its
// own now, and the ids they get; forgotten_engagements, each kind with a number that
// keeps it apart when nothing else does.
const forgottenSQL = `
CREATE OR REPLACE TEMP TABLE forgotten_mails AS
SELECT email FROM (
	SELECT email FROM contacts WHERE contact_id = (SELECT id FROM forgotten) UNION SELECT email FROM contacts_aside WHERE contact_id = (SELECT id FROM forgotten)
	UNION SELECT substr(contact_id, 7) FROM owners WHERE contact_id = (SELECT id FROM forgotten) AND starts_with(contact_id, 'email:')
) WHERE email <> '' AND email NOT IN (SELECT email FROM contacts WHERE contact_id <> (SELECT id FROM forgotten));

CREATE OR REPLACE TEMP TABLE forgotten_orders AS
WITH guest AS (
	SELECT contact FROM owners WHERE contact_id = (SELECT id FROM forgotten) OR contact_id IN (SELECT 'email:' || email FROM forgotten_mails)
)
SELECT order_id, bool_or(owned) AS owned, (SELECT new_id FROM forgotten) || '/' || row_number() OVER (ORDER BY order_id) AS new_id FROM (
	SELECT order_id, true AS owned FROM lines WHERE hash(order_id) IN (SELECT number FROM histories WHERE contact IN (FROM guest))
	UNION ALL SELECT order_id, false FROM lines WHERE amount >= 0 AND contact_id = (SELECT id FROM forgotten)
	UNION ALL SELECT order_id, false FROM lines_aside WHERE amount >= 0 AND contact_id = (SELECT id FROM forgotten)
) GROUP BY order_id;

CREATE OR REPLACE TEMP TABLE forgotten_engagements AS
WITH kind AS (
	SELECT contact_id, email, day, type, channel, campaign, erased FROM engagements
	UNION SELECT contact_id, email, day, type, channel, campaign, erased FROM engagements_aside
)
SELECT *, (SELECT coalesce(max(erased), 0) FROM kind) + row_number() OVER (ORDER BY day) AS number
FROM kind WHERE contact_id = (SELECT id FROM forgotten) OR contact_id = '' AND email IN (FROM forgotten_mails)`

// Erase removes a contact everywhere; what happened stays under another id, or not.
func (u *update) Erase(ctx context.Context, e palier.Erasure) (palier.Erased, error) {
	tried := fmt.Sprintf("erase the contact %q", e.ContactID)
	if e.ContactID == "" { // what rows say that name nobody
		return palier.Erased{}, unknown(tried)
	}
	known, err := u.forget(ctx, e)
	if err != nil {
		return palier.Erased{}, u.fail(explain(tried, err))
	}
	if !known {
		return palier.Erased{}, unknown(tried)
	}
	erased, err := u.forgotten(ctx)
	return erased, u.fail(explain(tried, err))
}

// forgotten tells what named the contact that is being erased.
func (u *update) forgotten(ctx context.Context) (erased palier.Erased, err error) {
	result, err := u.query(ctx, "SELECT email FROM forgotten_mails ORDER BY email")
	err = each(result, err, func(r *driver.Result, i int) { erased.Emails = append(erased.Emails, r.Text(0).At(i)) })
	if err != nil {
		return erased, err
	}
	result, err = u.query(ctx, "SELECT order_id, new_id FROM forgotten_orders ORDER BY order_id")
	return erased, each(result, err, func(r *driver.Result, i int) {
		erased.Orders = append(erased.Orders, palier.ErasedOrder{OrderID: r.Text(0).At(i), As: r.Text(1).At(i)})
	})
}

// forget rewrites the rows of a contact in all tables, and tells whether there were any.
func (u *update) forget(ctx context.Context, e palier.Erasure) (bool, error) {
	if err := u.note(ctx); err != nil {
		return false, err
	}
	if _, err := u.exec(ctx, "CREATE OR REPLACE TEMP TABLE forgotten AS SELECT $1 AS id, $2 AS new_id", e.ContactID, e.As); err != nil {
		return false, err
	}
	if _, err := u.exec(ctx, forgottenSQL); err != nil {
		return false, err
	}
	known := false
	for _, r := range rewritings {
		for _, table := range []string{r.table.name, r.table.aside()} {
			rows, err := u.rewrite(ctx, r, table, e.Bare)
			if err != nil {
				return false, err
			}
			known = known || rows > 0
		}
	}
	if !known {
		return false, nil
	}
	moved := `INSERT INTO states BY NAME SELECT * REPLACE (contact_key((SELECT new_id FROM forgotten)) AS contact, (SELECT new_id FROM forgotten) AS contact_id) FROM states WHERE contact_id = (SELECT id FROM forgotten);`
	if e.Bare {
		moved = ""
	}
	if _, err := u.exec(ctx, moved+"DELETE FROM states WHERE contact_id = (SELECT id FROM forgotten)"); err != nil {
		return true, err
	}
	return true, u.derive(ctx)
}

// rewriting says which rows of a table to rewrite, and what they say afterwards.
type rewriting struct {
	table  *factTable
	own    bool // the rows are the contact's, and go where nothing of it is to stay
	where  string
	stay   string            // names of the columns that stay; empty: all
	change map[string]string // expressions of columns that change; the others are missing
}

const (
	oldID      = "(SELECT id FROM forgotten)"
	newID      = "(SELECT new_id FROM forgotten)"
	newOrderID = "(SELECT new_id FROM forgotten_orders f WHERE f.order_id = t.order_id)"
	ownLine    = `order_id IN (SELECT order_id FROM forgotten_orders) AND (contact_id = ` + oldID + `
		OR contact_id = '' AND email IN (FROM forgotten_mails)
		OR (contact_id = '' OR amount < 0) AND order_id IN (SELECT order_id FROM forgotten_orders WHERE owned))`
)

var rewritings = []rewriting{
	{contactTable, true, "contact_id = " + oldID, "file line registered", map[string]string{"contact_id": newID}},
	{lineTable, true, ownLine, "file line kind day amount quantity currency status", map[string]string{
		"contact_id": newID, "order_id": newOrderID,
	}},
	// Where a row gave the order to somebody else, only the order's id goes.
	{lineTable, false, "order_id IN (SELECT order_id FROM forgotten_orders)", "", map[string]string{"order_id": newOrderID, "other_id": "''"}},
	// A refund of somebody else's order may name the contact all the same.
	{lineTable, false, "contact_id = " + oldID, "", map[string]string{"contact_id": "''"}},
	{engagementTable, true, "contact_id = " + oldID + " OR contact_id = '' AND email IN (FROM forgotten_mails)", "file line day type", map[string]string{
		"contact_id": newID,
		"erased": `(SELECT number FROM forgotten_engagements f WHERE f.contact_id = t.contact_id AND f.email = t.email
			AND f.day = t.day AND f.type = t.type AND f.channel = t.channel AND f.campaign = t.campaign AND f.erased = t.erased)::UBIGINT`,
	}},
}

// rewrite replaces rows of a table by what stays of them, and tells how many they were. Of
// a contact's own rows nothing stays if bare.
func (u *update) rewrite(ctx context.Context, r rewriting, table string, bare bool) (int64, error) {
	if err := u.leave(ctx, "SELECT rowid FROM "+table+" WHERE "+r.where); err != nil {
		return 0, err
	}
	rows, err := u.number(ctx, "SELECT count(*) FROM leaving")
	if err != nil || rows == 0 {
		return 0, err
	}
	u.applied = true
	columns := []string{"load"}
	for _, c := range u.factColumns(r.table) {
		columns = append(columns, r.value(c)+" AS "+c.name)
	}
	_, err = u.exec(ctx, fmt.Sprintf("CREATE OR REPLACE TEMP TABLE rewritten AS SELECT %s FROM %s t WHERE rowid IN (SELECT row_id FROM leaving)",
		strings.Join(columns, ", "), table))
	if err != nil {
		return 0, err
	}
	for _, concerned := range []string{"(SELECT * FROM " + table + " WHERE rowid IN (SELECT row_id FROM leaving))", "rewritten"} {
		if err := u.concern(ctx, r.table, concerned); err != nil {
			return 0, err
		}
	}
	var staying []arrival
	if !bare || !r.own {
		staying = []arrival{{sql: "SELECT * FROM rewritten", rows: rows}}
	}
	return rows, u.exchange(ctx, r.table, table, rows, staying)
}

// value is the expression for a column of a row that is rewritten.
func (r rewriting) value(c column) string {
	if expression, changes := r.change[c.name]; changes {
		return expression
	}
	if r.stay == "" || slices.Contains(strings.Fields(r.stay), c.name) {
		return c.name
	}
	switch c.kind {
	case driver.Varchar:
		return "''"
	case driver.DateType:
		return "NULL::DATE"
	}
	return "0::" + sqlType(c.kind)
}

var _ palier.Update = (*update)(nil)
