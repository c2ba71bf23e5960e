package storetest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"palier"
)

// What a store may choose, such as the order of counts, is left out of these words.

// wordsOfStats describes statistics but the number of order lines.
func wordsOfStats(s palier.Stats) string {
	return fmt.Sprintf("%d contacts, %d identified, %d orders, %d products, %d engagements, days %d to %d, statuses%s, types%s",
		s.Contacts, s.Identified, s.Orders, s.Products, s.Engagements, s.FirstDay, s.LastDay, wordsOfCounts(s.Statuses), wordsOfCounts(s.Types))
}

func wordsOfCounts(counts []palier.ValueCount) string {
	var words []string
	for _, c := range counts {
		if c.Value != "" {
			words = append(words, fmt.Sprintf(" %q %d", c.Value, c.Count))
		}
	}
	return strings.Join(sorted(words), "")
}

// wordsOfLoad describes a load but its time.
func wordsOfLoad(l palier.Load) string {
	var counts []string
	for _, c := range l.Counts {
		counts = append(counts, fmt.Sprintf("%+v", c))
	}
	return fmt.Sprintf("load %d of %q from %q through %d, undone %t, %q", l.Number, l.Source, l.Files, l.CompleteThrough, l.Undone, sorted(counts))
}

// wordsOfDossier describes a dossier: of a contact's row all but its place and the
// columns it came in; of an order's lines those of its sales that name an item.
func wordsOfDossier(d *palier.Dossier) string {
	words := []string{fmt.Sprintf("%q", d.ContactID)}
	if d.Row != nil {
		row := *d.Row
		row.Line, row.Attributes = 0, nil
		words = append(words, fmt.Sprintf("%+v", row))
	}
	var attributes []string
	for _, a := range d.Attributes {
		if a.Value != "" {
			attributes = append(attributes, fmt.Sprintf("%q = %q", a.Name, a.Value))
		}
	}
	words = append(words, sorted(attributes)...)
	for _, o := range d.Orders {
		words = append(words, wordsOfDossierOrder(o))
	}
	engagements := slices.Clone(d.Engagements)
	slices.SortFunc(engagements, compareEngagements)
	for _, e := range engagements {
		words = append(words, fmt.Sprintf("%d %q %q %q", e.Day, e.Type, e.Channel, e.Campaign))
	}
	return strings.Join(words, "\n\t")
}

func wordsOfDossierOrder(o palier.Order) string {
	text := fmt.Sprintf("order %q of day %d, %d %q", o.OrderID, o.Day, o.Sales, o.Status)
	if o.Sales == 0 {
		text = fmt.Sprintf("credit %q of day %d", o.OrderID, o.Day)
	}
	for i := 0; i < len(o.Refunds); {
		day, amount := o.Refunds[i].Day, palier.Money(0)
		for ; i < len(o.Refunds) && o.Refunds[i].Day == day; i++ {
			amount += o.Refunds[i].Amount
		}
		text += fmt.Sprintf(" %d@%d", amount, day)
	}
	for _, line := range itemLines(o.Lines) {
		text += fmt.Sprintf("\n\t\t%d × %q for %d %q on day %d", line.Quantity, line.ItemID, line.Amount, line.Currency, line.Day)
	}
	return text
}

// itemLines are the lines of sales that name an item, in an order of their own.
func itemLines(lines []palier.OrderLine) []palier.OrderLine {
	var kept []palier.OrderLine
	for _, line := range lines {
		if line.Amount > 0 && line.ItemID != "" {
			kept = append(kept, line)
		}
	}
	slices.SortFunc(kept, func(a, b palier.OrderLine) int {
		return cmp.Or(cmp.Compare(a.ItemID, b.ItemID), cmp.Compare(a.Day, b.Day), cmp.Compare(a.Amount, b.Amount), cmp.Compare(a.Quantity, b.Quantity))
	})
	return kept
}
