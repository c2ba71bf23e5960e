package timeline_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"palier"
	"palier/timeline"
)

// orders works out the orders and credits as known on a day, each by itself.
func (n *naive) orders(known palier.Day) (all []timeline.Order) {
	for _, m := range n.h.Movements {
		o := timeline.Order{Number: m.Order, Day: m.Day, Amount: m.Amount, Sale: m.Amount > 0}
		ofSale := slices.ContainsFunc(n.h.Movements, func(s palier.Movement) bool { return s.Amount > 0 && s.Order == m.Order })
		if m.Day > known || !o.Sale && ofSale {
			continue
		}
		for _, r := range n.h.Movements {
			if o.Sale && r.Order == m.Order && r.Amount < 0 && r.Effect <= known {
				o.Amount += r.Amount
			}
		}
		if o.Sale {
			if o.Amount <= 0 && n.m.RefundsAffectLifecycle {
				continue
			}
			o.Amount = max(o.Amount, 0)
		}
		o.Before, o.After = n.facts(m.Day-1, m.Day-1).Stage, n.facts(m.Day, m.Day).Stage
		all = append(all, o)
	}
	return all
}

func TestOrdersKnowTheStagesBeforeAndAfterThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, h := drawModel(t), drawHistory(t)
		day := epoch + palier.Day(rapid.IntRange(-2, 120).Draw(t, "day"))
		w := timeline.New(m, "EUR").Walker()
		got := w.AppendOrders(nil, h, day)
		want := (&naive{m, h}).orders(day)
		if !slices.Equal(got, want) {
			t.Fatalf("as known on day %d of\n%+v\ngot  %+v\nwant %+v", day, *h, got, want)
		}
		earlier := day - palier.Day(rapid.IntRange(0, 50).Draw(t, "earlier"))
		if got, want := w.Stage(earlier), (&naive{m, h}).facts(earlier, earlier).Stage; got != want {
			t.Fatalf("on day %d of\n%+v\ngot %s, want %s", earlier, *h, got, want)
		}
	})
}

func TestAConversionIsAnOrderThatLeadsFurtherOn(t *testing.T) {
	for _, c := range []struct {
		before, after palier.Stage
		want          timeline.Conversion
	}{
		{palier.NoStage, palier.FirstTimeBuyer, timeline.FirstPurchase},
		{palier.NoStage, palier.ActiveBuyer, timeline.FirstPurchase},
		{palier.NewLead, palier.FirstTimeBuyer, timeline.LeadConversion},
		{palier.InactiveLead, palier.ActiveBuyer, timeline.LeadConversion},
		{palier.FirstTimeBuyer, palier.ActiveBuyer, timeline.Repurchase},
		{palier.FirstTimeBuyer, palier.FirstTimeBuyer, timeline.NoConversion}, // the first one was refunded
		{palier.ActiveBuyer, palier.ActiveBuyer, timeline.NoConversion},
		{palier.ActiveBuyer, palier.FirstTimeBuyer, timeline.NoConversion},
		{palier.DefectingBuyer, palier.ActiveBuyer, timeline.WinbackDefecting},
		{palier.DefectingBuyer, palier.FirstTimeBuyer, timeline.WinbackDefecting},
		{palier.InactiveBuyer, palier.ActiveBuyer, timeline.WinbackInactive},
		{palier.NewLead, palier.NewLead, timeline.NoConversion},
	} {
		order := timeline.Order{Sale: true, Before: c.before, After: c.after}
		if got := order.Conversion(); got != c.want {
			t.Errorf("from %s to %s: %s, want %s", c.before, c.after, got, c.want)
		}
		order.Sale = false
		if got := order.Conversion(); got != timeline.NoConversion {
			t.Errorf("a credit is a conversion: %s", got)
		}
	}
}
