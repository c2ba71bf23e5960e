package storetest

import (
	"context"
	"slices"

	"palier"
)

// view reads one generation.
type view struct{ *generation }

// Published tells which generation the view reads.
func (v *view) Published() palier.Published { return v.published }

// Close does nothing: a generation is there as long as somebody reads it.
func (v *view) Close() error { return nil }

// Loads lists all loads by number.
func (v *view) Loads(ctx context.Context) ([]palier.Load, error) {
	var listed []palier.Load
	for _, l := range v.loads {
		listed = append(listed, l.listed())
	}
	return listed, ctx.Err()
}

// listed gives the load for callers to keep.
func (l *load) listed() palier.Load {
	copied := l.Load
	copied.Files = slices.Clone(l.Files)
	copied.Counts = slices.Clone(l.Counts)
	return copied
}

// Outcomes lists what was recorded.
func (v *view) Outcomes(ctx context.Context) ([]palier.Outcome, error) {
	return slices.Clone(v.outcomes), ctx.Err()
}

// States pages through the published states.
func (v *view) States(ctx context.Context, query palier.StateQuery) ([]palier.ContactState, error) {
	var page []palier.ContactState
	for _, s := range v.states {
		wanted := s.Stage != palier.NoStage && s.ContactID > query.After
		for _, where := range query.Where {
			wanted = wanted && s.Value(where.Facet) == where.Value
		}
		if wanted {
			page = append(page, s)
		}
		if query.Limit > 0 && len(page) == query.Limit {
			break
		}
	}
	return page, ctx.Err()
}

// Census counts the published states of the contacts selected by their values.
func (v *view) Census(ctx context.Context, selection palier.Selection) ([]palier.Cell, error) {
	wanted := func(string) bool { return true }
	if selection.Where != nil || selection.Top.Count > 0 {
		selected, err := v.selected(selection)
		if err != nil {
			return nil, err
		}
		wanted = func(id string) bool {
			return slices.ContainsFunc(selected, func(who *owner) bool { return who.id == id })
		}
	}
	at := map[palier.Cell]int{}
	var cells []palier.Cell
	for _, s := range v.states {
		if !wanted(s.ContactID) {
			continue
		}
		values := palier.Cell{Stage: s.Stage, Status: s.Status, Stars: s.Stars, Profile: s.Profile, AmountLevel: s.AmountLevel, Group: s.Group}
		i, known := at[values]
		if !known {
			i = len(cells)
			at[values] = i
			cells = append(cells, values)
		}
		cells[i].Contacts++
		cells[i].Spend += s.Spend
		cells[i].Lifetime += s.LifetimeSpend
		if s.LastPurchase.Exists() {
			cells[i].Latest += int64(s.LastPurchase)
		}
	}
	return cells, ctx.Err()
}

// Dossier gives everything known of one contact.
func (v *view) Dossier(ctx context.Context, contactID string) (*palier.Dossier, error) {
	who := v.facts().owners[contactID]
	if who == nil {
		return nil, unknownContact("show", contactID)
	}
	d := &palier.Dossier{ContactID: contactID, Engagements: slices.Clone(who.engagements)}
	if who.row != nil {
		row := who.row.Contact
		row.Attributes = slices.Clone(row.Attributes)
		d.Row, d.Attributes = &row, slices.Clone(who.row.attributes)
	}
	for _, o := range who.orders {
		d.Orders = append(d.Orders, palier.Order{
			OrderID: o.id, Day: o.day, Sales: o.sales, Status: o.status,
			Refunds: o.refundsInEffect(), Lines: o.sold(),
		})
	}
	d.Titles = map[string]string{}
	for _, o := range d.Orders {
		for _, line := range o.Lines {
			if title := v.facts().products[line.ItemID].Title; title != "" {
				d.Titles[line.ItemID] = title
			}
		}
	}
	return d, ctx.Err()
}

// sold gives the lines of the sales for callers to keep.
func (o *order) sold() []palier.OrderLine {
	var lines []palier.OrderLine
	for _, row := range o.lines {
		lines = append(lines, row.OrderLine)
	}
	return lines
}

func unknownContact(verb, contactID string) error {
	return &palier.Error{
		Code:   palier.NotFound,
		Tried:  verb + " the contact \"" + contactID + "\"",
		Reason: "nothing is known of it",
		Hint:   "check the id; an unidentified contact is named " + palier.EmailPrefix + " and its e-mail",
	}
}
