package timeline_test

import (
	"cmp"
	"slices"

	"palier"
)

// line is an order line or refund line of one contact.
type line struct {
	order  string
	day    palier.Day
	amount palier.Money
}

// historyOf makes a contact's history from its lines, as a store does (model.md §2).
func historyOf(registered palier.Day, lines []line, responses []palier.Day) *palier.History {
	h := &palier.History{Registered: registered, Responses: slices.Clone(responses)}
	slices.Sort(h.Responses)
	orders := map[string][]line{}
	var ids []string
	for _, l := range lines {
		if orders[l.order] == nil {
			ids = append(ids, l.order)
		}
		orders[l.order] = append(orders[l.order], l)
	}
	for n, id := range ids {
		h.Movements = append(h.Movements, movementsOf(uint64(n+1), orders[id])...)
	}
	slices.SortFunc(h.Movements, func(a, b palier.Movement) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Order, b.Order), cmp.Compare(a.Effect, b.Effect), cmp.Compare(b.Amount, a.Amount))
	})
	return h
}

func movementsOf(order uint64, lines []line) []palier.Movement {
	day, sales := palier.NoDay, palier.Money(0)
	for _, l := range lines {
		if l.amount > 0 {
			sales += l.amount
			if !day.Exists() || l.day < day {
				day = l.day
			}
		}
	}
	refunds := map[palier.Day]palier.Money{}
	for _, l := range lines {
		if l.amount < 0 {
			refunds[max(l.day, day)] += l.amount
		}
	}
	var movements []palier.Movement
	if sales > 0 {
		movements = append(movements, palier.Movement{Order: order, Amount: sales, Day: day, Effect: day})
	}
	for effect, amount := range refunds {
		m := palier.Movement{Order: order, Amount: amount, Day: day, Effect: effect}
		if sales == 0 {
			m.Day = effect
		}
		movements = append(movements, m)
	}
	return movements
}
