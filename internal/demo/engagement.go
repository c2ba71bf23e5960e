package demo

import (
	"cmp"
	"slices"

	"palier"
)

// engagement is something a contact did, or was sent.
type engagement struct {
	day      palier.Day
	second   int
	act      act
	campaign campaign
	lag      int // days since the campaign was sent, 0 to maxLag
}

// act is the type of an engagement.
type act int

const (
	send act = iota
	open
	click
	reply
	visit
	login
	form
)

var actNames = [...]string{"send", "open", "click", "reply", "visit", "login", "form"}

// isResponse tells whether the default model takes the engagement for one.
func (e engagement) isResponse() bool { return e.act >= click }

func (e engagement) channel() string {
	switch e.campaign {
	case noCampaign:
		return "web"
	case saleText:
		return "sms"
	}
	return "email"
}

const maxLag = 6 // a newsletter's days end with the next

// bits pack what the engagement was, for its event.
func (e engagement) bits() int { return int(e.act)<<6 | int(e.campaign)<<3 | e.lag }

// engagement unpacks an event.
func (e event) engagement(s Shop) engagement {
	bits := e.bits()
	return engagement{e.day(s), e.second(), act(bits >> 6), campaign(bits >> 3 & 7), bits & 7}
}

// engagements draws the engagements of an identified contact who bought on these days,
// ascending, each once a day, and appends them to the empty slice given.
func (d drawer) engagements(p *person, purchases []palier.Day, list []engagement) []engagement {
	if !p.identified() {
		return list
	}
	card := d.card(p)
	d.start(forEngagements, p.number, 0)
	m := d.mailing(p, &card)
	list = d.reactions(p, &m, purchases, list)
	if d.shop.Campaigns {
		list = m.sends(list)
		list = d.triggered(p, &card, purchases, list)
		list = d.texts(p, &card, list)
	}
	slices.SortFunc(list, func(a, b engagement) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.bits(), b.bits()), cmp.Compare(a.second, b.second))
	})
	return slices.CompactFunc(list, func(a, b engagement) bool { return a.day == b.day && a.bits() == b.bits() })
}

// reactions draws what a contact did by itself: it opened or clicked newsletters, and
// came to the site. Who buys more does more.
func (d drawer) reactions(p *person, m *mailing, purchases []palier.Day, list []engagement) []engagement {
	years := float64(p.until-p.since) / 365.25
	keen := 0.6 + 0.07*float64(min(len(purchases), 12))
	for range d.count(d.shop.Reactions * keen * years) {
		day := p.since + palier.Day(d.IntN(int(p.until-p.since)+1))
		at := second(d.dice)
		sent := m.before(day)
		switch {
		case sent.Exists() && d.perMille(700):
			lag := min(d.IntN(3)*d.IntN(4), maxLag, int(d.shop.To-sent))
			list = append(list, engagement{sent + palier.Day(lag), at, open, newsletter, lag})
			if d.perMille(220) {
				list = append(list, engagement{sent + palier.Day(lag), at + 40, click, newsletter, lag})
			}
		case len(purchases) > 0 && d.perMille(350):
			list = append(list, engagement{day: day, second: at, act: login})
		case d.perMille(150):
			list = append(list, engagement{day: day, second: at, act: form})
		default:
			list = append(list, engagement{day: day, second: at, act: visit})
		}
	}
	return list
}
