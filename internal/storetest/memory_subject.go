package storetest

import (
	"slices"
	"strings"

	"palier"
	"palier/internal/segment"
)

// subject gives a contact as segments see it under the model of a selection. Its facts
// are the published ones, whatever the day.
func (v *view) subject(who *owner, s palier.Selection) *segment.Subject {
	state := v.stateOf(who.id)
	subject := &segment.Subject{
		Contact:      palier.KeyOf(who.id),
		ContactID:    who.id,
		Engagements:  who.engagements,
		State:        func(palier.Day) *palier.State { return state },
		IgnoreStatus: s.IgnoreStatus,
		RefundsUndo:  s.RefundsUndo,
	}
	if who.row != nil {
		subject.Row, subject.Attributes = &who.row.Contact, who.row.attributes
	}
	for _, o := range who.orders {
		if o.sales > 0 {
			subject.Orders = append(subject.Orders, v.facts().order(o))
		}
	}
	return subject
}

// stateOf gives the published state of a contact, nil without a stage.
func (v *view) stateOf(id string) *palier.State {
	i, found := slices.BinarySearchFunc(v.states, id, func(s palier.ContactState, id string) int { return strings.Compare(s.ContactID, id) })
	if !found || v.states[i].Stage == palier.NoStage {
		return nil
	}
	state := v.states[i].State
	return &state
}

// order gives an order as segments see it.
func (f *facts) order(o *order) segment.Order {
	seen := segment.Order{Day: o.day, Status: o.status, Attributes: o.attributes()}
	for _, row := range slices.Concat(o.lines, o.returns) {
		line := segment.Line{OrderLine: row.OrderLine, Effect: max(row.Day, o.day)}
		if row.kind == palier.KindOrderLines {
			line.Attributes = row.attributes
		}
		if product, known := f.products[row.ItemID]; known && row.ItemID != "" {
			line.Product, line.ProductAttributes = &product.Product, product.attributes
		}
		seen.Lines = append(seen.Lines, line)
	}
	return seen
}

// attributes gives those of the order's rows of orders: of each the first value by file
// and line.
func (o *order) attributes() []palier.AttributeValue {
	var first []palier.AttributeValue
	for _, row := range o.headers {
		for _, a := range row.attributes {
			if !slices.ContainsFunc(first, func(known palier.AttributeValue) bool { return known.Name == a.Name }) {
				first = append(first, a)
			}
		}
	}
	return first
}
