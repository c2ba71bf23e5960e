package web

import (
	"slices"
	"strings"

	"palier"
	"palier/internal/fold"
	"palier/internal/refresh"
	"palier/internal/segment"
)

// mostCategories is of how many categories, as products have them, texts are made.
const mostCategories = 20_000

// soldBehind gives the address of the buyers of what a text says of lines, in a stage or in any
// (NoStage). Where there is no text, what was sold is asked for them itself.
func (r *reading) soldBehind(s *shelf, of, lines string, stage palier.Stage) string {
	if lines == "" {
		return r.Behind(r.To, soldSingle.name, of, s.value, r.From.String(), r.To.String(), stage.String())
	}
	text := "bought where (" + lines + ") between " + r.From.String() + " and " + r.To.String()
	if stage != palier.NoStage {
		text += " and stage = " + stage.String()
	}
	return r.Contacts("%s", text)
}

// shelfTexts gives a function that says of which lines a category or item is, as segments do:
// of just these, or "" where no text says that.
func (r *reading) shelfTexts(of string, all *soldAll) (func(*shelf) string, error) {
	if of == "item" {
		ids := map[string]int{}
		for _, s := range all.shelves[of] {
			if s.known != "" {
				ids[fold.Text(s.value)]++
			}
		}
		return func(s *shelf) string {
			switch {
			case s.known == "":
				return "item_id is not set"
			case ids[fold.Text(s.value)] > 1: // segments take them for one
				return ""
			}
			return written("item_id", segment.Equal, s.value)
		}, nil
	}
	found, err := r.view.Values(r.r.Context(), palier.ValueQuery{Field: palier.Field{Of: palier.OfProduct, Name: "category"}, Limit: mostCategories})
	if err != nil || len(found) == mostCategories {
		return func(*shelf) string { return "" }, err
	}
	known := make(categories, len(found))
	for i, value := range found {
		name := strings.TrimSpace(value.Value)
		known[i] = category{name, fold.Text(name), refresh.CategoryLevels(name)}
	}
	return func(s *shelf) string { return known.text(s.value) }, nil
}

// category is a category as products have it, as segments compare it, and its levels as reports
// tell them.
type category struct {
	written, folded string
	levels          []string
}

type categories []category

// text says of which lines a category is: those of products that have it or one below it.
func (all categories) text(path string) string {
	if path == unshelved {
		if slices.ContainsFunc(all, func(c category) bool { return len(c.levels) == 0 }) {
			return ""
		}
		return "category is not set"
	}
	self, below := fold.Text(path), fold.Text(path+" > ")
	var names, folded []string // as products have them
	simple := true
	for _, c := range all {
		in := slices.Contains(c.levels, path)
		if in {
			names, folded = append(names, c.written), append(folded, c.folded)
		}
		simple = simple && in == (c.folded == self || strings.HasPrefix(c.folded, below))
	}
	if simple && len(names) == 1 {
		return written("category", segment.Equal, names[0])
	}
	if simple {
		return written("category", segment.Equal, path) + " or " + written("category", segment.StartsWith, path+" > ")
	}
	if slices.ContainsFunc(all, func(c category) bool { return !slices.Contains(c.levels, path) && slices.Contains(folded, c.folded) }) {
		return "" // segments take one for the other
	}
	return written("category", segment.In, names...)
}

// written writes a comparison of a field of lines with texts.
func written(field string, op segment.Op, texts ...string) string {
	compare := segment.Compare{Left: segment.Value{Field: segment.Name{Name: field}}, Op: op}
	for _, text := range texts {
		compare.Right = append(compare.Right, segment.Literal{Kind: segment.Text, Text: text})
	}
	return segment.Print(segment.Segment{Where: compare})
}
