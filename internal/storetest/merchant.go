package storetest

import (
	"fmt"

	"palier"
)

// change is a change of the merchant's facts.
type change struct {
	apply   func(palier.Update) error
	staging palier.Staging // to close afterwards; nil for none
}

// step makes a generation of a change, and of the states if they are to be published,
// and checks what it says.
func (m *merchant) step(facts change, publish bool) {
	m.Helper()
	if publish {
		m.renewStates()
	}
	want := m.expected()
	m.lock.Lock()
	m.committed = append(m.committed, want)
	m.lock.Unlock()
	m.update(func(u palier.Update) error {
		if err := facts.apply(u); err != nil || !publish {
			return err
		}
		return m.putStates(u)
	})
	if facts.staging != nil {
		m.must(facts.staging.Close())
	}
	m.see(func(v palier.View) {
		got, err := figuresOf(m.ctx, v)
		m.must(err)
		if got != want {
			m.Fatal(got.differ("a generation is not what was made", want))
		}
	})
}

// loading stages orders from, from+1, … below to, and gives the change that loads them.
func (m *merchant) loading(from, to int, amount palier.Money) change {
	m.Helper()
	staging, err := m.store.Stage(m.ctx)
	m.must(err)
	batch := orderFile()
	for order := from; order < to; order++ {
		row := sale(orderName(order), customerName(order%m.customers), palier.Day(order%1000), amount)
		row.Line = order + 2
		batch.OrderLines = append(batch.OrderLines, row)
		m.amounts[order] = amount
		if len(batch.OrderLines) == 10_000 || order == to-1 {
			m.must(staging.Write(m.ctx, &batch))
			batch.OrderLines = batch.OrderLines[:0]
		}
	}
	return change{staging: staging, apply: func(u palier.Update) error {
		_, err := u.Apply(m.ctx, staging, palier.LoadInfo{At: loadTime, CompleteThrough: palier.NoDay}, func(r palier.Refusal) { m.Errorf("refused: %+v", r) })
		return err
	}}
}

// undoing gives the change that undoes a load, after which each order has the amount
// that left tells.
func (m *merchant) undoing(number int, left func(order int) palier.Money) change {
	for order := range m.amounts {
		m.amounts[order] = left(order)
	}
	return change{apply: func(u palier.Update) error {
		_, err := u.Undo(m.ctx, number)
		return err
	}}
}

// renewStates computes the states of the merchant's orders.
func (m *merchant) renewStates() {
	clear(m.states)
	for order, amount := range m.amounts {
		m.states[order%m.customers] += amount
	}
}

// putStates publishes the merchant's states.
func (m *merchant) putStates(u palier.Update) error {
	var batch []palier.ContactState
	for customer, spend := range m.states {
		if spend > 0 {
			state := stateOf(customerName(customer), palier.Stage(1+customer%(palier.Stages-1)))
			state.Spend = spend
			batch = append(batch, state)
		}
		if len(batch) == 10_000 || customer == len(m.states)-1 {
			if err := u.PutStates(m.ctx, batch); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	return u.Publish(m.ctx, palier.Publication{AsOf: 1000, Model: "m", At: loadTime})
}

func orderName(i int) string { return fmt.Sprintf("o%07d", i) }

func customerName(i int) string { return fmt.Sprintf("c%07d", i) }
