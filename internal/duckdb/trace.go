package duckdb

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"palier"
	"palier/internal/duckdb/driver"
)

// Which rows of each table are about a contact, by its id and key.
var traced = []struct {
	table *factTable
	where string
}{
	{contactTable, "contact_id = $1 AND $2::UBIGINT IS NOT NULL"},
	{lineTable, "contact_id = $1 OR hash(order_id) IN (SELECT number FROM histories WHERE contact = $2)"},
	{engagementTable, "contact_id = $1 OR hash(contact_id, email) IN (SELECT number FROM responses WHERE contact = $2)"},
}

// Traces gives the rows that loads brought of a contact.
func (v *view) Traces(ctx context.Context, contactID string) ([]palier.Trace, error) {
	tried := fmt.Sprintf("show the rows of the contact %q", contactID)
	if contactID == "" {
		return nil, unknown(tried)
	}
	var traces []palier.Trace
	for _, t := range traced {
		columns := v.factColumns(t.table)
		for _, table := range []string{t.table.name, t.table.aside()} {
			result, err := v.query(ctx, fmt.Sprintf("SELECT load, %s FROM %s WHERE %s", list(columns), table, t.where), contactID, uint64(palier.KeyOf(contactID)))
			err = each(result, err, func(r *driver.Result, i int) {
				row := tracedRow{v: v, r: r, i: i, columns: columns}
				traces = append(traces, row.trace(t.table))
			})
			if err != nil {
				return nil, explain(tried, err)
			}
		}
	}
	if len(traces) == 0 {
		return nil, unknown(tried)
	}
	slices.SortFunc(traces, func(a, b palier.Trace) int {
		return cmp.Or(cmp.Compare(a.Load, b.Load), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.File, b.File), cmp.Compare(a.Place(), b.Place()))
	})
	return traces, nil
}

// tracedRow reads the columns of a row by name.
type tracedRow struct {
	v       *view
	r       *driver.Result
	i       int
	columns []column
}

// at gives the place of a column; load is before the others.
func (t *tracedRow) at(name string) int {
	return 1 + slices.IndexFunc(t.columns, func(c column) bool { return c.name == name })
}

func (t *tracedRow) text(name string) string    { return t.r.Text(t.at(name)).At(t.i) }
func (t *tracedRow) day(name string) palier.Day { return dayAt(t.r, t.at(name), t.i) }
func (t *tracedRow) line() int                  { return int(t.number("line")) }
func (t *tracedRow) number(name string) int64 {
	return driver.Column[int64](t.r, t.at(name))[t.i]
}
func (t *tracedRow) word(name string) string {
	return t.v.store.words.word(driver.Column[int32](t.r, t.at(name))[t.i])
}

func (t *tracedRow) trace(table *factTable) palier.Trace {
	trace := palier.Trace{Load: int(driver.Column[int32](t.r, 0)[t.i]), Kind: table.kinds[0], File: int(driver.Column[int32](t.r, t.at("file"))[t.i])}
	switch table {
	case contactTable:
		trace.Contact = t.contact()
	case lineTable:
		trace.Kind = table.kinds[driver.Column[uint8](t.r, t.at("kind"))[t.i]]
		trace.OrderLine = t.orderLine()
	case engagementTable:
		trace.Engagement = &palier.Engagement{
			Line: t.line(), ContactID: t.text("contact_id"), Email: t.text("email"), Day: t.day("day"),
			Type: t.word("type"), Channel: t.word("channel"), Campaign: t.text("campaign"),
		}
	}
	for _, c := range t.columns[len(table.columns):] {
		if value := t.text(c.name); value != "" {
			trace.Attributes = append(trace.Attributes, palier.AttributeValue{Name: t.v.store.names.text(c.name), Value: value})
		}
	}
	slices.SortFunc(trace.Attributes, func(a, b palier.AttributeValue) int { return strings.Compare(a.Name, b.Name) })
	return trace
}

func (t *tracedRow) contact() *palier.Contact {
	row := &palier.Contact{
		Line: t.line(), ContactID: t.text("contact_id"), Registered: t.day("registered"), Email: t.text("email"),
		Phone: t.text("phone"), FirstName: t.text("first_name"), LastName: t.text("last_name"), Source: t.text("source"),
	}
	for i, channel := range palier.Channels {
		consent := "consent_" + channel
		row.Consents[i] = palier.ConsentRecord{State: palier.Consent(t.word(consent)), At: t.day(consent + "_at"), Source: t.text(consent + "_source")}
	}
	return row
}

func (t *tracedRow) orderLine() *palier.OrderLine {
	row := &palier.OrderLine{
		Line: t.line(), OrderID: t.text("order_id"), ContactID: t.text("contact_id"), Email: t.text("email"), Day: t.day("day"),
		Amount: palier.Money(t.number("amount")), Quantity: t.number("quantity"), ItemID: t.text("item_id"),
		Currency: t.word("currency"), Status: t.word("status"), RefundOf: t.text("other_id"),
	}
	if row.Amount < 0 && row.RefundOf != "" { // order_id is that of the order
		row.OrderID, row.RefundOf = row.RefundOf, row.OrderID
	}
	return row
}
