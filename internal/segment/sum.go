package segment

import (
	"slices"

	"palier"
	"palier/internal/fold"
)

// sum adds up what an activity asks for.
func (s *Subject) sum(a palier.Activity, day palier.Day) int64 {
	from, to := a.Window.On(day)
	sum := int64(0)
	if a.Count == palier.Engagements {
		for _, on := range s.Engaged(a.Where, day) {
			if from <= on && on <= to {
				sum++
			}
		}
		return sum
	}
	for i := range s.Orders {
		o := &s.Orders[i]
		if from <= o.Day && o.Day <= to && s.counts(o, day) {
			sum += o.sum(a, day)
		}
	}
	return sum
}

// sum adds up what an activity asks for in one order that counts.
func (o *Order) sum(a palier.Activity, day palier.Day) int64 {
	sum := int64(0)
	for _, line := range o.Matching(a, day) {
		switch {
		case a.Count == palier.Orders:
			return 1
		case a.Count == palier.Lines:
			sum++
		case a.Count == palier.Units:
			sum += line.Quantity
		case line.isThere(day):
			sum += int64(line.Amount)
		}
	}
	return sum
}

// Matching gives the lines of the order that an activity is about, whenever they take
// effect: the sales that match, and of what was spent the refunds that match. Its tests
// measure at the day given.
func (o *Order) Matching(a palier.Activity, day palier.Day) []*Line {
	var matching []*Line
	for i := range o.Lines {
		line := &o.Lines[i]
		matches := holds(a.Where, func(c palier.Condition) bool {
			test := c.(palier.Test)
			return passes(test, o.value(line, test.Field), day)
		})
		if matches && (line.Amount > 0 || line.Amount < 0 && a.Count == palier.Spent) {
			matching = append(matching, line)
		}
	}
	return matching
}

// Engaged gives the days of the engagements that match up to a day, each (day, type,
// campaign) once.
func (s *Subject) Engaged(where palier.Condition, through palier.Day) []palier.Day {
	type once struct {
		day            palier.Day
		kind, campaign string
	}
	seen := map[once]bool{}
	var days []palier.Day
	for i := range s.Engagements {
		e := &s.Engagements[i]
		matches := holds(where, func(c palier.Condition) bool {
			test := c.(palier.Test)
			return passes(test, engagementValue(e, test.Field.Name), through)
		})
		this := once{e.Day, fold.Text(e.Type), fold.Text(e.Campaign)}
		if matches && e.Day <= through && !seen[this] {
			seen[this] = true
			days = append(days, e.Day)
		}
	}
	slices.Sort(days)
	return days
}
