package demo

import (
	"strconv"

	"palier"
)

// movement is a sale, a refund or a credit as the files write it.
type movement struct {
	orderID   string
	contactID string // empty where only the e-mail is known, or nothing
	email     string // empty where the contact id is known, or nothing
	status    string
	day       palier.Day
	second    int
	basket    basket       // empty for a credit
	sign      int          // of the lines: 1 for a sale, -1 for a refund
	credit    palier.Money // below 0 for a credit, else 0
}

func (m *movement) total() palier.Money {
	return m.credit + m.basket.total()*palier.Money(m.sign)
}

// movement draws what an event of the orders says.
func (d drawer) movement(e event) movement {
	c := d.character(e.contact())
	o := d.order(c, e.n())
	m := movement{orderID: orderID(e.contact(), e.n()), day: e.day(d.shop), second: e.second(), sign: 1, status: "refunded"}
	switch e.what() {
	case sold:
		m.basket, m.status = d.basket(c, &o, m.day), o.status(d.shop.To-m.day)
	case refunded:
		all := d.basket(c, &o, m.day-o.backAfter)
		m.basket, m.sign = all.returned(o.back), -1
	case credited:
		m.orderID, m.credit = "CREDIT-"+m.orderID, o.credit
	}
	switch {
	case o.byEmail:
		p := d.person(e.contact())
		card := d.card(&p)
		m.email = card.email()
	case c.identified():
		m.contactID = contactID(e.contact())
	}
	return m
}

// orderID gives an id that sorts by contact, then by time.
func orderID(contact, n int) string {
	id := append(make([]byte, 0, 16), contactID(contact)...)
	id[0] = 'W'
	id = append(id, '-')
	return string(strconv.AppendInt(id, int64(n+1), 10))
}

func contactID(number int) string {
	const width = len("C0000000")
	id := []byte("C0000000")
	digits := strconv.AppendInt(nil, int64(number), 10)
	copy(id[width-len(digits):], digits)
	return string(id)
}
