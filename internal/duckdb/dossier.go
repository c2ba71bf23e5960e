package duckdb

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"palier"
	"palier/internal/duckdb/driver"
)

// Dossier gives everything known of one contact.
func (v *view) Dossier(ctx context.Context, contactID string) (*palier.Dossier, error) {
	tried := fmt.Sprintf("show the contact %q", contactID)
	d, err := v.dossier(ctx, tried, contactID)
	return d, explain(tried, err)
}

func (v *view) dossier(ctx context.Context, tried, contactID string) (*palier.Dossier, error) {
	if !utf8.ValidString(contactID) {
		return nil, unknown(tried) // no text of a file is kept that is not UTF-8
	}
	key := uint64(palier.KeyOf(contactID))
	known, err := v.number(ctx, "SELECT count(*) FROM owners WHERE contact = $1 AND contact_id = $2", key, contactID)
	if err != nil {
		return nil, err
	}
	if known == 0 {
		return nil, unknown(tried)
	}
	d := &palier.Dossier{ContactID: contactID}
	if err := v.readRow(ctx, d); err != nil {
		return nil, err
	}
	if err := v.readOrders(ctx, d, key); err != nil {
		return nil, err
	}
	return d, v.readEngagements(ctx, d, key)
}

func unknown(tried string) error {
	return &palier.Error{Code: palier.NotFound, Tried: tried, Reason: "nothing is known of it",
		Hint: "check the id; an unidentified contact is named " + palier.EmailPrefix + "… or " + palier.OrderPrefix + "…"}
}

// readRow reads the contact's row and its attributes. The row does not tell in which
// columns of its file these were.
func (v *view) readRow(ctx context.Context, d *palier.Dossier) error {
	columns := v.factColumns(contactTable)
	result, err := v.query(ctx, "SELECT "+list(columns)+" FROM contacts WHERE contact_id = $1", d.ContactID)
	return each(result, err, func(r *driver.Result, i int) {
		text := func(column int) string { return r.Text(column).At(i) }
		row := &palier.Contact{
			Line: int(driver.Column[int64](r, 1)[i]), ContactID: text(2), Registered: dayAt(r, 3, i), Email: text(4),
			Phone: text(5), FirstName: text(6), LastName: text(7), Source: text(8),
		}
		for c := range row.Consents {
			state := v.store.words.word(driver.Column[int32](r, 9+3*c)[i])
			row.Consents[c] = palier.ConsentRecord{State: palier.Consent(state), At: dayAt(r, 10+3*c, i), Source: text(11 + 3*c)}
		}
		d.Row = row
		for c := len(contactTable.columns); c < len(columns); c++ {
			if value := text(c); value != "" {
				d.Attributes = append(d.Attributes, palier.AttributeValue{Name: v.store.names.text(columns[c].name), Value: value})
			}
		}
	})
}

func (v *view) readEngagements(ctx context.Context, d *palier.Dossier, key uint64) error {
	result, err := v.query(ctx, `SELECT line, contact_id, email, day, type, channel, campaign FROM engagements
		WHERE hash(contact_id, email) IN (SELECT number FROM responses WHERE contact = $1) ORDER BY day, type, channel, campaign`, key)
	return each(result, err, func(r *driver.Result, i int) {
		word := func(column int) string { return v.store.words.word(driver.Column[int32](r, column)[i]) }
		d.Engagements = append(d.Engagements, palier.Engagement{
			Line: int(driver.Column[int64](r, 0)[i]), ContactID: r.Text(1).At(i), Email: r.Text(2).At(i),
			Day: dayAt(r, 3, i), Type: word(4), Channel: word(5), Campaign: r.Text(6).At(i),
		})
	})
}

