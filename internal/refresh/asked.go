package refresh

import (
	"fmt"
	"slices"

	"palier"
)

// asked is a condition as it is asked of one contact after another: on which of some days
// does it hold? The set may be written over once the contact is done.
type asked interface {
	on(l *life, within days) days
}

// leaves makes what is asked of the conditions that no contact's history tells, such as
// an Activity; nil where there is none.
type leaves func(palier.Condition) asked

// ask makes a condition ready to be asked, in an own copy for each worker.
func ask(c palier.Condition, other leaves) asked {
	switch c := c.(type) {
	case palier.All:
		return allOf(askAll(c, other))
	case palier.Any:
		return anyOf(askAll(c, other))
	case palier.Not:
		return notOf{ask(c.Of, other)}
	case palier.Moved:
		return movedOf{&c}
	case palier.Among:
		return &amongOf{cursor{keys: c}}
	case palier.Test:
		if c.Field.Of == palier.OfState {
			return askFact(&c)
		}
	}
	if other != nil {
		return other(c)
	}
	panic(fmt.Sprintf("refresh: nobody asks the store about %T", c))
}

// askAll asks what costs least first.
func askAll(all []palier.Condition, other leaves) []asked {
	list := make([]asked, len(all))
	for i, c := range all {
		list[i] = ask(c, other)
	}
	slices.SortStableFunc(list, func(a, b asked) int { return costOf(a) - costOf(b) })
	return list
}

// costOf tells roughly how much work it is to ask: a list, a facet, or whole states.
func costOf(a asked) int {
	most := func(parts []asked) (cost int) {
		for _, part := range parts {
			cost = max(cost, costOf(part))
		}
		return cost
	}
	switch a := a.(type) {
	case allOf:
		return most(a)
	case anyOf:
		return most(a)
	case notOf:
		return costOf(a.of)
	case movedOf:
		return 1
	case factAt:
		if _, whole := a.fact.(*stateFact); whole {
			return 2
		}
		return 1
	}
	return 0
}

type allOf []asked

func (a allOf) on(l *life, within days) days {
	for _, part := range a {
		if len(within) == 0 {
			break
		}
		within = part.on(l, within)
	}
	return within
}

type anyOf []asked

func (a anyOf) on(l *life, within days) (held days) {
	for _, part := range a {
		if len(within) == 0 {
			break
		}
		more := part.on(l, within)
		held, within = l.or(held, more), l.less(within, more)
	}
	return held
}

type notOf struct{ of asked }

func (n notOf) on(l *life, within days) days { return l.less(within, n.of.on(l, within)) }

type amongOf struct{ cursor }

func (a *amongOf) on(l *life, within days) days {
	if a.has(l.h.Contact) {
		return within
	}
	return nil
}

// movedOf holds from the day of a change on, as long as its window reaches back to it.
type movedOf struct{ *palier.Moved }

func (m movedOf) on(l *life, within days) days {
	last := within[len(within)-1].to
	steps := l.facet(m.Facet, last)
	l.begin()
	before := int16(0)
	for _, step := range steps {
		from, to := before, int16(step.Value)
		before = to
		if (m.From == palier.AnyValue || m.From == from) && (m.To == palier.AnyValue || m.To == to) {
			since, until := reach(m.Window, step.Day)
			l.add(since, min(until, last))
		}
	}
	return l.and(l.end(), within)
}

// reach gives the days whose window a day lies in.
func reach(w palier.Window, day palier.Day) (since, until palier.Day) {
	switch {
	case w.Last:
		return day, clipped(int64(day) + int64(w.Days))
	case day < w.From || w.To.Exists() && day > w.To:
		return endless, -endless
	}
	return day, endless
}
