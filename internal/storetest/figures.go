package storetest

import (
	"context"
	"fmt"
	"sync/atomic"

	"palier"
)

// figures are numbers that a half-seen update would get wrong.
type figures struct {
	orders, contacts     int64 // of the statistics
	histories, movements int64
	amount               palier.Money
	states, census       int64
	spend, censusSpend   palier.Money
}

// figuresOf reads everything in a view.
func figuresOf(ctx context.Context, view palier.View) (f figures, err error) {
	stats, err := view.Stats(ctx)
	if err != nil {
		return f, err
	}
	f.orders, f.contacts = stats.Orders, stats.Contacts
	var histories, movements, amount atomic.Int64
	err = view.Histories(ctx, palier.HistoryQuery{Workers: 2}, func(_ int, batch []palier.History) error {
		for _, h := range batch {
			movements.Add(int64(len(h.Movements)))
			for _, movement := range h.Movements {
				amount.Add(int64(movement.Amount))
			}
		}
		histories.Add(int64(len(batch)))
		return nil
	})
	if err != nil {
		return f, err
	}
	f.histories, f.movements, f.amount = histories.Load(), movements.Load(), palier.Money(amount.Load())
	cells, err := view.Census(ctx, palier.Selection{})
	if err != nil {
		return f, err
	}
	for _, cell := range cells {
		f.census += cell.Contacts
		f.censusSpend += cell.Spend
	}
	states, err := view.States(ctx, palier.StateQuery{})
	for i := range states {
		f.states++
		f.spend += states[i].Spend
	}
	return f, err
}

func (f figures) differ(what string, from figures) error {
	return fmt.Errorf("%s: %+v, and not %+v", what, f, from)
}

// expected gives the figures of the merchant's orders and states.
func (m *merchant) expected() (f figures) {
	buyers := make([]bool, m.customers)
	for order, amount := range m.amounts {
		if amount > 0 {
			f.orders++
			f.amount += amount
			buyers[order%m.customers] = true
		}
	}
	for customer, bought := range buyers {
		if bought {
			f.contacts++
		}
		if m.states[customer] > 0 {
			f.states++
			f.spend += m.states[customer]
		}
	}
	f.histories, f.movements, f.census, f.censusSpend = f.contacts, f.orders, f.states, f.spend
	return f
}
