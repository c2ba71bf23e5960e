package source

import (
	"slices"

	"palier"
)

// mostLines is how many lines an order may have that is put together here.
const mostLines = 10_000

var tooManyLines = &problem{"its order has more than 10,000 lines", "give the orders to Palier without fill_down, each line with all that it needs"}

// wholeOrder puts the rows of one order after another together, where the file says
// something of the order as a whole: what stands on its first row only (fill_down), its
// amount, which its lines share, or what was given back of it, which becomes a line of its
// own. One worker reads such files, in order.
type wholeOrder struct {
	*orderReader
	orderAmount, shipping, refunded, refundedAt column

	once  []int  // the columns that may be filled on the first row only
	first row    // of the order
	open  bool   // an order is
	id    string // of the open order
	lines []palier.OrderLine
	total total
}

// onceFields are what an order's first row may say for all of them.
var onceFields = []string{
	"ordered_at", "contact_id", "email", "currency", "status", "refund_of", "order_amount", "shipping", "refunded", "refunded_at",
}

// total is what a row says of its whole order.
type total struct {
	amount    palier.Money
	hasAmount bool
	refunded  palier.Money
	on        palier.Day // NoDay: the file does not say when
}

// newWholeOrder gives nil where nothing is said of whole orders.
func newWholeOrder(o *orderReader) *wholeOrder {
	find := o.file.find
	w := &wholeOrder{
		orderReader: o, orderAmount: find("order_amount"), shipping: find("shipping"),
		refunded: find("refunded"), refundedAt: find("refunded_at"),
	}
	if o.file.layout != nil && o.file.layout.FillDown {
		for _, field := range onceFields {
			w.once = append(w.once, o.file.places(field)...)
		}
		for _, rule := range o.statuses {
			w.once = append(w.once, rule.column.at)
		}
		return w
	}
	if w.shipping.at < 0 && w.refunded.at < 0 {
		return nil
	}
	return w
}

// add takes a row into the open order, or ends that one and opens the row's.
func (w *wholeOrder) add(row *row) error {
	if id := row.text(w.orderID); w.once == nil || !w.open || id != w.id {
		w.end()
		w.id, w.open, w.first = id, true, row.clone()
	} else {
		for _, at := range w.once {
			if row.fields[at] == "" {
				row.take(at, &w.first, at)
			}
		}
	}
	if len(w.lines) == mostLines {
		return inRow(tooManyLines)
	}
	var line palier.OrderLine
	if err := w.fill(row, &line); err != nil {
		return err
	}
	total, err := w.read(row, &line)
	if err != nil {
		return err
	}
	if len(w.lines) == 0 {
		w.total = total
	}
	line.Attributes = slices.Clone(line.Attributes) // the batch may go before the order ends
	w.lines = append(w.lines, line)
	if w.once == nil { // this row is the whole order
		w.end()
	}
	return nil
}

// read reads what a row says of its whole order. Of orders, whose row is all there is of
// them, the shipping is taken off the line at once.
func (w *wholeOrder) read(row *row, line *palier.OrderLine) (total, error) {
	t := total{on: palier.NoDay, hasAmount: row.text(w.orderAmount) != ""}
	shipping, _, err := w.value(row, w.shipping)
	if err != nil {
		return t, err
	}
	if t.amount, _, err = w.value(row, w.orderAmount); err != nil {
		return t, err
	}
	if t.refunded, _, err = w.value(row, w.refunded); err != nil {
		return t, err
	}
	t.refunded = max(t.refunded, -t.refunded)
	if row.text(w.refundedAt) != "" {
		if t.on, err = w.pastDay(row, w.refundedAt); err != nil {
			return t, err
		}
	}
	if t.hasAmount {
		t.amount = without(t.amount, shipping)
	} else {
		line.Amount = without(line.Amount, shipping)
	}
	return t, nil
}

// without takes the shipping off an amount. What was sold does not become a refund by it.
func without(amount, shipping palier.Money) palier.Money {
	if amount < 0 {
		return amount
	}
	return max(0, amount-shipping)
}

// end gives the lines of the open order to the batch.
func (w *wholeOrder) end() {
	if len(w.lines) > 0 {
		if w.total.hasAmount {
			share(w.lines, w.total.amount)
		}
		w.batch.OrderLines = append(w.batch.OrderLines, w.lines...)
		w.giveBack()
	}
	w.open, w.lines = false, w.lines[:0]
}

// giveBack adds a line for what was given back of the open order.
func (w *wholeOrder) giveBack() {
	if w.total.refunded == 0 {
		return
	}
	refund := w.lines[0]
	refund.Amount, refund.Quantity, refund.ItemID = -w.total.refunded, 1000, ""
	refund.Attributes = make([]string, len(w.attributes))
	if w.total.on.Exists() {
		refund.Day = w.total.on
	} else {
		w.undated++
	}
	w.lastOrderDay = max(w.lastOrderDay, refund.Day)
	w.batch.OrderLines = append(w.batch.OrderLines, refund)
}
