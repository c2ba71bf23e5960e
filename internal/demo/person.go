package demo

import (
	"slices"

	"palier"
)

// character is what does not change about a contact. It is drawn by itself where its
// days are not needed.
type character struct {
	number     int
	guest      bool // known only from orders, by its e-mail
	onlooker   bool // never buys
	undated    bool // its row has no registration day
	rhythm     rhythm
	generosity int // 0 to 3: how much goes into a basket
}

// rhythm is how somebody's purchases lie in time.
type rhythm int

const (
	loose    rhythm = iota // any day
	steady                 // at even distances
	seasonal               // in the same weeks of every year
	fading                 // ever more rarely
)

// person is one contact as drawn: who it is and when it lived with the shop.
type person struct {
	character
	since palier.Day // registration, or what would have been it
	first palier.Day // first purchase; NoDay for those who never buy
	until palier.Day // the shop does not see it after this day
}

// registered gives the registration day of the contact's row, NoDay without one.
func (p *person) registered() palier.Day {
	if p.guest || p.undated {
		return palier.NoDay
	}
	return p.since
}

// character draws a contact's character, and leaves the dice where person goes on.
func (s Shop) character(d dice, number int) character {
	d.start(s, forPerson, number, 0)
	c := character{number: number}
	kind := d.pick(6, 26, 1)
	c.guest, c.onlooker, c.undated = kind == 0, kind == 1, kind == 2
	c.rhythm = rhythm(d.pick(45, 25, 20, 10))
	c.generosity = d.pick(40, 30, 20, 10)
	return c
}

// person draws a contact by its number.
func (s Shop) person(d dice, number int) person {
	p := person{character: s.character(d, number), first: palier.NoDay, until: s.To}
	p.since = seasonalDay(d, s.From, s.To)
	if d.perMille(450) { // with the shop for a time only
		p.until = p.since + palier.Day(d.IntN(int(s.To-p.since)+1))
	}
	if p.onlooker {
		return p
	}
	first := p.since
	if !p.guest && d.perMille(600) {
		first += palier.Day(d.ExpFloat64() * 40)
	}
	if first <= s.To {
		p.first = first
		p.until = max(p.until, first)
	}
	return p
}

// longevity is the share of the shop's whole time in which a buyer buys, on average,
// given how person draws; purchases are drawn in proportion to it.
const longevity = 0.37

// purchases draws the days of a contact's orders, ascending, and appends them.
func (s Shop) purchases(d dice, p *person, days []palier.Day) []palier.Day {
	if !p.first.Exists() {
		return days
	}
	d.start(s, forPurchases, p.number, 0)
	days = append(days, p.first)
	life := int(p.until - p.first)
	span := float64(s.To-s.From) + 1
	more := d.count((s.MeanPurchases - 1) / longevity * float64(life) / span)
	for i := range more {
		days = append(days, purchaseDay(d, p, life, i, more))
	}
	slices.Sort(days[len(days)-more:])
	return days
}

// purchaseDay draws the day of a contact's i-th order after the first, of so many, in the
// given number of days after it.
func purchaseDay(d dice, p *person, life, i, of int) palier.Day {
	switch p.rhythm {
	case steady: // around the middle of equal parts, so that none is the very last day
		return p.first + palier.Day((float64(i)+0.3+0.4*d.Float64())*float64(life)/float64(of))
	case fading:
		u := d.Float64()
		return p.first + palier.Day(u*u*float64(life))
	case seasonal:
		return ownSeason(d, p, life)
	}
	return seasonalDay(d, p.first, p.until)
}
