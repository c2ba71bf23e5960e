package duckdb

import (
	"context"
	"fmt"
	"slices"

	"palier"
	"palier/internal/duckdb/driver"
)

// rowsSQL asks for what is known of contacts chosen: first who they are, so that the rest
// is looked up for a page only.
const rowsSQL = `
SELECT c.contact, c.contact_id, c.identified, c.reachable, c.sorted IS NULL, c.sorted, s.stage IS NOT NULL, %s%s
FROM chosen c LEFT JOIN (FROM states WHERE stage <> 0) s USING (contact) LEFT JOIN contacts r ON r.contact_id = c.contact_id
ORDER BY %s`

// Rows pages through the contacts selected.
func (v *view) Rows(ctx context.Context, query palier.RowQuery) ([]palier.Row, error) {
	rows, err := v.rows(ctx, query)
	return rows, explain("list the contacts of a segment", err)
}

func (v *view) rows(ctx context.Context, query palier.RowQuery) ([]palier.Row, error) {
	q := v.newQuestion(query.Selection)
	by := q.sorted(query.By)
	page := "SELECT p.contact, o.contact_id, p.identified, coalesce(" + q.reachable(query.Channel) + ", false) AS reachable, " + by.sql + " AS sorted FROM " + q.chosen(query.Selection, withIDs)
	if query.After.ContactID != "" {
		page += " AND " + by.beyond(q, query.After, query.Backward)
	}
	page += " ORDER BY " + by.order(by.sql, "o.contact_id", query.Backward)
	if query.Limit > 0 {
		page += " LIMIT " + q.arg(query.Limit)
	}
	facts, values, texts := "", "", make([]textReader, len(query.Fields))
	for i, c := range stateColumns {
		if i > 0 {
			facts += ", "
		}
		facts += "s." + c.name
	}
	for i, field := range query.Fields {
		sql, read, known := v.written(field)
		if !known {
			return nil, palier.Refusef("list the contacts of a segment", "name fields of contacts", "%q is none", field.Name)
		}
		values += ", " + sql
		texts[i] = read
	}
	q.subqueries = append(q.subqueries, subquery{name: "chosen", sql: page})
	found, err := answer(ctx, q, q.with()+fmt.Sprintf(rowsSQL, facts, values, by.order("c.sorted", "c.contact_id", query.Backward)), func(r *driver.Result) (rows []palier.Row) {
		for r.Next() {
			rows = appendRows(rows, r, by, texts)
		}
		return rows
	})
	return cloneRows(found), err
}

// appendRows reads a chunk of rows.
func appendRows(to []palier.Row, r *driver.Result, by sorting, texts []textReader) []palier.Row {
	const hasState, firstFact = 6, 7
	first := len(to)
	states := make([]palier.State, r.Rows())
	for i := range r.Rows() {
		row := palier.Row{
			Contact: driver.Column[palier.Key](r, 0)[i], ContactID: r.Text(1).At(i),
			Identified: driver.Column[bool](r, 2)[i], Reachable: driver.Column[bool](r, 3)[i],
			Values: make([]string, len(texts)),
		}
		row.Place = by.place(r, row.ContactID, i)
		if driver.Column[bool](r, hasState)[i] {
			row.State = &states[i]
		}
		for t, read := range texts {
			row.Values[t] = read(r, firstFact+len(stateColumns)+t, i)
		}
		to = append(to, row)
	}
	for c, column := range stateColumns {
		read := column.reader(r, firstFact+c)
		for i := range states {
			if to[first+i].State != nil {
				read(i, &states[i])
			}
		}
	}
	return to
}

// cloneRows gives rows that nobody else has.
func cloneRows(rows []palier.Row) []palier.Row {
	rows = slices.Clone(rows)
	for i := range rows {
		rows[i].Values = slices.Clone(rows[i].Values)
		if state := rows[i].State; state != nil {
			copied := *state
			rows[i].State = &copied
		}
	}
	return rows
}

// textReader reads a column as files write it.
type textReader func(r *driver.Result, column, row int) string

// written gives the SQL of a field of contacts as files wrote it, of the tables chosen c
// and contacts r, and how to read that.
func (v *view) written(f palier.Field) (sql string, read textReader, known bool) {
	text := func(r *driver.Result, column, row int) string { return r.Text(column).At(row) }
	day := func(r *driver.Result, column, row int) string { return dayAt(r, column, row).String() }
	word := func(r *driver.Result, column, row int) string {
		return v.store.words.word(driver.Column[int32](r, column)[row])
	}
	if f.Of != palier.OfContact {
		return "", nil, false
	}
	if f.Attribute {
		n, known := v.attributeNamed(palier.KindContacts, f.Name)
		if !known {
			return "''", text, true
		}
		return "coalesce(r." + n.column() + ", '')", text, true
	}
	switch f.Name {
	case "contact_id":
		return "c.contact_id", text, true
	case "identified":
		return "c.identified::VARCHAR", text, true
	case "registered_at":
		return "r.registered", day, true
	}
	o, known := contactOperands[f.Name]
	column := "r." + f.Name // a name of the table's
	switch {
	case !known:
		return "", nil, false
	case o.kind == dayOperand:
		return column, day, true
	case o.kind == numberOperand:
		return "coalesce(" + column + ", 0)", word, true
	}
	return "coalesce(" + column + ", '')", text, true
}
