package storetest

import (
	"maps"
	"slices"

	"palier"
)

// order is an order with at least one sale, or a credit: one day's refunds of an order
// that has none.
type order struct {
	id        string
	day       palier.Day // of the earliest sale; of the credit
	sales     palier.Money
	priced    palier.Kind // which kind of rows gives the sales
	contactID string
	email     string
	status    string
	refunds   map[palier.Day]palier.Money // by the day they were given
	lines     []lineRow                   // of the sales
	returns   []lineRow                   // of the refunds
	headers   []lineRow                   // of orders that are no refunds: the order's attributes
}

// refundID is what a load replaces of an order's refunds.
type refundID struct {
	order string
	day   palier.Day
}

// inForce are the rows of one kind that count, each group from the latest load that
// has some.
type inForce struct {
	headers map[string][]lineRow   // of an order: all rows but refunds
	sales   map[string][]lineRow   // the same, of loads with at least one sale of it
	refunds map[refundID][]lineRow // of an order on one day
}

// ordersOf works out the orders and the credits.
func ordersOf(loads []*load) (orders map[string]*order, credits []*order) {
	lines, rows := forceOf(loads, palier.KindOrderLines), forceOf(loads, palier.KindOrders)
	// A row of orders carries attributes only, wherever there are lines.
	maps.Copy(rows.sales, lines.sales)
	maps.Copy(rows.refunds, lines.refunds)

	orders = map[string]*order{}
	for id, given := range rows.sales {
		orders[id] = newOrder(id, given, rows.headers[id])
	}
	for id, given := range rows.refunds {
		of := orders[id.order]
		if of == nil {
			of = newCredit(id, given)
			credits = append(credits, of)
		}
		of.refunds[id.day] = total(given)
		of.returns = append(of.returns, given...)
	}
	return orders, credits
}

// forceOf finds the rows of one kind that count.
func forceOf(loads []*load, kind palier.Kind) inForce {
	force := inForce{map[string][]lineRow{}, map[string][]lineRow{}, map[refundID][]lineRow{}}
	for _, l := range loads {
		sales, refunds := map[string][]lineRow{}, map[refundID][]lineRow{}
		for _, row := range l.lines {
			switch id := row.order(); {
			case row.kind != kind:
			case row.Amount < 0:
				day := refundID{id, row.Day}
				refunds[day] = append(refunds[day], row)
			default:
				sales[id] = append(sales[id], row)
			}
		}
		maps.Copy(force.headers, sales)
		maps.DeleteFunc(sales, func(_ string, given []lineRow) bool { return total(given) == 0 })
		maps.Copy(force.sales, sales)
		maps.Copy(force.refunds, refunds)
	}
	return force
}

// newOrder makes an order of the rows that give its sales. The contact, e-mail and
// status that they leave out are those of its rows of orders.
func newOrder(id string, given, headers []lineRow) *order {
	o := &order{id: id, day: palier.LastDay, sales: total(given), priced: given[0].kind, refunds: map[palier.Day]palier.Money{}, lines: given, headers: headers}
	for _, row := range given {
		if row.Amount > 0 {
			o.day = min(o.day, row.Day)
		}
	}
	o.name(given)
	o.name(headers)
	return o
}

// newCredit makes a credit, whose own rows say whose it is.
func newCredit(id refundID, given []lineRow) *order {
	o := &order{id: id.order, day: id.day, refunds: map[palier.Day]palier.Money{}}
	o.name(given)
	return o
}

// name takes from rows what is not known yet.
func (o *order) name(rows []lineRow) {
	for _, row := range rows {
		o.contactID = firstOf(o.contactID, row.ContactID)
		o.email = firstOf(o.email, row.Email)
		o.status = firstOf(o.status, row.Status)
	}
}

func firstOf(known, other string) string {
	if known != "" {
		return known
	}
	return other
}

func total(rows []lineRow) palier.Money {
	sum := palier.Money(0)
	for _, row := range rows {
		sum += row.Amount
	}
	return sum
}

// refundsInEffect gives the refunds by the day they take effect, which is never before
// the order's.
func (o *order) refundsInEffect() []palier.Refund {
	var refunds []palier.Refund
	for _, day := range slices.Sorted(maps.Keys(o.refunds)) {
		refunds = append(refunds, palier.Refund{Day: max(day, o.day), Amount: o.refunds[day]})
	}
	return refunds
}
