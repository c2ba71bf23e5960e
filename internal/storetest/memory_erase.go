package storetest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"palier"
)

// Erase rewrites the contact's rows in every load: what stays is under the id given.
func (u *update) Erase(ctx context.Context, erasure palier.Erasure) (palier.Erased, error) {
	if erasure.ContactID == "" { // which rows leave out
		return palier.Erased{}, unknownContact("erase", erasure.ContactID)
	}
	e := eraser{id: erasure.ContactID, as: erasure.As, bare: erasure.Bare, emails: map[string]bool{}, orders: map[string]string{}, owned: map[string]bool{}, engagements: map[engagementRow]int{}}
	e.know(u.facts(), u.loads)
	u.generation = u.renewed()
	for i, l := range u.loads {
		u.loads[i] = e.load(l)
	}
	if e.rows == 0 {
		return palier.Erased{}, unknownContact("erase", erasure.ContactID)
	}
	u.renameState(erasure)
	return e.erased(), u.checked(ctx)
}

// erased tells what named the contact.
func (e *eraser) erased() palier.Erased {
	erased := palier.Erased{Emails: slices.Sorted(maps.Keys(e.emails))}
	for _, id := range slices.Sorted(maps.Keys(e.orders)) {
		erased.Orders = append(erased.Orders, palier.ErasedOrder{OrderID: id, As: e.orders[id]})
	}
	return erased
}

// renameState moves the published state of the contact, or drops it.
func (u *update) renameState(e palier.Erasure) {
	states := slices.Clone(u.states)
	if e.Bare {
		states = slices.DeleteFunc(states, func(s palier.ContactState) bool { return s.ContactID == e.ContactID })
	}
	for i := range states {
		if states[i].ContactID == e.ContactID {
			states[i].Contact, states[i].ContactID = palier.KeyOf(e.As), e.As
		}
	}
	sortStates(states)
	u.states = states
}

// eraser knows which rows are about the contact.
type eraser struct {
	id, as      string
	bare        bool                  // own rows are dropped
	emails      map[string]bool       // that no other contact's row has
	orders      map[string]string     // order ids that were ever the contact's, and what they become
	owned       map[string]bool       // order ids that are the contact's now
	engagements map[engagementRow]int // the contact's engagements, and what tells them apart
	rows        int                   // how many were erased
}

// know finds out the contact's e-mails and orders, replaced rows included.
func (e *eraser) know(f *facts, loads []*load) {
	if email, guest := strings.CutPrefix(e.id, palier.EmailPrefix); guest && f.owners[e.id] != nil {
		e.emails[email] = true
	}
	for _, l := range loads {
		for _, row := range l.contacts {
			if row.ContactID == e.id && row.Email != "" {
				e.emails[row.Email] = true
			}
		}
	}
	for id, row := range f.contacts {
		if id != e.id {
			delete(e.emails, row.Email)
		}
	}
	for email := range e.emails {
		e.knowOrders(f.owners[palier.EmailPrefix+email])
	}
	e.knowOrders(f.owners[e.id])
	for _, l := range loads {
		for _, row := range l.lines {
			if row.Amount >= 0 && row.ContactID == e.id {
				e.knowOrder(row.order())
			}
		}
	}
}

func (e *eraser) knowOrders(who *owner) {
	if who == nil {
		return
	}
	for _, o := range who.orders {
		e.knowOrder(o.id)
		e.owned[o.id] = true
	}
}

func (e *eraser) knowOrder(id string) {
	if e.orders[id] == "" {
		e.orders[id] = fmt.Sprintf("%s/%d", e.as, len(e.orders)+1)
	}
}

// load gives a load with the contact's rows rewritten.
func (e *eraser) load(l *load) *load {
	erased := &load{Load: l.Load, rows: rows{products: l.products}}
	for _, row := range l.contacts {
		if row.ContactID == e.id {
			if e.rows++; e.bare {
				continue
			}
			row = contactRow{file: row.file, Contact: palier.Contact{Line: row.Line, ContactID: e.as, Registered: row.Registered}}
		}
		erased.contacts = append(erased.contacts, row)
	}
	for _, row := range l.lines {
		if row, stays := e.line(row); stays {
			erased.lines = append(erased.lines, row)
		}
	}
	for _, row := range l.engagements {
		if row, stays := e.engagement(row); stays {
			erased.engagements = append(erased.engagements, row)
		}
	}
	return erased
}

// engagement rewrites a row of one of the contact's engagements, and no other.
func (e *eraser) engagement(row engagementRow) (_ engagementRow, stays bool) {
	if row.ContactID != e.id && !(row.ContactID == "" && e.emails[row.Email]) {
		return row, true
	}
	e.rows++
	identity := row.identity()
	if e.engagements[identity] == 0 {
		e.engagements[identity] = len(e.engagements) + 1
	}
	return engagementRow{
		file: row.file, erased: e.engagements[identity],
		Engagement: palier.Engagement{Line: row.Line, ContactID: e.as, Day: row.Day, Type: row.Type},
	}, !e.bare
}

// line rewrites a row of one of the contact's orders. Where the row gave the order to
// somebody else, only the order's id goes.
func (e *eraser) line(row lineRow) (_ lineRow, stays bool) {
	name, known := e.orders[row.order()]
	own := row.ContactID == e.id || row.ContactID == "" && (e.emails[row.Email] || e.owned[row.order()])
	switch {
	case known && (own || row.Amount < 0 && e.owned[row.order()]):
		e.rows++
		row.OrderLine = palier.OrderLine{
			Line: row.Line, OrderID: name, ContactID: e.as, Day: row.Day, Amount: row.Amount,
			Quantity: row.Quantity, Currency: row.Currency, Status: row.Status,
		}
		row.attributes = nil
		return row, !e.bare
	case known:
		row.OrderID, row.RefundOf = name, ""
	case own && row.ContactID != "": // on a refund of somebody else's order
		e.rows++
		row.ContactID = ""
	}
	return row, true
}
