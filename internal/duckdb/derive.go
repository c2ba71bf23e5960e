package duckdb

import (
	"context"
	"fmt"
)

// createConcerned makes the tables that say whom a change of the facts concerns: orders
// and engagements by their numbers, contacts by their keys, and the e-mails of contacts
// with whom each belonged to before.
const createConcerned = `
CREATE TEMP TABLE touched (number UBIGINT);
CREATE TEMP TABLE heard (number UBIGINT);
CREATE TEMP TABLE met (contact UBIGINT);
CREATE TEMP TABLE mentioned (email VARCHAR, contact_id VARCHAR);
CREATE TEMP TABLE leaving (row_id BIGINT)`

// concern notes whom rows of a table concern, before they come or go. Where they are very
// many, everybody is; of products also when they are few.
func (u *update) concern(ctx context.Context, t *factTable, rows string) error {
	if t == contactTable {
		if _, err := u.exec(ctx, fmt.Sprintf(mentionedSQL, rows)); err != nil {
			return err
		}
	}
	n, err := u.number(ctx, "SELECT count(*) FROM "+rows)
	if err != nil || n == 0 {
		return err
	}
	sql, noted := notes[t]
	if !noted || 2*n >= u.store.limits.patch {
		u.everybody[t] = true
		return nil
	}
	_, err = u.exec(ctx, fmt.Sprintf(sql, rows))
	return err
}

// notes are the statements that note whom rows concern.
var notes = map[*factTable]string{
	contactTable:    "INSERT INTO met SELECT contact_key(contact_id) FROM %s",
	engagementTable: "INSERT INTO heard SELECT DISTINCT hash(contact_id, email) FROM %s",
	lineTable:       "INSERT INTO touched SELECT DISTINCT hash(order_id) FROM %s",
}

// mentionedSQL notes the e-mails of contacts that come or go, and whose they are before.
const mentionedSQL = `
INSERT INTO mentioned
SELECT e.email, CASE WHEN count(c.contact_id) = 1 THEN min(c.contact_id) END
FROM (SELECT DISTINCT email FROM %s WHERE email <> '' AND email NOT IN (SELECT email FROM mentioned)) e
LEFT JOIN contacts c USING (email) GROUP BY e.email`

// leavers is a subquery for the rows that leave a table.
func leavers(t *factTable) string {
	return "(SELECT * FROM " + t.name + " WHERE rowid IN (SELECT row_id FROM leaving))"
}

// forwardedSQL notes the orders and engagements of guests whose e-mail belongs to
// somebody else than before.
const forwardedSQL = `
CREATE OR REPLACE TEMP TABLE forwarded AS
SELECT m.email FROM mentioned m LEFT JOIN contacts c USING (email) GROUP BY m.email, m.contact_id
HAVING m.contact_id IS DISTINCT FROM CASE WHEN count(c.contact_id) = 1 THEN min(c.contact_id) END;
INSERT INTO touched SELECT DISTINCT hash(order_id) FROM lines WHERE email IN (FROM forwarded);
INSERT INTO heard SELECT hash('', email) FROM forwarded`

// derive brings histories, responses and owners up to date with the facts, for all that
// was noted as concerned, and forgets it.
func (u *update) derive(ctx context.Context) error {
	if _, err := u.exec(ctx, forwardedSQL); err != nil {
		return err
	}
	orders, err := u.scope(ctx, lineTable, "touched")
	if err != nil {
		return err
	}
	engagements, err := u.scope(ctx, engagementTable, "heard")
	if err != nil {
		return err
	}
	if err := u.deriveIn(ctx, orders, engagements); err != nil {
		return err
	}
	clear(u.everybody)
	u.soldReady, u.nearKept = false, false
	_, err = u.exec(ctx, forgetConcerned)
	return err
}

// forgetConcerned empties and drops what is needed no more.
const forgetConcerned = `
DELETE FROM touched; DELETE FROM heard; DELETE FROM met; DELETE FROM mentioned;
DROP VIEW IF EXISTS moved; DROP VIEW IF EXISTS answered;
DROP TABLE IF EXISTS sold; DROP TABLE IF EXISTS repaid; DROP TABLE IF EXISTS before; DROP TABLE IF EXISTS near; DROP TABLE IF EXISTS kept;
DROP TABLE IF EXISTS incoming; DROP TABLE IF EXISTS named; DROP TABLE IF EXISTS staying`

// scope is how much of a derived table is made anew.
type scope int

const (
	none  scope = iota
	patch       // what was noted
	whole
)

