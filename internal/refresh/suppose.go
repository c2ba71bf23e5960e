package refresh

import (
	"slices"

	"palier"
)

// kinds of events, as a set.
type kinds uint8

const (
	purchases kinds = 1 << iota
	refunds
	answers
	registration
)

// suspect is a kind of event and the cause it is called.
type suspect struct {
	kind  kinds
	cause palier.Cause
}

// suspects in the order in which they are blamed.
var suspects = [...]suspect{
	{purchases, palier.CauseOrder},
	{refunds, palier.CauseRefund},
	{answers, palier.CauseResponse},
	{registration, palier.CauseRegistration},
}

// supposition is that events of some kinds had not happened on a day.
type supposition struct {
	missing kinds
	day     palier.Day
}

// history writes down a history without the events.
func (s supposition) history(to *palier.History, h *palier.History) {
	*to = palier.History{Contact: h.Contact, Registered: h.Registered, Movements: to.Movements[:0], Responses: to.Responses[:0]}
	if s.missing&registration != 0 && h.Registered == s.day {
		to.Registered++ // it was known before
	}
	var sale palier.Movement
	for _, m := range h.Movements {
		if m.Amount > 0 {
			sale = m
		}
		ordered := m.Day == s.day && sale.Amount > 0 && sale.Order == m.Order && sale.Day == m.Day
		refunded := m.Effect == s.day && m.Amount <= 0
		if (s.missing&purchases == 0 || !ordered) && (s.missing&refunds == 0 || !refunded) {
			to.Movements = append(to.Movements, m)
		}
	}
	for _, day := range h.Responses {
		if s.missing&answers == 0 || day != s.day {
			to.Responses = append(to.Responses, day)
		}
	}
}

// events writes down what an Activity adds up without the events.
func (s supposition) events(to, all []palier.Event) []palier.Event {
	for _, e := range all {
		ordered := e.Order != 0 && e.Day == s.day
		refunded := e.Amount < 0 && e.Effect == s.day
		answered := e.Order == 0 && e.Day == s.day
		if s.missing&purchases != 0 && ordered || s.missing&refunds != 0 && refunded || s.missing&answers != 0 && answered {
			continue
		}
		if s.missing&refunds != 0 && e.Until == s.day {
			e.Until++
		}
		to = append(to, e)
	}
	return to
}

// happenedOn tells what kinds of events a history has on a day.
func happenedOn(h *palier.History, day palier.Day) (happened kinds) {
	if h.Registered == day {
		happened |= registration
	}
	if _, found := slices.BinarySearch(h.Responses, day); found {
		happened |= answers
	}
	for i := range h.Movements {
		switch m := &h.Movements[i]; {
		case m.Amount > 0 && m.Day == day:
			happened |= purchases
		case m.Amount <= 0 && m.Effect == day:
			happened |= refunds
		}
	}
	return happened
}
