package demo

import (
	"strconv"

	"palier"
)

// movement is a sale, a refund or a credit as the files write it.
type movement struct {
	orderID   string
	contactID string // empty where only the e-mail is known
	email     string // empty where the contact id is known
	status    string
	day       palier.Day
	second    int
	lines     []line       // none for a credit
	sign      int          // of the lines: 1 for a sale, -1 for a refund
	credit    palier.Money // below 0 for a credit, else 0
}

func (m *movement) total() palier.Money {
	sum := m.credit
	for _, l := range m.lines {
		sum += l.amount * palier.Money(m.sign)
	}
	return sum
}

// movement draws what an event of the orders says.
func (s Shop) movement(d dice, e event) movement {
	c := s.character(d, e.contact())
	o := s.order(d, c, e.n())
	m := movement{orderID: orderID(e.contact(), e.n()), day: e.day(s), second: e.second(), sign: 1, status: "completed"}
	switch e.what() {
	case sale:
		m.lines = o.lines[:o.count]
	case refund:
		m.lines, m.sign, m.status = o.lines[:o.refunded], -1, "refunded"
	case credit:
		m.orderID, m.credit = "CREDIT-"+m.orderID, o.credit
	}
	if o.cancelled {
		m.status = "cancelled"
	}
	if o.byEmail {
		m.email = s.name(d, e.contact()).email()
	} else {
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
