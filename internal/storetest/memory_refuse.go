package storetest

import (
	"fmt"

	"palier"
)

// contradictions tells which orders of a load are refused, and why.
func contradictions(before *facts, lines []lineRow) map[string]palier.Refusal {
	refused := map[string]palier.Refusal{}
	contacts := map[string]string{}
	files := map[string]int{}
	priced := pricedByLines(before, lines)
	for _, row := range lines {
		if row.Amount < 0 {
			continue // a refund is the order's contact's, whatever its own row says
		}
		known, met := contacts[row.OrderID]
		if o := before.orders[row.OrderID]; o != nil && !met {
			known = o.contactID
		}
		if known != "" && row.ContactID != "" && row.ContactID != known {
			refused[row.OrderID] = palier.Refusal{
				Column: "contact_id", Value: row.ContactID,
				Reason: fmt.Sprintf("the order %q belongs to the contact %q", row.OrderID, known),
				Hint:   "give the order an id of its own, or undo the load that gave it to the other contact",
			}
		}
		contacts[row.OrderID] = firstOf(known, row.ContactID)

		if row.Amount == 0 || row.kind == palier.KindOrders && priced[row.OrderID] {
			continue
		}
		if file, given := files[row.OrderID]; given && file != row.file {
			refused[row.OrderID] = palier.Refusal{
				Column: "order_id", Value: row.OrderID,
				Reason: fmt.Sprintf("two files of the load give sales of the order %q", row.OrderID),
				Hint:   "leave the order out of one of them",
			}
		}
		files[row.OrderID] = row.file
	}
	return refused
}

// pricedByLines tells of which orders the sales come from order_lines, so that rows of
// orders give none.
func pricedByLines(before *facts, lines []lineRow) map[string]bool {
	priced := map[string]bool{}
	for id, o := range before.orders {
		priced[id] = o.priced == palier.KindOrderLines
	}
	for _, row := range lines {
		if row.kind == palier.KindOrderLines && row.Amount > 0 {
			priced[row.OrderID] = true
		}
	}
	return priced
}

// withhold takes the rows of the refused orders out, tells each, and counts them.
func (r *rows) withhold(refused map[string]palier.Refusal, refuse func(palier.Refusal)) map[palier.Kind]int64 {
	counts := map[palier.Kind]int64{}
	var kept []lineRow
	for _, row := range r.lines {
		refusal, out := refused[row.order()]
		if !out {
			kept = append(kept, row)
			continue
		}
		refusal.File, refusal.Line = row.file, row.Line
		refuse(refusal)
		counts[row.kind]++
	}
	r.lines = kept
	return counts
}
