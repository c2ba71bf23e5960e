package storetest

import (
	"fmt"

	"pgregory.net/rapid"

	"palier"
)

// What drawn loads are made of: few of each, so that they meet. Orders of the first two
// ids come as orders, the next two as lines, the last two as both.
var (
	drawnContacts = []string{"ann", "bob", "carl"}
	drawnEmails   = []string{"a@x.org", "b@x.org"}
	drawnOrders   = []string{"o1", "o2", "l1", "l2", "m1", "m2"}
	drawnStatuses = []string{"", "paid", "Cancelled"}
	drawnItems    = []string{"", "i", "j", "k"}
)

// drawnIDs are all the ids under which anything of a drawn load may be known.
func drawnIDs() []string {
	ids := append([]string{}, drawnContacts...)
	for _, email := range drawnEmails {
		ids = append(ids, palier.EmailPrefix+email)
	}
	for _, order := range drawnOrders {
		ids = append(ids, palier.OrderPrefix+order)
	}
	return ids
}

func drawDay(t *rapid.T) palier.Day { return palier.Day(rapid.IntRange(0, 6).Draw(t, "day")) }

func drawAmount(t *rapid.T) palier.Money {
	return palier.Money(rapid.IntRange(1, 9).Draw(t, "amount") * 100)
}

// drawMissing draws one of the texts, or none.
func drawMissing(t *rapid.T, label string, texts []string) string {
	return rapid.SampledFrom(append([]string{""}, texts...)).Draw(t, label)
}

func drawContact(t *rapid.T) palier.Contact {
	registered := drawDay(t)
	if rapid.IntRange(0, 4).Draw(t, "registered at all") == 0 {
		registered = palier.NoDay
	}
	row := contact(rapid.SampledFrom(drawnContacts).Draw(t, "contact"), registered, drawMissing(t, "e-mail", drawnEmails))
	row.Source = drawMissing(t, "source", []string{"shop", "fair"})
	row.FirstName = drawMissing(t, "first name", []string{"A", "B"})
	return row
}

func drawEngagement(t *rapid.T) palier.Engagement {
	e := palier.Engagement{Day: drawDay(t), Type: rapid.SampledFrom([]string{"click", "open"}).Draw(t, "type"), Campaign: drawMissing(t, "campaign", []string{"spring"})}
	e.ContactID = drawMissing(t, "contact", drawnContacts)
	if e.ContactID == "" {
		e.Email = rapid.SampledFrom(drawnEmails).Draw(t, "e-mail")
	}
	return e
}

// drawnOrder is what a load says of one order.
type drawnOrder struct {
	id                       string
	contactID, email, status string
	kinds                    []palier.Kind // in which its sales are given
}

// drawOrder draws whose an order is. Orders given as both kinds are always told alike,
// for the contract does not say which of two statuses would count.
func drawOrder(t *rapid.T, id string) drawnOrder {
	i := int(id[1] - '1')
	switch id[0] {
	case 'm':
		kinds := rapid.SampledFrom([][]palier.Kind{{palier.KindOrders}, {palier.KindOrderLines}, {palier.KindOrders, palier.KindOrderLines}}).Draw(t, "kinds")
		return drawnOrder{id, drawnContacts[i], "", drawnStatuses[i+1], kinds}
	case 'o':
		return drawHeader(t, id, palier.KindOrders)
	}
	return drawHeader(t, id, palier.KindOrderLines)
}

func drawHeader(t *rapid.T, id string, kind palier.Kind) drawnOrder {
	usual := drawnContacts[:2]
	if rapid.IntRange(0, 3).Draw(t, "usual contact") > 0 {
		i := int(id[1] - '1')
		usual = drawnContacts[i : i+1]
	}
	return drawnOrder{
		id: id, contactID: drawMissing(t, "contact", usual), email: drawMissing(t, "e-mail", drawnEmails),
		status: rapid.SampledFrom(drawnStatuses).Draw(t, "status"), kinds: []palier.Kind{kind},
	}
}

// sales draws the sale lines of one kind.
func (o drawnOrder) sales(t *rapid.T) []palier.OrderLine {
	rows := make([]palier.OrderLine, rapid.IntRange(1, 3).Draw(t, "lines"))
	for i := range rows {
		rows[i] = withStatus(withDrawnItem(t, sale(o.id, o.contactID, drawDay(t), drawAmount(t))), o.status)
		rows[i].Email = o.email
	}
	return rows
}

func withDrawnItem(t *rapid.T, row palier.OrderLine) palier.OrderLine {
	return withItem(row, rapid.SampledFrom(drawnItems).Draw(t, "item"), int64(rapid.IntRange(1, 3).Draw(t, "quantity")*1000))
}

func drawProduct(t *rapid.T) palier.Product {
	return palier.Product{ItemID: rapid.SampledFrom(drawnItems[1:3]).Draw(t, "product"), Category: drawMissing(t, "category", []string{"A", "A > B"})}
}

// refunds draws the refunds of one day, some with ids of their own, whose rows may name
// any contact.
func (o drawnOrder) refunds(t *rapid.T, day palier.Day, contactID string) []palier.OrderLine {
	rows := make([]palier.OrderLine, rapid.IntRange(1, 2).Draw(t, "refunds"))
	for i := range rows {
		rows[i] = withDrawnItem(t, refund(o.id, contactID, day, drawAmount(t)))
		if rapid.Bool().Draw(t, "own id") {
			rows[i].OrderID, rows[i].RefundOf = fmt.Sprint("r", i), o.id
		}
	}
	return rows
}

// refundKind is the kind of rows in which the order's refunds come: one kind only, for
// the contract does not say which of two loads of different kinds would count.
func (o drawnOrder) refundKind() palier.Kind {
	if o.id[0] == 'o' {
		return palier.KindOrders
	}
	return palier.KindOrderLines
}
