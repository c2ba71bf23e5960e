package source

import (
	"fmt"
	"slices"
	"strings"

	"palier"
)

// complete refuses a file in which a required field has no column, or one stands without
// the other that gives it a meaning.
func (m *matcher) complete(found *match) error {
	if lacking := found.lacking(); lacking != nil {
		return m.missing(found, lacking[0][0])
	}
	has := func(field string) bool { return found.column(field) >= 0 }
	whole := func(field string) bool {
		return found.kind == palier.KindOrderLines && has(field) && !found.layout.inOrder()
	}
	switch {
	case has("unit_price") && !has("amount") && !has("quantity"):
		return palier.Refuse(m.tried, "a unit price makes an amount only with a quantity", "map a column to quantity, or to amount")
	case has("discount") && (!has("unit_price") || has("amount")):
		return palier.Refuse(m.tried, "a discount is taken off a unit price times a quantity", "map columns to unit_price and quantity, and none to amount")
	case whole("order_amount"), whole("shipping"), whole("refunded"):
		return palier.Refuse(m.tried, "order_amount, shipping and refunded say something of a whole order, and these rows are its lines",
			"if the lines of an order stand together, say so in a mapping file: fill_down: true")
	case found.kind == palier.KindOrderLines && has("shipping") && !has("order_amount"):
		return palier.Refuse(m.tried, "shipping is taken off the order's amount, and no column has that", "map a column to order_amount")
	case has("refunded_at") && !has("refunded"):
		return palier.Refuse(m.tried, "it says when money was given back, and not how much", "map a column to refunded")
	}
	return nil
}

// lacking lists the required fields that the file does not have: of each group one is needed.
func (m *match) lacking() (groups [][]string) {
	for _, group := range required[m.kind] {
		if !slices.ContainsFunc(group, m.gives) {
			groups = append(groups, group)
		}
	}
	return groups
}

// gives tells whether a field has a column, or is made of others or of a constant.
func (m *match) gives(field string) bool {
	l := m.layout
	return m.column(field) >= 0 ||
		l != nil && (l.Constants[field] != "" || l.OrderPerRow && field == "order_id" ||
			l.IDFromEmail && field == "contact_id" && m.column("email") >= 0)
}

// missing is the error of a file without a field that it needs.
func (m *matcher) missing(found *match, field string) error {
	var free []string
	for _, c := range found.columns {
		if c.Field == "" {
			free = append(free, c.Name)
		}
	}
	if len(free) == 0 {
		return palier.Refusef(m.tried, "say what it is with --as "+kindNames(), "%s need a column %s, and it has only %s", found.kind, field, strings.Join(m.names, ", "))
	}
	near := nearest(field, free)
	return palier.Refusef(m.tried, fmt.Sprintf("if that is it, add --map %q, or say what the file is with --as", near+"="+field),
		"%s need a column %s; the nearest here is %q of %s", found.kind, field, near, strings.Join(m.names, ", "))
}
