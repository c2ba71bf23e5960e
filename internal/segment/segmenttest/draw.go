// Package segmenttest draws segments for property tests. What it draws is well-typed: a
// workspace that has the fields of its vocabulary can answer it.
package segmenttest

import (
	"pgregory.net/rapid"

	"palier"
	"palier/internal/segment"
)

// Vocabulary is what drawn segments may name. What it leaves out is not drawn.
type Vocabulary struct {
	Fields []Field
	Saved  []string          // saved segments
	Types  []string          // of engagements
	Places [][]segment.Place // stages, statuses, stars: moves are drawn within one list
	First  palier.Day        // the days that are drawn
	Last   palier.Day
	Depth  int // how many groups stand within each other
}

// Field is a field, and what it is compared with.
type Field struct {
	palier.Field
	Values []string // texts that are no days, or names of a choice; of numbers digits, or none for any
}

// Draw draws a segment.
func Draw(t *rapid.T, v Vocabulary) segment.Segment {
	s := segment.Segment{Where: v.Node(t)}
	if ranked := v.having(contact, isNumber); len(ranked) > 0 && chance(t, 4, "top") {
		s.Top = &segment.Top{
			Count:  rapid.IntRange(1, 9).Draw(t, "count"),
			By:     v.name(t, rapid.SampledFrom(ranked).Draw(t, "by")),
			Lowest: rapid.Bool().Draw(t, "lowest"),
		}
	}
	return s
}

// Node draws a tree.
func (v Vocabulary) Node(t *rapid.T) segment.Node { return v.tree(t, v.Depth, v.conditions()) }

// tree draws a group of trees, or one of the conditions.
func (v Vocabulary) tree(t *rapid.T, depth int, conditions []func(*rapid.T) segment.Node) segment.Node {
	kind := 0
	if depth > 0 {
		kind = rapid.IntRange(0, 4).Draw(t, "group")
	}
	switch kind {
	case 1, 2:
		parts := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) segment.Node { return v.tree(t, depth-1, conditions) }), 2, 3).Draw(t, "parts")
		if kind == 1 {
			return segment.All(parts)
		}
		return segment.Any(parts)
	case 3:
		return segment.Not{Of: v.tree(t, depth-1, conditions)}
	}
	return rapid.SampledFrom(conditions).Draw(t, "condition")(t)
}

// conditions lists what can be drawn besides groups; comparisons come most often.
func (v Vocabulary) conditions() []func(*rapid.T) segment.Node {
	compare := func(t *rapid.T) segment.Node { return v.compare(t, contact) }
	all := []func(*rapid.T) segment.Node{compare, compare, compare, v.bought, v.spent, v.engaged}
	if len(v.Places) > 0 {
		all = append(all, v.moved)
	}
	if len(v.Saved) > 0 {
		all = append(all, func(t *rapid.T) segment.Node {
			return segment.Saved{Name: rapid.SampledFrom(v.Saved).Draw(t, "saved")}
		})
	}
	if days := v.having(contact, isDay); len(days) > 0 {
		all = append(all, func(t *rapid.T) segment.Node {
			return segment.Anniversary{Field: v.name(t, rapid.SampledFrom(days).Draw(t, "field")), NextDays: rapid.IntRange(0, 400).Draw(t, "next days")}
		})
	}
	return all
}

// Where a field can be named.
var (
	contact    = []palier.Subject{palier.OfContact, palier.OfState}
	purchase   = []palier.Subject{palier.OfLine, palier.OfProduct, palier.OfOrder}
	engagement = []palier.Subject{palier.OfEngagement}
)

// chance is true once in so many times.
func chance(t *rapid.T, in int, label string) bool {
	return rapid.IntRange(1, in).Draw(t, label) == in
}
