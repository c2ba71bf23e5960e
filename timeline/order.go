package timeline

import "palier"

// Order is an order that counts, or a credit, as known on a day (model.md §2, §7).
type Order struct {
	Number uint64 // that of its movements
	Day    palier.Day
	Amount palier.Money // what it comes to, at least 0; of a credit below 0
	Sale   bool         // whether it is an order

	// The stages the contact had at the end of the day before and of the day itself,
	// each as known then.
	Before, After palier.Stage
}

// Conversion is an order moving its contact to a buyer's stage further on (model.md §7).
// The zero value is none.
type Conversion uint8

// The conversions. FirstPurchase is that of somebody who had no stage before.
const (
	NoConversion Conversion = iota
	FirstPurchase
	LeadConversion
	Repurchase
	WinbackDefecting
	WinbackInactive
	Conversions = iota // how many values there are, none included
)

var conversionNames = [...]string{"none", "first_purchase", "lead_conversion", "repurchase", "winback_defecting", "winback_inactive"}

// String gives the conversion's name in files and reports.
func (c Conversion) String() string { return conversionNames[c] }

// Conversion tells what the order, together with the others of its day, has moved its
// contact on from.
func (o *Order) Conversion() Conversion {
	buyer := o.After == palier.FirstTimeBuyer || o.After == palier.ActiveBuyer
	switch {
	case !o.Sale || !buyer:
		return NoConversion
	case o.Before == palier.NoStage:
		return FirstPurchase
	case o.Before.IsLead():
		return LeadConversion
	case o.Before == palier.DefectingBuyer:
		return WinbackDefecting
	case o.Before == palier.InactiveBuyer:
		return WinbackInactive
	case o.Before == palier.FirstTimeBuyer && o.After == palier.ActiveBuyer:
		return Repurchase
	}
	return NoConversion
}

// AppendOrders appends the orders that count and the credits up to a day, in the order
// of their movements.
func (w *Walker) AppendOrders(to []Order, h *palier.History, through palier.Day) []Order {
	stages := w.walkAllStages(h, through)
	before, after := 0, 0 // the steps in force
	all := h.Movements
	for i := 0; i < len(all) && all[i].Day <= through; {
		m := &all[i]
		i++
		o := Order{Number: m.Order, Day: m.Day, Amount: m.Amount, Sale: m.Amount > 0}
		for ; o.Sale && i < len(all) && isRefundOf(&all[i], m); i++ {
			if all[i].Effect <= through {
				o.Amount += all[i].Amount
			}
		}
		if o.Sale {
			if !w.k.counts(o.Amount) {
				continue
			}
			o.Amount = max(o.Amount, 0)
		}
		before = stages.advance(before, m.Day-1)
		after = stages.advance(after, m.Day)
		o.Before, o.After = palier.Stage(stages[before].value), palier.Stage(stages[after].value)
		to = append(to, o)
	}
	return to
}

// Stage gives the stage on a day, as known then, of the contact whose orders AppendOrders
// appended last, up to that day or a later one.
func (w *Walker) Stage(day palier.Day) palier.Stage {
	t := w.tracks[palier.FacetStage]
	return palier.Stage(t[t.on(day)].value)
}

// walkAllStages gives the stages on all days up to one, each as known on its day.
func (w *Walker) walkAllStages(h *palier.History, through palier.Day) track {
	t := w.tracks[palier.FacetStage].start()
	for more := w.open(h, through); more; more = w.next() {
		t = w.k.walkStages(&w.view, w.from, min(w.until-1, through), t)
	}
	w.tracks[palier.FacetStage] = t
	return t
}

// advance gives the index of the step in force on a day, from that of an earlier one.
func (t track) advance(i int, day palier.Day) int {
	for i+1 < len(t) && t[i+1].day <= day {
		i++
	}
	return i
}
