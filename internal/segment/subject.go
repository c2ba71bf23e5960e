package segment

import (
	"slices"
	"strings"

	"palier"
)

// Subject is one contact as Holds sees it: what is known of it, and how the model sees that.
type Subject struct {
	Contact     palier.Key
	ContactID   string
	Row         *palier.Contact // nil: unidentified
	Attributes  []palier.AttributeValue
	Orders      []Order // with at least one sale
	Engagements []palier.Engagement

	// State gives the facts at the end of a day, nil where the contact has no stage.
	State func(day palier.Day) *palier.State
	// Changes gives the changes up to and including a day.
	Changes func(through palier.Day) []palier.Change

	IgnoreStatus []string // as in palier.Selection
	RefundsUndo  bool
}

// Order is an order of a contact, with what was sold and given back on it.
type Order struct {
	Day        palier.Day // of the earliest sale
	Status     string
	Attributes []palier.AttributeValue
	Lines      []Line
}

// Line is a row of an order: a sale or a refund; one without an amount says nothing.
type Line struct {
	palier.OrderLine
	Effect            palier.Day // of a refund: when it takes effect, never before the order's day
	Attributes        []palier.AttributeValue
	Product           *palier.Product // nil: products have no such item
	ProductAttributes []palier.AttributeValue
}

// counts tells whether the order counts on a day (model.md §2), which is not before its own.
func (s *Subject) counts(o *Order, day palier.Day) bool {
	ignored := func(status string) bool { return strings.EqualFold(status, o.Status) }
	if slices.ContainsFunc(s.IgnoreStatus, ignored) {
		return false
	}
	sales, net := palier.Money(0), palier.Money(0)
	for _, line := range o.Lines {
		if line.Amount > 0 {
			sales += line.Amount
		}
		if line.isThere(day) {
			net += line.Amount
		}
	}
	return net > 0 || !s.RefundsUndo && sales > 0
}

// isThere tells whether the line has happened by a day: sales from their order's day on,
// which is not after it, refunds from their own.
func (l *Line) isThere(day palier.Day) bool {
	return l.Amount > 0 || l.Amount < 0 && l.Effect <= day
}
