package segment

import (
	"fmt"
	"slices"

	"palier"
)

// Holds tells whether a condition holds for a contact on a day (segments.md §2). It is
// written to be checked by eye: every store must agree with it.
func Holds(c palier.Condition, s *Subject, day palier.Day) bool {
	return holds(c, func(c palier.Condition) bool {
		switch c := c.(type) {
		case palier.Test:
			on := day
			if c.Field.Of == palier.OfState {
				on = c.On.On(day)
			}
			return on <= day && passes(c, s.value(c.Field, on), on)
		case palier.Activity:
			sum := s.sum(c, day)
			return c.Min <= sum && sum <= c.Max
		case palier.Moved:
			return s.moved(c, day)
		case palier.Among:
			_, found := slices.BinarySearch(c, s.Contact)
			return found
		}
		panic(fmt.Sprintf("segment: a condition of a kind unknown to Holds: %T", c))
	})
}

// holds answers a condition from the answers to its leaves. No condition always holds.
func holds(c palier.Condition, leaf func(palier.Condition) bool) bool {
	fails := func(c palier.Condition) bool { return !holds(c, leaf) }
	switch c := c.(type) {
	case nil:
		return true
	case palier.All:
		return !slices.ContainsFunc(c, fails)
	case palier.Any:
		return slices.ContainsFunc(c, func(c palier.Condition) bool { return holds(c, leaf) })
	case palier.Not:
		return fails(c.Of)
	}
	return leaf(c)
}

// moved tells whether a facet took another value on a day of the window.
func (s *Subject) moved(m palier.Moved, day palier.Day) bool {
	from, to := m.Window.On(day)
	return slices.ContainsFunc(s.Changes(day), func(c palier.Change) bool {
		return c.Facet == m.Facet && from <= c.Day && c.Day <= to &&
			(m.From == palier.AnyValue || m.From == int16(c.From)) &&
			(m.To == palier.AnyValue || m.To == int16(c.To))
	})
}
