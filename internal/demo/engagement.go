package demo

import (
	"slices"

	"palier"
)

// engagement is what one engagement says, but for its day.
type engagement struct {
	kind   string
	second int
}

// engagementKinds, and how many in a hundred are of each. Opens are no responses.
var (
	engagementKinds  = [...]string{"open", "click", "visit", "login", "form"}
	engagementShares = [...]int{40, 30, 20, 6, 4}
)

// isResponse tells whether the default model takes the engagement for one.
func (e engagement) isResponse() bool { return e.kind != engagementKinds[0] }

func (e engagement) channel() string {
	if e.kind == "open" || e.kind == "click" {
		return "email"
	}
	return "web"
}

// engagement draws the n-th engagement of a contact.
func (s Shop) engagement(d dice, contact, n int) engagement {
	d.start(s, forEngagement, contact, n)
	return engagement{engagementKinds[d.pick(engagementShares[:]...)], second(d)}
}

// engagements draws the days of an identified contact's engagements, ascending and at
// most one a day, and appends them to the empty slice given.
func (s Shop) engagements(d dice, p *person, days []palier.Day) []palier.Day {
	if p.guest {
		return days
	}
	d.start(s, forEngagements, p.number, 0)
	for range d.count(s.MeanEngagements) {
		days = append(days, p.since+palier.Day(d.IntN(int(p.until-p.since)+1)))
	}
	slices.Sort(days)
	return slices.Compact(days)
}
