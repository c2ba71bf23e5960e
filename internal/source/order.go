package source

import (
	"strconv"
	"strings"

	"palier"
)

// orderReader converts rows of orders and order lines.
type orderReader struct {
	*reader
	orderID, orderedAt, amount, contactID, email, currency, status, refundOf column
	itemID, quantity, unitPrice, discount                                    column

	digits   int // of the currency
	statuses []ruleColumn
	perRow   bool           // each row is an order, whose id is made here
	numbers  map[string]int // then: rows so far, by contact and day
	whole    *wholeOrder    // nil: rows say nothing of other rows
}

// ruleColumn is a rule about the status and the column it looks at.
type ruleColumn struct {
	statusRule
	column column
}

var (
	oppositeSigns = &problem{"the quantity is negative and the amount is not", "give refunds a negative amount and sales a positive quantity"}
	notACurrency  = &problem{"it is no currency code", "write three letters, such as EUR"}
)

func newOrderReader(r *reader) *orderReader {
	find := r.file.find
	o := &orderReader{
		reader: r, orderID: find("order_id"), orderedAt: find("ordered_at"), amount: find("amount"),
		contactID: find("contact_id"), email: find("email"), currency: find("currency"), status: find("status"),
		refundOf: find("refund_of"), itemID: find("item_id"), quantity: find("quantity"), unitPrice: find("unit_price"), discount: find("discount"),
	}
	o.digits = r.file.options.Currency.Digits()
	if l := r.file.layout; l != nil {
		index := indexed(r.file.names())
		for _, rule := range l.Statuses {
			if at := index.at(rule.Column); at >= 0 {
				o.statuses = append(o.statuses, ruleColumn{rule, r.file.columnAt(at)})
			}
		}
		o.perRow = l.OrderPerRow
		o.numbers = map[string]int{}
	}
	o.whole = newWholeOrder(o)
	return o
}

func (o *orderReader) add(row *row) error {
	if o.whole != nil {
		return o.whole.add(row)
	}
	n := len(o.batch.OrderLines)
	o.batch.OrderLines = append(o.batch.OrderLines, palier.OrderLine{})
	err := o.fill(row, &o.batch.OrderLines[n])
	if err != nil {
		o.batch.OrderLines = o.batch.OrderLines[:n]
	}
	return err
}

// fill converts a row. It does so in its place in the batch: a line is large to copy.
func (o *orderReader) fill(row *row, line *palier.OrderLine) (err error) {
	line.Line = row.line
	line.Email = o.address(row, o.email)
	line.ItemID = row.text(o.itemID)
	line.Status = row.text(o.status)
	if o.statuses != nil {
		line.Status = o.ruled(row, line.Status)
	}
	line.RefundOf = row.text(o.refundOf)
	if line.Day, err = o.pastDay(row, o.orderedAt); err != nil {
		return err
	}
	if line.ContactID, err = o.allowedID(row, o.contactID); err != nil {
		return err
	}
	if line.Currency, err = o.allowedCurrency(row); err != nil {
		return err
	}
	rounded, err := o.measure(row, line)
	if err != nil {
		return err
	}
	if err := o.name(row, line); err != nil {
		return err
	}
	if rounded {
		o.rounded++
	}
	o.lastOrderDay = max(o.lastOrderDay, line.Day)
	if line.Status != "" {
		o.countStatus(line.Status)
	}
	line.Attributes = o.rest(row)
	return nil
}

// mostStatuses is how many statuses are counted: a shop has a dozen.
const mostStatuses = 1000

// countStatus counts a row's status. It keeps nothing of the block alive.
func (o *orderReader) countStatus(status string) {
	n, known := o.statusCounts[status]
	switch {
	case known:
		o.statusCounts[status] = n + 1
	case len(o.statusCounts) < mostStatuses:
		o.statusCounts[strings.Clone(status)] = 1
	}
}

