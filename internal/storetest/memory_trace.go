package storetest

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"palier"
)

// Traces gives the rows that loads brought of a contact.
func (v *view) Traces(ctx context.Context, contactID string) ([]palier.Trace, error) {
	if contactID == "" {
		return nil, unknownContact("show the rows of", contactID)
	}
	orders, engaged := map[string]bool{}, map[string]bool{}
	if who := v.facts().owners[contactID]; who != nil {
		for _, o := range who.orders {
			orders[o.id] = true
		}
		for _, e := range who.engagements {
			engaged[e.ContactID+"\x00"+e.Email] = true
		}
	}
	var traces []palier.Trace
	for _, l := range v.loads {
		for _, row := range l.contacts {
			if row.ContactID == contactID {
				row.Contact.Attributes = nil
				traces = append(traces, palier.Trace{Load: l.Number, Kind: palier.KindContacts, File: row.file, Contact: &row.Contact, Attributes: byName(row.attributes)})
			}
		}
		for _, row := range l.lines {
			if row.ContactID == contactID || orders[row.order()] {
				row.OrderLine.Attributes = nil
				traces = append(traces, palier.Trace{Load: l.Number, Kind: row.kind, File: row.file, OrderLine: &row.OrderLine, Attributes: byName(row.attributes)})
			}
		}
		for _, row := range l.engagements {
			if row.ContactID == contactID || engaged[row.ContactID+"\x00"+row.Email] {
				traces = append(traces, palier.Trace{Load: l.Number, Kind: palier.KindEngagements, File: row.file, Engagement: &row.Engagement})
			}
		}
	}
	if len(traces) == 0 {
		return nil, unknownContact("show the rows of", contactID)
	}
	slices.SortFunc(traces, func(a, b palier.Trace) int {
		return cmp.Or(cmp.Compare(a.Load, b.Load), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.File, b.File), cmp.Compare(a.Place(), b.Place()))
	})
	return traces, ctx.Err()
}

func byName(attributes []palier.AttributeValue) []palier.AttributeValue {
	sorted := slices.Clone(attributes)
	slices.SortFunc(sorted, func(a, b palier.AttributeValue) int { return strings.Compare(a.Name, b.Name) })
	return sorted
}
