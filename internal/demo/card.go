package demo

import (
	"strconv"

	"palier"
)

// card is what a contact's row says about the person.
type card struct {
	number      int
	first, last spelling
	woman, told bool // told: which
	home        *place
	born        palier.Day // NoDay for who did not say
	phone       telephone
	source      string
	consents    [len(palier.Channels)]consent
	mailUntil   palier.Day // e-mail was sent through this day; NoDay: never
}

// Where contacts come from: those who buy at once, those who buy later, and those who
// only look.
var (
	sources       = [...]string{"search", "shop", "friend", "social", "newsletter", "contest", "fair"}
	buyerSources  = newLottery(40, 22, 16, 14, 6, 0, 2)
	lateSources   = newLottery(18, 4, 14, 20, 30, 8, 6)
	lookerSources = newLottery(8, 2, 4, 24, 26, 32, 4)
)

// card draws what is on a contact's row. Of a guest it is the name and the home only.
func (d drawer) card(p *person) card {
	d.start(forCard, p.number, 0)
	c := card{number: p.number, home: &places[placeShares.draw(d.dice)], woman: d.perMille(590), told: d.perMille(950)}
	names := &tongues[c.home.tongue]
	if c.woman {
		c.first = names.women[d.IntN(len(names.women))]
	} else {
		c.first = names.men[d.IntN(len(names.men))]
	}
	c.last = names.family[d.IntN(len(names.family))]
	if !p.identified() {
		return c
	}
	const youngest, span = 18*366 + 5, 31 * 365 // 18 to 80 years, most often about fifty
	c.born = palier.NoDay
	if age := youngest + d.IntN(span) + d.IntN(span); d.perMille(850) {
		c.born = p.since - palier.Day(age)
	}
	if kind := telephone(telephones.draw(d.dice)); c.home.country.has(kind) {
		c.phone = kind
	}
	switch p.kind {
	case onlooker:
		c.source = sources[lookerSources.draw(d.dice)]
	case lateBuyer:
		c.source = sources[lateSources.draw(d.dice)]
	default:
		c.source = sources[buyerSources.draw(d.dice)]
	}
	d.consents(p, &c)
	return c
}

// gender is what the contact said of it; empty for who did not say.
func (c *card) gender() string {
	switch {
	case !c.told:
		return ""
	case c.woman:
		return "female"
	}
	return "male"
}

var domains = [...]string{"@example.com", "@example.org", "@example.net"}

// email gives an address of a domain that belongs to nobody (RFC 2606).
func (c *card) email() string {
	return c.first.plain + "." + c.last.plain + "." + strconv.Itoa(c.number) + domains[c.number%len(domains)]
}
