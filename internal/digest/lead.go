package digest

import (
	"palier/internal/phrase"
)

// lead says in one sentence what matters most: that the numbers are old; else what was sold,
// and who is dearest of those about to be lost.
func (w *writing) lead() string {
	if w.Trust.Late > 0 && w.Day == w.Trust.Newest {
		return w.say("lead.old", phrase.Args{"Day": w.book.Date(w.Day), "Age": w.book.Count("days", int64(w.Trust.Late))})
	}
	sold := w.sold()
	dearest := Coming{}
	for _, c := range w.Coming {
		if c.SoonSpend > dearest.SoonSpend {
			dearest = c
		}
	}
	if dearest.SoonSpend == 0 {
		return w.say("lead.alone", phrase.Args{"Sold": sold})
	}
	return w.say("lead", phrase.Args{
		"Sold": sold, "Contacts": w.book.Count("contacts", dearest.Soon), "Spend": w.money(dearest.SoonSpend),
		"From": w.book.Label("stage", dearest.From), "To": w.book.Label("stage", dearest.To),
	})
}

func (w *writing) sold() string {
	if w.Sales.Orders == 0 {
		return w.say("lead.none", nil)
	}
	args := phrase.Args{"Orders": w.book.Count("digest.orders", w.Sales.Orders), "Amount": w.money(w.Sales.Amount)}
	now, before := int64(w.Sales.Amount), int64(w.Before.Amount)
	switch {
	case before <= 0:
		return w.say("lead.sold", args)
	case now > before:
		args["Share"] = w.book.Percent(now-before, before)
		return w.say("lead.more", args)
	case now < before:
		args["Share"] = w.book.Percent(before-now, before)
		return w.say("lead.less", args)
	}
	return w.say("lead.same", args)
}
