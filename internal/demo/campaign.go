package demo

import (
	"strconv"
	"time"

	"palier"
)

// campaign is what a message was one of.
type campaign int

const (
	noCampaign campaign = iota
	newsletter          // Tuesdays
	welcome             // the day after registration
	birthday            // every year
	thanks              // four days after the first order
	missingYou          // absence days after an order, if there is no other since
	saleText            // on the first day of a sale
)

// name gives the campaign's name: of the message sent on a day.
func (c campaign) name(sent palier.Day) string {
	switch c {
	case newsletter:
		return "news-" + sent.String()
	case welcome:
		return "welcome"
	case birthday:
		return "birthday"
	case thanks:
		return "first-order-thanks"
	case missingYou:
		return "missing-you"
	case saleText:
		return "sms-" + saleNames[saleOn(sent)] + "-" + strconv.Itoa(sent.Time().Year())
	}
	return ""
}

// mailing is how a contact gets newsletters.
type mailing struct {
	first, last palier.Day // Tuesdays; none when last is before first
	every       palier.Day // days
	at          int        // second of the day
}

// everies are after how many weeks contacts get the newsletter again, as they chose or
// as the shop did for those who seldom read it.
var everies = newLottery(0, 20, 40, 0, 40)

// sunset is how long after it has last seen somebody the shop still writes.
const sunset = 400

// mailing draws how a contact gets newsletters.
func (d drawer) mailing(p *person, c *card) mailing {
	m := mailing{every: 7 * palier.Day(everies.draw(d.dice)), at: 7*3600 + p.number%1800}
	start := onOrAfter(p.since+1, time.Tuesday) + 7*palier.Day(d.IntN(int(m.every/7)))
	m.first, m.last = start, start-1
	if c.mailUntil.Exists() {
		m.last = min(c.mailUntil, p.until+sunset)
	}
	return m
}

// before gives the day of the last newsletter a contact got up to a day, NoDay when
// there was none.
func (m *mailing) before(day palier.Day) palier.Day {
	if day = min(day, m.last); day < m.first {
		return palier.NoDay
	}
	return day - (day-m.first)%m.every
}

// sends appends all newsletters.
func (m *mailing) sends(list []engagement) []engagement {
	for day := m.first; day <= m.last; day += m.every {
		list = append(list, engagement{day, m.at, send, newsletter, 0})
	}
	return list
}
