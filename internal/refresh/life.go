package refresh

import (
	"slices"

	"palier"
	"palier/timeline"
)

// life is one contact at a time, as the kernel knows it on any day. What was worked out
// for one condition serves the next.
type life struct {
	slate
	walker   *timeline.Walker
	h        *palier.History
	supposed supposition // what else is left out of what happened

	valued palier.Day // of which values are known; NoDay: of none
	values values

	runs   []run
	events []palier.Day // on which the state may change; ascending
	listed bool         // whether events are those of this contact

	steps [palier.Facets][]timeline.Step
	until [palier.Facets]palier.Day // through which day steps are known; NoDay: not at all

	purses []timeline.Purse
	pursed palier.Day // through which day purses are known; NoDay: not at all

	course []turning // of the fact that is being asked about
}

// run is days on which a contact's state is the same.
type run struct {
	stretch
	state palier.State
}

// turn turns to another contact.
func (l *life) turn(h *palier.History) {
	l.wipe()
	l.h, l.valued, l.runs, l.listed, l.pursed = h, palier.NoDay, l.runs[:0], false, palier.NoDay
	for f := range l.until {
		l.until[f] = palier.NoDay
	}
}

// value gives a contact's value of a facet on a day.
func (l *life) value(f palier.Facet, day palier.Day) uint8 {
	if l.valued != day {
		l.valued, l.values = day, l.walker.Values(l.h, day)
	}
	return l.values[f]
}

// facet gives the steps of a facet up to a day or a later one.
func (l *life) facet(f palier.Facet, through palier.Day) []timeline.Step {
	if l.until[f] < through {
		l.steps[f] = l.walker.AppendSteps(l.steps[f][:0], l.h, f, through)
		l.until[f] = through
	}
	return l.steps[f]
}

// state gives the run of days that a day is in. It is not to be kept.
func (l *life) state(day palier.Day) *run {
	for i := len(l.runs) - 1; i >= 0; i-- {
		if r := &l.runs[i]; r.from <= day && day <= r.to {
			return r
		}
	}
	r := run{stretch{day, endless}, l.walker.State(l.h, day)}
	if event, ok := l.eventAfter(day); ok {
		r.to = event - 1
	}
	if r.state.Stage != palier.NoStage && r.state.ValidUntil.Exists() {
		r.to = min(r.to, r.state.ValidUntil-1)
	}
	l.runs = append(l.runs, r)
	return &l.runs[len(l.runs)-1]
}

// endless is later than every day, with room to add to.
const endless palier.Day = 1 << 30

// eventAfter gives the first day after one on which something happens to the contact.
func (l *life) eventAfter(day palier.Day) (palier.Day, bool) {
	if !l.listed {
		l.listed = true
		l.events = append(l.events[:0], l.h.Responses...)
		if l.h.Registered.Exists() {
			l.events = append(l.events, l.h.Registered)
		}
		for i := range l.h.Movements {
			m := &l.h.Movements[i]
			l.events = append(l.events, m.Day, m.Effect)
		}
		slices.Sort(l.events)
	}
	i, _ := slices.BinarySearch(l.events, day+1)
	if i == len(l.events) {
		return 0, false
	}
	return l.events[i], true
}
