package demo

import "palier"

// eagerness is how many of a thousand open a message, click it and answer it.
type eagerness struct{ open, click, reply int }

// absence is after how many days without an order the shop misses somebody.
const absence = 75

// triggered draws the messages that what a contact does sets off, and what it does then.
func (d drawer) triggered(p *person, c *card, purchases []palier.Day, list []engagement) []engagement {
	if !c.mailUntil.Exists() {
		return list
	}
	last := min(c.mailUntil, p.until+sunset)
	message := func(day palier.Day, what campaign, how eagerness) {
		if day > p.since && day <= last {
			list = d.message(list, day, what, how)
		}
	}
	message(p.since+1, welcome, eagerness{550, 160, 0})
	if c.born.Exists() {
		born := c.born.Time()
		for year := p.since.Time().Year(); year <= last.Time().Year(); year++ {
			message(palier.DayOf(year, born.Month(), born.Day()), birthday, eagerness{420, 110, 0})
		}
	}
	for i, day := range purchases {
		if i == 0 {
			message(day+4, thanks, eagerness{450, 60, 40})
		}
		if i == len(purchases)-1 || purchases[i+1] > day+absence {
			message(day+absence, missingYou, eagerness{200, 50, 0})
		}
	}
	return list
}

// message appends a message and what the contact did with it.
func (d drawer) message(list []engagement, day palier.Day, what campaign, how eagerness) []engagement {
	list = append(list, engagement{day, 9 * 3600, send, what, 0})
	lag := min(d.IntN(3)*d.IntN(3), int(d.shop.To-day))
	did := engagement{day: day + palier.Day(lag), second: max(second(d.dice), 9*3600+1), campaign: what, lag: lag}
	roll := d.IntN(1000)
	if roll < how.open {
		did.act = open
		list = append(list, did)
	}
	if roll < how.click {
		did.act, did.second = click, did.second+40
		list = append(list, did)
	}
	if roll >= how.open-how.reply && roll < how.open { // others than those who click
		did.act, did.second = reply, did.second+600
		list = append(list, did)
	}
	return list
}

// texts draws the messages to telephones on the first day of each sale.
func (d drawer) texts(p *person, c *card, list []engagement) []engagement {
	if c.consents[textChannel].state != palier.OptIn {
		return list
	}
	for day := p.since + 1; day <= min(d.shop.To, p.until+sunset); day++ {
		on := d.dates[day-d.shop.From].sale
		if on != noSale && d.dates[day-1-d.shop.From].sale == noSale {
			list = d.message(list, day, saleText, eagerness{click: 70})
		}
	}
	return list
}
