package demo

// drawer draws what a shop is made of. It is used by one goroutine; fork gives others.
type drawer struct {
	dice
	shop Shop

	arrivals  calendar
	purchases calendar
	bargains  calendar
	dates     []date // of the days from the shop's first
}

func newDrawer(s Shop) drawer {
	d := drawer{
		dice: newDice(), shop: s, arrivals: s.arrivals(),
		purchases: newCalendar(s.From, s.To, busyness),
		bargains:  newCalendar(s.From, s.To, bargainDays),
	}
	for day := s.From; day <= s.To; day++ {
		d.dates = append(d.dates, dateOf(day))
	}
	return d
}

// fork gives a drawer of the same shop for another goroutine.
func (d drawer) fork() drawer {
	d.dice = newDice()
	return d
}

func (d drawer) start(what purpose, contact, n int) { d.dice.start(d.shop.Seed, what, contact, n) }
