package timeline

import "palier"

// Purse is those facts of a State that follow from purchases and money alone, from a day
// on, until the next one.
type Purse struct {
	Since         palier.Day
	Purchases     int
	Spend         palier.Money // over the status window
	LifetimeSpend palier.Money
	AverageOrder  palier.Money
	FirstPurchase palier.Day // NoDay for leads
	LastPurchase  palier.Day
}

// AppendPurses appends a contact's purse from its entry day up to a day, ascending. Before
// the first the contact has no stage. They are those of State, for less work.
func (w *Walker) AppendPurses(to []Purse, h *palier.History, through palier.Day) []Purse {
	if !w.open(h, through) {
		return to
	}
	w.from = w.entry
	for {
		to = w.appendPurses(to, min(w.until-1, through))
		if !w.next() {
			return to
		}
	}
}

// appendPurses appends the purses of the epoch, up to a day.
func (w *Walker) appendPurses(to []Purse, last palier.Day) []Purse {
	var count int
	var lifetime, spent palier.Money
	come, gone := 0, 0 // of the days with money: how many have come, and left the window
	for day := w.from; day <= last; {
		for ; come < len(w.money) && w.money[come].day <= day; come++ {
			count += int(w.money[come].count)
			lifetime += w.money[come].amount
			spent += w.money[come].amount
		}
		for ; gone < come && w.money[gone].day+w.k.window < day; gone++ {
			spent -= w.money[gone].amount
		}
		to = append(to, w.purse(day, count, lifetime, spent))
		day = last + 1
		if come < len(w.money) {
			day = min(day, w.money[come].day)
		}
		if gone < come {
			day = min(day, w.money[gone].day+w.k.window+1)
		}
	}
	return to
}

func (w *Walker) purse(day palier.Day, count int, lifetime, spent palier.Money) Purse {
	if count == 0 {
		return Purse{Since: day, FirstPurchase: palier.NoDay, LastPurchase: palier.NoDay}
	}
	p := Purse{Since: day, Purchases: count, Spend: max(0, spent), LifetimeSpend: max(0, lifetime)}
	p.AverageOrder = averageOrder(p.LifetimeSpend, count)
	p.FirstPurchase, p.LastPurchase = w.purchases[0].day, w.purchases[known(w.purchases, day)-1].day
	return p
}

// averageOrder is what a purchase comes to, rounded half up.
func averageOrder(lifetime palier.Money, purchases int) palier.Money {
	n := palier.Money(purchases)
	return (2*lifetime + n) / (2 * n)
}