// readOrders reads the contact's orders and credits.
func (v *view) readOrders(ctx context.Context, d *palier.Dossier, key uint64) error {
	var numbers []uint64 // of d.Orders
	days := map[palier.Day]bool{}
	result, err := v.query(ctx, `SELECT number, day, effect, amount, status, last_day FROM histories WHERE contact = $1
		ORDER BY day, number, effect, amount DESC`, key)
	err = each(result, err, func(r *driver.Result, i int) {
		number, amount := driver.Column[uint64](r, 0)[i], driver.Column[palier.Money](r, 3)[i]
		order := palier.Order{Day: dayAt(r, 1, i), Status: v.store.words.word(driver.Column[int32](r, 4)[i])}
		last := order.Day
		if amount > 0 {
			order.Sales, last = amount, dayAt(r, 5, i)
		} else {
			refund := palier.Refund{Day: dayAt(r, 2, i), Amount: amount}
			if n := len(numbers); n > 0 && numbers[n-1] == number && d.Orders[n-1].Sales > 0 {
				d.Orders[n-1].Refunds = append(d.Orders[n-1].Refunds, refund)
				return
			}
			order.Refunds = []palier.Refund{refund}
		}
		numbers, d.Orders = append(numbers, number), append(d.Orders, order)
		for day := order.Day; day <= last; day++ {
			days[day] = true
		}
	})
	if err != nil || len(numbers) == 0 {
		return err
	}
	lines, err := v.readLines(ctx, numbers, days)
	if err != nil {
		return err
	}
	for i, number := range numbers {
		of := lines[number]
		d.Orders[i].OrderID = of.id
		if d.Orders[i].Sales > 0 {
			d.Orders[i].Lines = of.sales()
		}
	}
	slices.SortFunc(d.Orders, func(a, b palier.Order) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.OrderID, b.OrderID))
	})
	return v.readTitles(ctx, d)
}

// readTitles reads what products call the items of a contact's orders.
func (v *view) readTitles(ctx context.Context, d *palier.Dossier) error {
	d.Titles = map[string]string{}
	var items []string
	for _, order := range d.Orders {
		for _, line := range order.Lines {
			if line.ItemID != "" {
				items = append(items, line.ItemID)
			}
		}
	}
	if len(items) == 0 {
		return nil
	}
	result, err := v.query(ctx, "SELECT item_id, title FROM products WHERE title <> '' AND item_id IN (SELECT unnest($1))", items)
	return each(result, err, func(r *driver.Result, i int) { d.Titles[r.Text(0).At(i)] = r.Text(1).At(i) })
}

// orderLines are the rows in force of one order.
type orderLines struct {
	id       string
	versions []version // by kind, then load
}

// version is what one load gave of an order in rows of one kind, refunds apart.
type version struct {
	kind  uint8
	load  int32
	total palier.Money
	lines []palier.OrderLine
}

// sales are the lines that give the order's sales.
func (o *orderLines) sales() []palier.OrderLine {
	for i := len(o.versions) - 1; i >= 0; i-- {
		if o.versions[i].total > 0 {
			return o.versions[i].lines
		}
	}
	return nil
}

// readLines reads the rows in force of orders by their numbers. Orders mostly come by
// time, so that naming the days spares reading most of the table.
func (v *view) readLines(ctx context.Context, numbers []uint64, days map[palier.Day]bool) (map[uint64]*orderLines, error) {
	orders := map[uint64]*orderLines{}
	dates := make([]string, 0, len(days))
	for day := range days {
		dates = append(dates, fmt.Sprintf("DATE '1970-01-01' + %d", day))
	}
	result, err := v.query(ctx, `SELECT hash(order_id), order_id, kind, load, line, contact_id, email, day, amount, quantity, item_id, currency, status, other_id
		FROM lines WHERE day IN (`+strings.Join(dates, ", ")+`) AND hash(order_id) IN (SELECT unnest($1)) ORDER BY kind, load, file, line`, numbers)
	err = each(result, err, func(r *driver.Result, i int) {
		number := driver.Column[uint64](r, 0)[i]
		text := func(column int) string { return r.Text(column).At(i) }
		if orders[number] == nil {
			orders[number] = &orderLines{id: text(1)}
		}
		if amount := driver.Column[palier.Money](r, 8)[i]; amount >= 0 {
			orders[number].add(driver.Column[uint8](r, 2)[i], driver.Column[int32](r, 3)[i], palier.OrderLine{
				Line: int(driver.Column[int64](r, 4)[i]), OrderID: text(1), ContactID: text(5), Email: text(6), Day: dayAt(r, 7, i),
				Amount: amount, Quantity: driver.Column[int64](r, 9)[i], ItemID: text(10),
				Currency: v.store.words.word(driver.Column[int32](r, 11)[i]), Status: v.store.words.word(driver.Column[int32](r, 12)[i]),
				RefundOf: text(13),
			})
		}
	})
	return orders, err
}

func (o *orderLines) add(kind uint8, load int32, line palier.OrderLine) {
	n := len(o.versions)
	if n == 0 || o.versions[n-1].kind != kind || o.versions[n-1].load != load {
		o.versions = append(o.versions, version{kind: kind, load: load})
		n++
	}
	o.versions[n-1].total += line.Amount
	o.versions[n-1].lines = append(o.versions[n-1].lines, line)
}
