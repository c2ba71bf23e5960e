package demo

import (
	"io"
	"strings"

	"palier"
)

// WriteContacts writes the identified contacts, as CSV of the kind contacts, by id.
func (s Shop) WriteContacts(w io.Writer) error {
	if err := s.check(); err != nil {
		return err
	}
	d := newDrawer(s)
	t := newTable(w, "contact_id,registered_at,email,phone,first_name,last_name,gender,birth_date,city,country,language,loyalty tier,source,"+
		"consent_email,consent_email_at,consent_email_source,consent_sms,consent_sms_at,consent_phone,consent_post")
	for number := range s.Contacts {
		if p := d.person(number); p.identified() {
			card := d.card(&p)
			t.card(&p, &card, d.tier(&p.character))
		}
	}
	return t.close()
}

// card writes the row of a contact.
func (t *table) card(p *person, c *card, tier string) {
	t.text(contactID(c.number))
	t.day(p.registered())
	t.text(c.email())
	t.text(c.phoneNumber())
	t.text(c.first.written)
	t.text(c.last.written)
	t.text(c.gender())
	t.day(c.born)
	t.text(c.home.city)
	t.text(c.home.country.code)
	t.text(tongues[c.home.tongue].code)
	t.text(tier)
	t.text(c.source)
	for channel, consent := range c.consents {
		t.text(string(consent.state))
		if channel <= textChannel {
			t.day(consent.at)
		}
		if channel == mailChannel {
			t.text(consent.from)
		}
	}
	t.end()
}

// WriteProducts writes the products, as CSV of the kind products.
func (s Shop) WriteProducts(w io.Writer) error {
	if _, err := io.Copy(w, strings.NewReader(catalogueFile)); err != nil {
		return palier.Fail(palier.Internal, "write the demo shop", err)
	}
	return nil
}

// WriteOrders writes the orders with their refunds and credits, as CSV of the kind
// orders, in the order of time.
func (s Shop) WriteOrders(w io.Writer) error {
	if err := s.check(); err != nil {
		return err
	}
	d := newDrawer(s)
	t := newTable(w, "order_id,contact_id,email,ordered_at,status,amount")
	for _, e := range d.orderEvents() {
		m := d.movement(e)
		t.movement(&m)
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
	d := newDrawer(s)
	t := newTable(w, "order_id,contact_id,email,ordered_at,status,item_id,quantity,amount")
	for _, e := range d.orderEvents() {
		m := d.movement(e)
		for _, l := range m.basket.lines[:m.basket.count] {
			t.movement(&m)
			t.text(l.item.id)
			t.number(l.quantity * m.sign)
			t.amount(l.amount * palier.Money(m.sign))
			t.end()
		}
		if m.credit != 0 {
			t.movement(&m)
			t.text("")
			t.text("")
			t.amount(m.credit)
			t.end()
		}
	}
	return t.close()
}

// WriteCheckouts writes how each order was placed, as CSV of the kind orders: what a shop
// knows of an order beside its lines.
func (s Shop) WriteCheckouts(w io.Writer) error {
	if err := s.check(); err != nil {
		return err
	}
	d := newDrawer(s)
	t := newTable(w, "order_id,ordered_at,amount,coupon,delivery")
	for _, e := range d.orderEvents() {
		if e.what() != sold {
			continue
		}
		m := d.movement(e)
		checkout := d.checkout(e.contact(), e.n(), m.day)
		t.text(m.orderID)
		t.time(m.day, m.second)
		t.amount(m.total())
		t.text(checkout.coupon)
		t.text(checkout.delivery)
		t.end()
	}
	return t.close()
}

// WriteEngagements writes the engagements, as CSV of the kind engagements, in the order
// of time.
func (s Shop) WriteEngagements(w io.Writer) error {
	if err := s.check(); err != nil {
		return err
	}
	d := newDrawer(s)
	t := newTable(w, "contact_id,engaged_at,type,channel,campaign")
	for _, e := range d.engagementEvents() {
		what := e.engagement(s)
		t.text(contactID(e.contact()))
		t.time(what.day, what.second)
		t.text(actNames[what.act])
		t.text(what.channel())
		t.text(what.campaign.name(what.day - palier.Day(what.lag)))
		t.end()
	}
	return t.close()
}
