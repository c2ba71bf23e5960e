package timeline

import "palier"

// Past is what has come of a contact by the end of a day, as known then. Its lists are the
// walker's, and valid until it looks at another contact.
type Past struct {
	Registered palier.Day   // R of model.md §2, or the entry day until R has come; NoDay for a contact that has no stage
	Bought     []Bought     // ascending
	Responses  []palier.Day // ascending; a day may stand several times
}

// Bought is what one day brought: purchases, and money. A day on which there was only a
// credit has no purchase.
type Bought struct {
	Day       palier.Day
	Purchases int
	Amount    palier.Money
}

// Past gives a contact's past as known on a day: what has been refunded by then is no
// purchase (model.md §2).
func (w *Walker) Past(h *palier.History, day palier.Day) Past {
	if !w.toLast(h, day) {
		return Past{Registered: palier.NoDay}
	}
	p := Past{Registered: w.registered, Bought: w.bought[:0], Responses: w.responses}
	if p.Registered > day {
		p.Registered = w.entry
	}
	for _, total := range w.money[:known(w.money, day)] {
		p.Bought = append(p.Bought, Bought{total.day, int(total.count), total.amount})
	}
	w.bought = p.Bought
	return p
}