// name fills in the order's id. It comes last, because only rows that are kept are
// numbered.
func (o *orderReader) name(row *row, line *palier.OrderLine) error {
	if o.perRow {
		key := line.ContactID + "/" + line.Day.String()
		o.numbers[key]++
		line.OrderID = key + "/" + strconv.Itoa(o.numbers[key])
		return nil
	}
	var err error
	line.OrderID, err = o.needed(row, o.orderID)
	return err
}

// ruled gives the status of a row that the first rule that holds gives, or else its own.
func (o *orderReader) ruled(row *row, own string) string {
	for i := range o.statuses {
		rule := &o.statuses[i]
		if text := row.text(rule.column); text != "" && strings.HasPrefix(text, rule.Begins) {
			return rule.Status
		}
	}
	return own
}

// measure fills in amount and quantity, and tells whether the amount was rounded.
func (o *orderReader) measure(row *row, line *palier.OrderLine) (rounded bool, err error) {
	pieces := decimal{units: 1}
	if row.text(o.quantity) != "" {
		if pieces, err = o.number(row, o.quantity, row.text(o.quantity)); err != nil {
			return false, err
		}
	}
	line.Quantity, _ = pieces.minor(3)
	if line.Amount, rounded, err = o.worth(row, pieces); err != nil {
		return false, err
	}
	if line.Amount > 0 && line.Quantity < 0 {
		return false, row.flawed(o.quantity, oppositeSigns)
	}
	return rounded, nil
}

// worth gives the amount of a row: as written, or the unit price times the pieces.
func (o *orderReader) worth(row *row, pieces decimal) (palier.Money, bool, error) {
	if o.amount.at >= 0 {
		if _, err := o.needed(row, o.amount); err != nil {
			return 0, false, err
		}
		d, err := o.money(row, o.amount)
		if err != nil {
			return 0, false, err
		}
		amount, rounded := d.minor(o.digits)
		return palier.Money(amount), rounded, nil
	}
	if _, err := o.needed(row, o.unitPrice); err != nil {
		return 0, false, err
	}
	price, err := o.money(row, o.unitPrice)
	if err != nil {
		return 0, false, err
	}
	amount, rounded, p := price.times(pieces, o.digits)
	if p != nil {
		return 0, false, row.flawed(o.unitPrice, p)
	}
	off, cut, err := o.value(row, o.discount)
	return palier.Money(amount) - off, rounded || cut, err
}

// value gives an amount of money as written; 0 where there is none.
func (o *orderReader) value(row *row, c column) (palier.Money, bool, error) {
	if row.text(c) == "" {
		return 0, false, nil
	}
	d, err := o.money(row, c)
	if err != nil {
		return 0, false, err
	}
	amount, rounded := d.minor(o.digits)
	return palier.Money(amount), rounded, nil
}

// allowedCurrency gives the row's currency, if amounts in it can be added to the others.
func (o *orderReader) allowedCurrency(row *row) (string, error) {
	text := row.text(o.currency)
	if text == "" || text == o.knownCurrency {
		return text, nil
	}
	code := strings.ToUpper(text)
	if len(code) != 3 || strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return "", row.flawed(o.currency, notACurrency)
	}
	if own := string(o.file.options.Currency); own != "" && code != own {
		return "", row.flawed(o.currency, otherCurrency(own))
	}
	if err := o.agree(code, row.line); err != nil {
		return "", err
	}
	o.knownCurrency = code
	return code, nil
}

// agree refuses a file with two currencies, where the options do not say which is right.
func (r *reading) agree(code string, line int) error {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.currency.value == "" {
		r.currency = sighting{line: line, value: code}
	}
	if r.currency.value == code {
		return nil
	}
	return palier.Refusef(r.file.tried(), "convert the amounts to one currency, or load a file for each",
		"it has amounts in %s (line %d) and in %s (line %d), and no rates are known", r.currency.value, r.currency.line, code, line)
}
