package storetest

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"palier"
)

// load is a load with its rows, by file and line; an undone one has none.
type load struct {
	palier.Load
	rows
}

// rows are the rows of one load.
type rows struct {
	contacts    []contactRow
	lines       []lineRow
	products    []productRow
	engagements []engagementRow
}

type contactRow struct {
	file int
	palier.Contact
	attributes []palier.AttributeValue
}

type lineRow struct {
	file int
	kind palier.Kind // orders or order_lines
	palier.OrderLine
	attributes []palier.AttributeValue
}

type productRow struct {
	file int
	palier.Product
	attributes []palier.AttributeValue
}

type engagementRow struct {
	file int
	palier.Engagement
	erased int // tells apart what erasing made equal; 0 for a row as it came
}

// order is the id of the order that the row is about.
func (r *lineRow) order() string {
	if r.Amount < 0 && r.RefundOf != "" {
		return r.RefundOf
	}
	return r.OrderID
}

// staging takes the rows of one load, in any order.
type staging struct {
	lock sync.Mutex
	rows rows
}

// Write copies the rows of a batch.
func (s *staging) Write(ctx context.Context, batch *palier.Batch) error {
	s.lock.Lock()
	defer s.lock.Unlock()
	for _, c := range batch.Contacts {
		named := attributes(batch.Attributes, c.Attributes)
		c.Attributes = slices.Clone(c.Attributes)
		s.rows.contacts = append(s.rows.contacts, contactRow{batch.File, c, named})
	}
	for _, l := range batch.OrderLines {
		named := attributes(batch.Attributes, l.Attributes)
		l.Attributes = slices.Clone(l.Attributes)
		s.rows.lines = append(s.rows.lines, lineRow{batch.File, batch.Kind, l, named})
	}
	for _, p := range batch.Products {
		named := attributes(batch.Attributes, p.Attributes)
		p.Attributes = slices.Clone(p.Attributes)
		s.rows.products = append(s.rows.products, productRow{batch.File, p, named})
	}
	for _, e := range batch.Engagements {
		s.rows.engagements = append(s.rows.engagements, engagementRow{file: batch.File, Engagement: e})
	}
	return ctx.Err()
}

// attributes names the values of a row, the missing ones left out.
func attributes(columns []palier.Attribute, values []string) []palier.AttributeValue {
	var named []palier.AttributeValue
	for i, value := range values {
		if value != "" {
			named = append(named, palier.AttributeValue{Name: columns[i].Name, Value: value})
		}
	}
	return named
}

// Close drops the rows.
func (s *staging) Close() error {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.rows = rows{}
	return nil
}

// sorted gives the staged rows by file and line.
func (s *staging) sorted() rows {
	s.lock.Lock()
	defer s.lock.Unlock()
	r := rows{slices.Clone(s.rows.contacts), slices.Clone(s.rows.lines), slices.Clone(s.rows.products), slices.Clone(s.rows.engagements)}
	slices.SortFunc(r.contacts, func(a, b contactRow) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.Line, b.Line))
	})
	slices.SortFunc(r.lines, func(a, b lineRow) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.Line, b.Line))
	})
	slices.SortFunc(r.products, func(a, b productRow) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.Line, b.Line))
	})
	return r
}
