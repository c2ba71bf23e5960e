package demo

import "palier"

// character is what does not change about a contact. It is drawn by itself where its
// days are not needed.
type character struct {
	number     int
	kind       kind
	rhythm     rhythm
	taste      int // the department it buys most from
	generosity int // 0 to 3: how much goes into a basket
}

// kind is how the shop came to know a contact.
type kind int

const (
	guest     kind = iota // only from orders, by its e-mail
	walkIn                // from a single order that says nothing of its contact
	onlooker              // registered, and never buys
	undated               // registered at the till, on a day nobody noted
	lateBuyer             // registered, and buys some time later
	buyer                 // registered with the first order
)

var kinds = newLottery(4, 2, 26, 1, 14, 53)

// rhythm is how somebody's purchases lie in time.
type rhythm int

const (
	loose    rhythm = iota // any day, as the shop is busy
	steady                 // at even distances
	seasonal               // in the same weeks of every year
	fading                 // ever more rarely
	bargain                // in the sales
)

var rhythms = newLottery(34, 34, 12, 8, 12)

var generosities = newLottery(40, 30, 20, 10)

// person is one contact as drawn: who it is and when it lived with the shop.
type person struct {
	character
	since palier.Day // registration, or what would have been it
	first palier.Day // first purchase; NoDay for those who never buy
	until palier.Day // the shop does not see it after this day
}

// identified tells whether the contact has a row of its own.
func (c *character) identified() bool { return c.kind != guest && c.kind != walkIn }

// registered gives the registration day of the contact's row, NoDay without one.
func (p *person) registered() palier.Day {
	if !p.identified() || p.kind == undated {
		return palier.NoDay
	}
	return p.since
}

// character draws a contact's character, and leaves the dice where person goes on.
func (d drawer) character(number int) character {
	d.start(forPerson, number, 0)
	c := character{number: number, kind: kind(kinds.draw(d.dice)), rhythm: rhythm(rhythms.draw(d.dice)), generosity: generosities.draw(d.dice)}
	c.taste = departmentShares.draw(d.dice)
	if c.rhythm == steady && d.perMille(600) { // what is used up is bought again
		c.taste = pantry
	}
	return c
}

// Of a thousand contacts, those who are with the shop for a time only; and how many days
// somebody who registers first takes to buy, on average.
const (
	leavers = 380
	waiting = 70
)

// person draws a contact by its number.
func (d drawer) person(number int) person {
	p := person{character: d.character(number), first: palier.NoDay, until: d.shop.To}
	p.since = d.arrivals.draw(d.dice, d.shop.From, d.shop.To)
	if d.perMille(leavers) {
		p.until = p.since + palier.Day(d.IntN(int(d.shop.To-p.since)+1))
	}
	switch p.kind {
	case onlooker:
		return p
	case lateBuyer:
		p.first = p.since + palier.Day(d.ExpFloat64()*waiting)
		if p.first <= d.shop.To { // in the weeks after, when the shop is busy
			p.first = d.purchases.draw(d.dice, p.first, min(p.first+45, d.shop.To))
		} else {
			p.first = palier.NoDay
		}
	default:
		p.first = p.since
	}
	p.until = max(p.until, p.first)
	if p.kind == walkIn {
		p.until = p.first
	}
	return p
}
