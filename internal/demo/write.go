package demo

import (
	"io"
	"strconv"

	"palier"
)

// WriteContacts writes the identified contacts, as CSV of the kind contacts, by id.
func (s Shop) WriteContacts(w io.Writer) error {
	if err := s.check(); err != nil {
		return err
	}
	d := newDice()
	t := newTable(w, "contact_id,registered_at,email,first_name,last_name,source,consent_email,consent_email_at,city,birth_date")
	for number := range s.Contacts {
		p := s.person(d, number)
		if p.guest {
			continue
		}
		c := s.card(d, number)
		t.text(contactID(number))
		t.day(p.registered())
		t.text(c.email())
		t.text(c.first)
		t.text(c.last)
		t.text(c.source)
		t.text(string(c.consent))
		if c.consent == palier.ConsentUnknown {
			t.text("")
		} else {
			t.day(p.since)
		}
		t.text(c.city)
		t.day(c.born)
		t.end()
	}
	return t.close()
}

// WriteProducts writes the products, as CSV of the kind products.
func (s Shop) WriteProducts(w io.Writer) error {
	t := newTable(w, "item_id,title,category,brand,price")
	for _, item := range catalogue {
		t.text(item.id)
		t.text(item.title)
		t.text(item.category)
		t.text(item.brand)
		t.amount(item.price)
		t.end()
	}
	return t.close()
}

// WriteOrders writes the orders with their refunds and credits, as CSV of the kind
// orders, in the order of time.
func (s Shop) WriteOrders(w io.Writer) error {
	if err := s.check(); err != nil {
		return err
	}
	d := newDice()
	t := newTable(w, "order_id,contact_id,email,ordered_at,status,amount")
	for _, e := range s.orderEvents(d) {
		m := s.movement(d, e)
		t.movement(m)
		t.amount(m.total())
		t.end()
	}
	return t.close()
}

// WriteOrderLines writes the same as WriteOrders, each order with a row for each product
// in it, as CSV of the kind order_lines.
func (s Shop) WriteOrderLines(w io.Writer) error {
	if err := s.check(); err != nil {
		return err
	}
	d := newDice()
	t := newTable(w, "order_id,contact_id,email,ordered_at,status,item_id,quantity,amount")
	for _, e := range s.orderEvents(d) {
		m := s.movement(d, e)
		for _, l := range m.lines {
			t.movement(m)
			t.text(catalogue[l.item].id)
			t.number(l.quantity * m.sign)
			t.amount(l.amount * palier.Money(m.sign))
			t.end()
		}
		if m.credit != 0 {
			t.movement(m)
			t.text("")
			t.text("")
			t.amount(m.credit)
			t.end()
		}
	}
	return t.close()
}

// WriteEngagements writes the engagements, as CSV of the kind engagements, in the order
// of time.
func (s Shop) WriteEngagements(w io.Writer) error {
	if err := s.check(); err != nil {
		return err
	}
	d := newDice()
	t := newTable(w, "contact_id,engaged_at,type,channel,campaign")
	for _, e := range s.engagementEvents(d) {
		what := s.engagement(d, e.contact(), e.n())
		t.text(contactID(e.contact()))
		t.time(e.day(s), e.second())
		t.text(what.kind)
		t.text(what.channel())
		if what.channel() == "email" {
			t.text("news-" + e.day(s).String()[:len("2006-01")])
		} else {
			t.text("")
		}
		t.end()
	}
	return t.close()
}

func contactID(number int) string {
	const width = len("C0000000")
	id := []byte("C0000000")
	digits := strconv.AppendInt(nil, int64(number), 10)
	copy(id[width-len(digits):], digits)
	return string(id)
}
