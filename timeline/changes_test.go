package timeline_test

import (
	"slices"
	"testing"

	"palier"
	"palier/timeline"

	"pgregory.net/rapid"
)

func TestChangesAreTheDifferencesOfStatesEachWithItsCause(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, h := drawModel(t), drawHistory(t)
		k := timeline.New(m, "EUR")
		through := epoch + palier.Day(rapid.IntRange(0, 220).Draw(t, "through"))
		reference := &naive{m, h}
		var want []palier.Change
		for day := epoch - 20; day <= through; day++ {
			before, after := reference.facts(day-1, day-1), reference.facts(day, day)
			for f := range palier.Facet(palier.Facets) {
				if from, to := before.Value(f), after.Value(f); from != to {
					want = append(want, palier.Change{Day: day, Facet: f, From: from, To: to, Cause: reference.cause(f, day, to)})
				}
			}
		}
		got := k.Changes(h, through)
		for i := range min(len(got), len(want)) {
			if got[i] != want[i] {
				t.Fatalf("change %d: got %+v, want %+v", i, got[i], want[i])
			}
		}
		if len(got) != len(want) {
			t.Fatalf("got %d changes, want %d", len(got), len(want))
		}
	})
}

// events of a day that a test may take away.
type events struct{ order, refund, response, registration bool }

// without gives what there is without some events of a day.
func (n *naive) without(day palier.Day, e events) *naive {
	h := *n.h
	h.Movements, h.Responses = nil, nil
	isOrder := func(m palier.Movement) bool {
		return slices.ContainsFunc(n.h.Movements, func(sale palier.Movement) bool {
			return sale.Amount > 0 && sale.Order == m.Order && sale.Day == day
		})
	}
	for _, m := range n.h.Movements {
		if e.order && isOrder(m) || e.refund && m.Amount < 0 && m.Effect == day {
			continue
		}
		h.Movements = append(h.Movements, m)
	}
	for _, r := range n.h.Responses {
		if !e.response || r != day {
			h.Responses = append(h.Responses, r)
		}
	}
	if e.registration && h.Registered == day {
		h.Registered++
	}
	return &naive{n.m, &h}
}

// cause follows the definition of Kernel.Changes.
func (n *naive) cause(f palier.Facet, day palier.Day, to uint8) palier.Cause {
	value := func(e events) uint8 {
		s := n.without(day, e).facts(day, day)
		return s.Value(f)
	}
	if value(events{true, true, true, true}) == to {
		return palier.CauseTime
	}
	var happened events
	for _, m := range n.h.Movements {
		happened.order = happened.order || m.Amount > 0 && m.Day == day
		happened.refund = happened.refund || m.Amount < 0 && m.Effect == day
	}
	happened.response = slices.Contains(n.h.Responses, day)
	happened.registration = n.h.Registered == day
	switch {
	case happened.order && value(events{order: true}) != to:
		return palier.CauseOrder
	case happened.refund && value(events{refund: true}) != to:
		return palier.CauseRefund
	case happened.response && value(events{response: true}) != to:
		return palier.CauseResponse
	case happened.registration && value(events{registration: true}) != to:
		return palier.CauseRegistration
	case happened.order:
		return palier.CauseOrder
	case happened.refund:
		return palier.CauseRefund
	}
	return palier.CauseResponse
}

func TestEachStageChangeHasTheCauseExpected(t *testing.T) {
	register := func(day palier.Day) palier.Day { return epoch + day }
	buy := func(order string, day palier.Day, amount palier.Money) line { return line{order, epoch + day, amount} }
	for _, c := range []struct {
		name       string
		registered palier.Day
		lines      []line
		responses  []palier.Day
		day        palier.Day
		to         palier.Stage
		cause      palier.Cause
	}{
		{"registering makes a new lead", register(0), nil, nil, 0, palier.NewLead, palier.CauseRegistration},
		{"silence makes it cold", register(0), nil, nil, 91, palier.ColdLead, palier.CauseTime},
		{"an answer makes it active", register(0), nil, []palier.Day{epoch + 30}, 30, palier.ActiveLead, palier.CauseResponse},
		{"an answer on the registration day counts more than registering", register(0), nil, []palier.Day{epoch}, 0, palier.ActiveLead, palier.CauseResponse},
		{"a first order makes a first-time buyer", register(0), []line{buy("a", 9, 100)}, nil, 9, palier.FirstTimeBuyer, palier.CauseOrder},
		{"an order on the registration day is what makes the customer", register(9), []line{buy("a", 9, 100)}, nil, 9, palier.FirstTimeBuyer, palier.CauseOrder},
		{"a full refund takes the customer back", register(0), []line{buy("a", 9, 100), buy("a", 20, -100)}, nil, 20, palier.NewLead, palier.CauseRefund},
		{"a second order makes an active buyer", register(0), []line{buy("a", 9, 100), buy("b", 20, 100)}, nil, 20, palier.ActiveBuyer, palier.CauseOrder},
		{"a refund on the day of defection changes nothing about it", register(0), []line{buy("a", 0, 100), buy("b", 9, 100), buy("a", 100, -50)}, nil, 100, palier.DefectingBuyer, palier.CauseTime},
		{"an order refunded on its own day registers a guest", palier.NoDay, []line{buy("a", 9, 100), buy("a", 9, -100)}, nil, 9, palier.NewLead, palier.CauseOrder},
	} {
		h := historyOf(c.registered, c.lines, c.responses)
		changes := timeline.New(palier.DefaultModel(), "EUR").Changes(h, epoch+400)
		i := slices.IndexFunc(changes, func(change palier.Change) bool {
			return change.Facet == palier.FacetStage && change.Day == epoch+c.day
		})
		if i < 0 {
			t.Errorf("%s: no change of stage on day %d", c.name, c.day)
			continue
		}
		if got := changes[i]; got.To != uint8(c.to) || got.Cause != c.cause {
			t.Errorf("%s: got %s by %s, want %s by %s", c.name, palier.Stage(got.To), got.Cause, c.to, c.cause)
		}
	}
}
