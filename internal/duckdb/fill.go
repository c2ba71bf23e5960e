package duckdb

import (
	"palier"
	"palier/internal/duckdb/driver"
)

// fill writes rows of a batch to the next rows of a sheet, column by column.
func (l *lane) fill(f *form, s *sheet, batch *palier.Batch, from, n int) {
	w := writer{lane: l, to: s.batch, at: s.rows, columns: len(f.columns)}
	files := driver.Fill[int32](s.batch, 0)[s.rows:][:n]
	for i := range files {
		files[i] = int32(batch.File)
	}
	switch batch.Kind {
	case palier.KindContacts:
		w.contacts(batch.Contacts[from:][:n], f.first)
	case palier.KindProducts:
		w.products(batch.Products[from:][:n], f.first)
	case palier.KindEngagements:
		w.engagements(batch.Engagements[from:][:n])
	default:
		w.lines(batch.OrderLines[from:][:n], batch.Kind, f)
	}
}

// writer writes rows to columns, in the order of the table's.
type writer struct {
	lane *lane
	to   *driver.Batch
	at   int // the first row written to

	columns int // how many there are
}

func (w *writer) contacts(rows []palier.Contact, first int) {
	lines := driver.Fill[int64](w.to, 1)[w.at:]
	for i := range rows {
		r, at := &rows[i], w.at+i
		lines[i] = int64(r.Line)
		w.to.SetText(2, at, r.ContactID)
		w.day(3, at, r.Registered)
		w.to.SetText(4, at, r.Email)
		w.to.SetText(5, at, r.Phone)
		w.to.SetText(6, at, r.FirstName)
		w.to.SetText(7, at, r.LastName)
		w.to.SetText(8, at, r.Source)
		for c, consent := range r.Consents {
			driver.Fill[int32](w.to, 9+3*c)[at] = w.lane.code(string(consent.State))
			w.day(10+3*c, at, consent.At)
			w.to.SetText(11+3*c, at, consent.Source)
		}
		w.attributes(first, at, r.Attributes)
	}
}

func (w *writer) products(rows []palier.Product, first int) {
	lines, prices := driver.Fill[int64](w.to, 1)[w.at:], driver.Fill[palier.Money](w.to, 6)[w.at:]
	for i := range rows {
		r, at := &rows[i], w.at+i
		lines[i] = int64(r.Line)
		w.to.SetText(2, at, r.ItemID)
		w.to.SetText(3, at, r.Title)
		w.to.SetText(4, at, r.Category)
		w.to.SetText(5, at, r.Brand)
		prices[i] = r.Price
		if !r.HasPrice {
			w.to.SetNull(6, at)
		}
		w.attributes(first, at, r.Attributes)
	}
}

func (w *writer) engagements(rows []palier.Engagement) {
	lines, days := driver.Fill[int64](w.to, 1)[w.at:], driver.Fill[palier.Day](w.to, 4)[w.at:]
	types, channels := driver.Fill[int32](w.to, 5)[w.at:], driver.Fill[int32](w.to, 6)[w.at:]
	erased := driver.Fill[uint64](w.to, 8)[w.at:]
	for i := range rows {
		r := &rows[i]
		lines[i] = int64(r.Line)
		w.to.SetText(2, w.at+i, r.ContactID)
		w.to.SetText(3, w.at+i, r.Email)
		days[i] = r.Day
		types[i], channels[i] = w.lane.code(r.Type), w.lane.code(r.Channel)
		w.to.SetText(7, w.at+i, r.Campaign)
		erased[i] = 0
	}
}

func (w *writer) lines(rows []palier.OrderLine, kind palier.Kind, f *form) {
	lines, kinds := driver.Fill[int64](w.to, 1)[w.at:], driver.Fill[uint8](w.to, 2)[w.at:]
	days, amounts := driver.Fill[palier.Day](w.to, 5)[w.at:], driver.Fill[palier.Money](w.to, 6)[w.at:]
	quantities := driver.Fill[int64](w.to, 7)[w.at:]
	currencies, statuses := driver.Fill[int32](w.to, 9)[w.at:], driver.Fill[int32](w.to, 10)[w.at:]
	kindCode := codeOfKind(kind)
	for i := range rows {
		r, at := &rows[i], w.at+i
		order, other := r.OrderID, r.RefundOf
		if r.Amount < 0 && other != "" {
			order, other = other, order
		}
		lines[i], kinds[i] = int64(r.Line), kindCode
		w.to.SetText(3, at, order)
		w.to.SetText(4, at, r.ContactID)
		days[i], amounts[i], quantities[i] = r.Day, r.Amount, r.Quantity
		w.to.SetText(8, at, r.ItemID)
		currencies[i], statuses[i] = w.lane.code(r.Currency), w.lane.code(r.Status)
		if f.email >= 0 {
			w.to.SetText(f.email, at, r.Email)
		}
		if f.other >= 0 {
			w.to.SetText(f.other, at, other)
		}
		w.attributes(f.first, at, r.Attributes)
	}
}

// codeOfKind numbers the kinds of lines so that those that say more come later.
func codeOfKind(kind palier.Kind) uint8 {
	if kind == palier.KindOrderLines {
		return 1
	}
	return 0
}

// attributes writes the values of a row to all columns from first on; those that it has
// none for are missing.
func (w *writer) attributes(first, row int, values []string) {
	for column := first; column < w.columns; column++ {
		value := ""
		if i := column - first; i < len(values) {
			value = values[i]
		}
		w.to.SetText(column, row, value)
	}
}

func (w *writer) day(column, row int, day palier.Day) {
	driver.Fill[palier.Day](w.to, column)[row] = day
	if !day.Exists() {
		w.to.SetNull(column, row)
	}
}
