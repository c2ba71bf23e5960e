package timeline

import (
	"math"

	"palier"
)

// Kernel holds one model in the form in which it is asked, once for every contact and
// day. It is immutable and may be used by several goroutines.
type Kernel struct {
	refundsUndo bool // a fully refunded order is no purchase
	dayIsUnit   bool // all orders of one day are one purchase

	lead struct{ cold, inactive palier.Day }

	customer struct{ defecting, inactive palier.Day }

	window   palier.Day     // of the status: ages 0 … window
	statuses int            // how many values a status can have, none included
	above    []palier.Money // what the spend of each status is above, and …
	upTo     []palier.Money // … what it is at most

	period   palier.Day // P
	periods  int        // K
	weights  [criteria]int32
	age      [4]palier.Day // engagement cuts
	rfm      lens          // period 0
	group    lens          // the status window
	profiles profileValues

	windows [palier.Rates]palier.Day
}

// Days before and after every day that a history can name. There is room to add and
// subtract any limit of a model.
const (
	dawn palier.Day = -1 << 30
	dusk palier.Day = 1 << 30
)

// New makes the kernel of a model for amounts in a currency. The model must be sound:
// Model.Problems lists none. It is not kept and may change afterwards.
func New(m *palier.Model, c palier.Currency) *Kernel {
	k := &Kernel{
		refundsUndo: m.RefundsAffectLifecycle,
		dayIsUnit:   m.PurchaseUnit == palier.UnitDay,
		window:      palier.Day(m.Status.Window),
		period:      palier.Day(m.RFM.Period),
		periods:     m.RFM.Periods,
		age:         days(m.RFM.Cuts.Engagement),
		profiles:    profileValuesOf(m.RFM.Periods),
	}
	k.lead.cold, k.lead.inactive = palier.Day(m.Lead.Cold), palier.Day(m.Lead.Inactive)
	k.customer.defecting, k.customer.inactive = palier.Day(m.Customer.Defecting), palier.Day(m.Customer.Inactive)
	k.boundStatuses(m.Status.Levels, c)
	w := m.RFM.Weights
	k.weights = [criteria]int32{int32(w.Engagement), int32(w.Recency), int32(w.Frequency), int32(w.Monetary)}
	k.rfm = lens{
		span:      k.period,
		recency:   days(m.RFM.Cuts.Recency),
		frequency: m.RFM.Cuts.Frequency,
		monetary:  atLeast(c, m.RFM.Cuts.Monetary),
		engaged:   w.Engagement > 0,
		values:    k.starValues(),
	}
	k.group = lens{
		span:      k.window + 1,
		recency:   days(m.GroupRecency()),
		frequency: m.Groups.Frequency,
		monetary:  atLeast(c, m.Groups.Monetary),
		values:    groupValues(),
	}
	for r := range k.windows {
		k.windows[r] = palier.Day(m.Window(palier.Rate(r)))
	}
	return k
}

// boundStatuses lays out the spend of each status: no_spend is at most 0, and each
// level begins where the one before ends.
func (k *Kernel) boundStatuses(levels []palier.StatusLevel, c palier.Currency) {
	k.above = []palier.Money{math.MaxInt64, math.MinInt64} // nobody stays in NoStatus
	k.upTo = []palier.Money{math.MinInt64, 0}
	for i, level := range levels {
		bound := c.AtMost(level.UpTo)
		if i == len(levels)-1 {
			bound = math.MaxInt64
		}
		k.above = append(k.above, k.upTo[len(k.upTo)-1])
		k.upTo = append(k.upTo, bound)
	}
	k.statuses = len(k.upTo)
}

func days(cuts [4]int) (of [4]palier.Day) {
	for i, cut := range cuts {
		of[i] = palier.Day(cut)
	}
	return of
}

func atLeast(c palier.Currency, cuts [4]palier.Amount) (of [4]palier.Money) {
	for i, cut := range cuts {
		of[i] = c.AtLeast(cut)
	}
	return of
}
