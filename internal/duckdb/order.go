package duckdb

import "fmt"

// placeOfRow orders the rows of a load as they stood in its files.
const placeOfRow = "(file::BIGINT << 40 | line)"

// orderColumns are those columns of lines that tell whose an order is and what it amounts to.
const orderColumns = "load, file, line, kind, order_id, contact_id, email, day, amount, status"

// soldColumns put the rows of an order that are no refunds together: the first row that
// has an e-mail or status says it. Contact ids need no order, for those of a load agree.
const soldColumns = `
	coalesce(sum(amount) FILTER (amount > 0), 0)::BIGINT AS sales, min(day) FILTER (amount > 0) AS day,
	count(*) FILTER (amount >= 0)::INTEGER AS lines, max(day) FILTER (amount >= 0) AS last_day,
	coalesce(max(contact_id) FILTER (amount >= 0), '') AS contact_id,
	coalesce(arg_min(email, ` + placeOfRow + `) FILTER (amount >= 0 AND email <> ''), '') AS email,
	coalesce(arg_min(status, ` + placeOfRow + `) FILTER (amount >= 0 AND status <> 0), 0) AS status`

// soldSQL makes a table of the orders with at least one sale, from rows of lines
// (model.md §2, load.go of palier). Of each order and kind of rows, the latest load with
// a sale gives the lines; order_lines come before orders. What these leave out of contact,
// e-mail and status is taken from the latest rows of orders.
const soldSQL = `
CREATE OR REPLACE TEMP TABLE %[1]s AS
WITH version AS (
	SELECT order_id, kind, load, ` + soldColumns + ` FROM %[2]s WHERE amount >= 0 GROUP BY order_id, kind, load
), sale AS (
	SELECT * FROM version WHERE sales > 0
	QUALIFY row_number() OVER (PARTITION BY order_id ORDER BY kind DESC, load DESC) = 1
), header AS (
	SELECT * FROM version WHERE kind = 0
	QUALIFY row_number() OVER (PARTITION BY order_id ORDER BY load DESC) = 1
)
SELECT s.order_id, s.kind, s.sales, s.day, s.lines, s.last_day,
	coalesce(nullif(s.contact_id, ''), h.contact_id, '') AS contact_id,
	coalesce(nullif(s.email, ''), h.email, '') AS email,
	coalesce(nullif(s.status, 0), h.status, 0) AS status
FROM sale s LEFT JOIN header h USING (order_id)`

// soldPlainSQL is soldSQL where rows are of one kind and no order has rows without a sale
// in a load of their own, which is what one usually meets, and needs half the time.
const soldPlainSQL = `
CREATE OR REPLACE TEMP TABLE %[1]s AS
SELECT order_id, any_value(kind) AS kind, ` + soldColumns + `
FROM %[2]s WHERE amount >= 0 GROUP BY order_id HAVING sum(amount) > 0`

// plainSQL asks whether soldPlainSQL will do.
const plainSQL = `
SELECT CASE WHEN min(kind) IS NOT DISTINCT FROM max(kind)
	AND (min(amount) FILTER (amount >= 0) > 0 OR min(load) = max(load)) THEN 1 ELSE 0 END::BIGINT FROM %s`

// repaidSQL makes the table repaid: the refunds of each order on each day, from rows of
// lines. Those of order_lines come before those of orders.
const repaidSQL = `
CREATE OR REPLACE TEMP TABLE repaid AS
SELECT order_id, kind, day, sum(amount)::BIGINT AS amount,
	coalesce(arg_min(contact_id, ` + placeOfRow + `) FILTER (contact_id <> ''), '') AS contact_id,
	coalesce(arg_min(email, ` + placeOfRow + `) FILTER (email <> ''), '') AS email,
	coalesce(arg_min(status, ` + placeOfRow + `) FILTER (status <> 0), 0) AS status
FROM %[1]s WHERE amount < 0 GROUP BY order_id, kind, day
QUALIFY row_number() OVER (PARTITION BY order_id, day ORDER BY kind DESC) = 1`

// ownerOf is the id of the contact to whom something belongs, given the e-mails m that
// exactly one contact has.
func ownerOf(row, order string) string {
	return fmt.Sprintf(`CASE WHEN %[1]s.contact_id <> '' THEN %[1]s.contact_id
		WHEN %[1]s.email = '' THEN 'order:' || %[2]s
		ELSE coalesce(m.contact_id, 'email:' || %[1]s.email) END`, row, order)
}

// mailsSQL makes a table of mails: of the e-mails asked for, those that exactly one
// contact has.
const mailsSQL = `
CREATE OR REPLACE TEMP TABLE %s AS
SELECT email, min(contact_id) AS contact_id FROM contacts
WHERE email IN (SELECT email FROM (%s) WHERE contact_id = '' AND email <> '')
GROUP BY email HAVING count(*) = 1`

// movedSQL makes the view moved: the histories of the orders sold and of what was
// repaid, with the ids of their owners. E-mails are joined by one equality, for DuckDB
// compares every pair when a second condition stands beside it.
var movedSQL = `
CREATE OR REPLACE TEMP VIEW moved AS
WITH movement AS (
	SELECT order_id, contact_id, email, day, day AS effect, sales AS amount, status, lines, last_day FROM sold
	UNION ALL
	SELECT order_id, CASE WHEN s.day IS NULL THEN r.contact_id ELSE s.contact_id END,
		CASE WHEN s.day IS NULL THEN r.email ELSE s.email END,
		coalesce(s.day, r.day), greatest(s.day, r.day), r.amount, coalesce(s.status, r.status), 0, NULL
	FROM repaid r LEFT JOIN sold s USING (order_id)
)
SELECT contact_key(owner) AS contact, * FROM (
	SELECT ` + ownerOf("v", "v.order_id") + ` AS owner, hash(v.order_id) AS number,
		v.day, v.effect, v.amount, v.status, v.lines, v.last_day
	FROM movement v LEFT JOIN order_mails m ON m.email = CASE WHEN v.contact_id = '' THEN v.email END
)`

// answeredSQL makes the view answered: engagements with the ids of their owners.
var answeredSQL = `
CREATE OR REPLACE TEMP VIEW answered AS
SELECT contact_key(owner) AS contact, * FROM (
	SELECT ` + ownerOf("e", "''") + ` AS owner, hash(e.contact_id, e.email) AS number, e.day, e.type
	FROM %s e LEFT JOIN engagement_mails m ON m.email = CASE WHEN e.contact_id = '' THEN e.email END
)`