// scope tells how much the rows of a table that came or went, and the numbers noted, ask for.
func (u *update) scope(ctx context.Context, t *factTable, noted string) (scope, error) {
	if u.everybody[t] {
		return whole, nil
	}
	n, err := u.number(ctx, "SELECT count(*) FROM "+noted)
	switch {
	case n == 0:
		return none, err
	case 2*n < u.store.limits.patch:
		return patch, err
	}
	return whole, err
}

// deriveIn makes the histories and the responses anew in the scopes given, and then the
// owners and the index.
func (u *update) deriveIn(ctx context.Context, orders, engagements scope) error {
	orders, err := u.fresh(ctx, historyTable, orders, u.move)
	if err != nil {
		return err
	}
	engagements, err = u.fresh(ctx, responseTable, engagements, u.answer)
	if err != nil {
		return err
	}
	contacts, err := u.own(ctx, orders, engagements)
	if err != nil {
		return err
	}
	if err := u.settle(ctx, historyTable, orders); err != nil {
		return err
	}
	if err := u.settle(ctx, responseTable, engagements); err != nil {
		return err
	}
	products := none
	if u.everybody[productTable] {
		products = whole
	}
	return u.reindex(ctx, changes{contacts, products, orders, engagements})
}

// fresh makes the fresh rows of a derived table. Too many for a patch are all made.
func (u *update) fresh(ctx context.Context, d *derived, s scope, fill func(context.Context, scope) error) (scope, error) {
	if s == none {
		return s, nil
	}
	if err := fill(ctx, s); err != nil || s == whole {
		return s, err
	}
	n, err := u.number(ctx, "SELECT count(*) FROM "+d.fresh)
	if err != nil || n < u.store.limits.patch {
		return s, err
	}
	return whole, fill(ctx, whole)
}

// move makes the fresh rows of histories, in the view moved.
func (u *update) move(ctx context.Context, s scope) error {
	source := "lines"
	if s == patch {
		source = "near"
		if err := u.findNear(ctx); err != nil {
			return err
		}
	}
	if err := u.sell(ctx, source); err != nil {
		return err
	}
	for _, sql := range []string{
		fmt.Sprintf(repaidSQL, source),
		fmt.Sprintf(mailsSQL, "order_mails", "SELECT contact_id, email FROM sold UNION ALL SELECT contact_id, email FROM repaid"),
		movedSQL,
	} {
		if _, err := u.exec(ctx, sql); err != nil {
			return err
		}
	}
	return nil
}

// findNear makes the table near: the rows in force of the orders touched.
func (u *update) findNear(ctx context.Context) error {
	among, err := u.among(ctx)
	if err != nil {
		return err
	}
	columns, err := u.nearColumns(ctx)
	if err != nil {
		return err
	}
	_, err = u.exec(ctx, "CREATE OR REPLACE TEMP TABLE near AS SELECT "+columns+" FROM "+among+" WHERE hash(order_id) IN (SELECT number FROM touched)")
	return err
}

// nearColumns are the columns of lines that what is derived of some orders is made of: all
// when the index of their lines is there.
func (u *update) nearColumns(ctx context.Context) (string, error) {
	there, err := u.built(ctx)
	if err != nil || !there["purchases"] && !there["headers"] {
		return orderColumns, err
	}
	return "load, " + list(u.factColumns(lineTable)), nil
}

// among tells where the rows of the orders touched are: in the table kept, when no others
// are touched than those of a load.
func (u *update) among(ctx context.Context) (string, error) {
	if !u.nearKept {
		return "lines", nil
	}
	others, err := u.number(ctx, "SELECT count(*) FROM touched WHERE number NOT IN (SELECT hash(order_id) FROM incoming)")
	if err != nil || others > 0 {
		return "lines", err
	}
	return "kept", nil
}

// sell makes the table sold, unless it is there.
func (u *update) sell(ctx context.Context, source string) error {
	if u.soldReady {
		return nil
	}
	plain, err := u.number(ctx, fmt.Sprintf(plainSQL, source))
	if err != nil {
		return err
	}
	sql := soldSQL
	if plain == 1 {
		sql = soldPlainSQL
	}
	_, err = u.exec(ctx, fmt.Sprintf(sql, "sold", source))
	return err
}

// answer makes the fresh rows of responses, in the view answered.
func (u *update) answer(ctx context.Context, s scope) error {
	source := "engagements"
	if s == patch {
		source = "(SELECT * FROM engagements WHERE hash(contact_id, email) IN (SELECT number FROM heard))"
	}
	if _, err := u.exec(ctx, fmt.Sprintf(mailsSQL, "engagement_mails", "SELECT contact_id, email FROM "+source)); err != nil {
		return err
	}
	_, err := u.exec(ctx, fmt.Sprintf(answeredSQL, source))
	return err
}
