package refresh

import (
	"palier"
	"palier/timeline"
)

// turning is a fact taking a value, or none, from a day on.
type turning struct {
	since palier.Day
	value int64
	there bool
}

// courses write down how facts go up to a day, for those of which that takes no states.
var courses = map[string]func(l *life, through palier.Day){
	"purchases":      ofPurse(func(p *timeline.Purse) (int64, bool) { return int64(p.Purchases), true }),
	"spend":          ofPurse(func(p *timeline.Purse) (int64, bool) { return int64(p.Spend), true }),
	"lifetime_spend": ofPurse(func(p *timeline.Purse) (int64, bool) { return int64(p.LifetimeSpend), true }),
	"average_order":  ofPurse(func(p *timeline.Purse) (int64, bool) { return int64(p.AverageOrder), p.Purchases > 0 }),
	"first_purchase": ofPurse(func(p *timeline.Purse) (int64, bool) { return existing(p.FirstPurchase) }),
	"last_purchase":  ofPurse(func(p *timeline.Purse) (int64, bool) { return existing(p.LastPurchase) }),

	"stage_since": func(l *life, through palier.Day) {
		for _, step := range l.facet(palier.FacetStage, through) {
			l.turns(step.Day, int64(step.Day), step.Value != 0)
		}
	},
	"highest_status": func(l *life, through palier.Day) {
		highest, customer := uint8(0), false
		for _, step := range l.facet(palier.FacetStatus, through) {
			highest, customer = max(highest, step.Value), step.Value != 0
			l.turns(step.Day, int64(highest), customer)
		}
	},
	"last_response": func(l *life, through palier.Day) {
		for _, day := range l.h.Responses {
			if day <= through {
				l.turns(day, int64(day), true)
			}
		}
	},
}

// fact gives a fact of a day as the number that a condition compares; false where there is
// none.
func (l *life) fact(name string, day palier.Day) (int64, bool) {
	if f, ok := facetOf(name); ok {
		return facetNumber(f, l.value(f, day))
	}
	if goes := courses[name]; goes != nil {
		l.course = l.course[:0]
		goes(l, day)
		if len(l.course) == 0 {
			return 0, false
		}
		now := l.course[len(l.course)-1]
		return now.value, now.there
	}
	state := &l.state(day).state
	if state.Stage == palier.NoStage {
		return 0, false
	}
	return facts[name](state)
}

// ofPurse writes down a fact that purses tell.
func ofPurse(read func(*timeline.Purse) (int64, bool)) func(*life, palier.Day) {
	return func(l *life, through palier.Day) {
		purses := l.purse(through)
		for i := range purses {
			value, there := read(&purses[i])
			l.turns(purses[i].Since, value, there)
		}
	}
}

// turns goes on with the course that is being written down.
func (l *life) turns(since palier.Day, value int64, there bool) {
	if last := len(l.course) - 1; last >= 0 && l.course[last].value == value && l.course[last].there == there {
		return
	}
	l.course = append(l.course, turning{since, value, there})
}

// purse gives the purses up to a day or a later one.
func (l *life) purse(through palier.Day) []timeline.Purse {
	if l.pursed < through {
		l.purses, l.pursed = l.walker.AppendPurses(l.purses[:0], l.h, through), through
	}
	return l.purses
}
