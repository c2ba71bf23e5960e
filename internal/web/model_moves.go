package web

import (
	"slices"
	"strings"

	"palier"
	"palier/internal/phrase"
	"palier/internal/report"
)

// sizesGrid counts the contacts of each value before and after.
func (m *movers) sizesGrid(made *report.Simulation, tried *phrase.Book) *grid {
	g := m.effectGrid("sizes", m.book.Label("facet", m.of.String()), m.book.Say("model.effect.before", nil), m.book.Say("model.effect.after", nil), m.book.Say("model.column.change", nil))
	fromNone := map[string]bool{}
	moves := made.Moves.Rows
	for _, row := range moves {
		if row[2] == m.none() {
			fromNone[row[3].(string)] = true
		}
	}
	unknown := len(moves) > 0 && moves[0][1] != m.of.String() // the moves are of another facet
	for _, row := range made.Sizes.Rows {
		if row[1].(string) != m.of.String() {
			continue
		}
		name, before, after := row[2].(string), row[3].(int64), row[4].(int64)
		was, is := m.countCell(before), m.countCell(after)
		was.At, is.At = m.at(before, name, "", false), m.at(after, "", name, unknown || fromNone[name])
		g.Rows = append(g.Rows, gridRow{Key: stageKey(m.of, name), Label: valueLabel(tried, m.of, name), Cells: []gridCell{
			{cell: was}, {cell: is}, {cell: cell{Text: change(m.book, before, after)}},
		}})
	}
	return g
}

// none is the name of no value.
func (m *movers) none() string { return m.view.Engine.Model.ValueName(m.of, 0) }

// movesGrid counts the contacts by what they are and what they would be, and says how many
// would be something else. Who would stay is not shaded.
func (m *movers) movesGrid(e *modelEffect, made *palier.Report, tried *phrase.Book) {
	var from, to []string
	counts := map[[2]string]int64{}
	var all, moved, most int64
	fromNone := false
	for _, row := range made.Rows {
		was, is, n := row[2].(string), row[3].(string), row[4].(int64)
		counts[[2]string{was, is}] = n
		from, to = append(from, was), append(to, is)
		all += n
		fromNone = fromNone || was == m.none()
		if was != is {
			moved += n
			most = max(most, n)
		}
	}
	rows, columns := inOrder(m.of, m.view.Engine.Model, from), inOrder(m.of, m.view.Engine.Model, to)
	g := m.effectGrid("moves", m.book.Say("model.effect.from", nil))
	g.Over = m.book.Say("model.effect.to", nil)
	for _, name := range columns {
		g.Columns = append(g.Columns, gridColumn{Label: valueLabel(tried, m.of, name)})
	}
	for _, was := range rows {
		row := gridRow{Key: stageKey(m.of, was), Label: valueLabel(m.book, m.of, was)}
		for _, is := range columns {
			row.Cells = append(row.Cells, m.moveCell(was, is, counts[[2]string{was, is}], most))
		}
		g.Rows = append(g.Rows, row)
	}
	e.Moves, e.MovedAt = g, m.at(moved, "", "", fromNone)
	e.Moved = m.book.Say("model.effect.moved", phrase.Args{"N": m.book.Number(moved), "All": m.book.Number(all), "Facet": strings.ToLower(m.book.Label("facet", m.of.String()))})
}

func (m *movers) moveCell(was, is string, n, most int64) gridCell {
	if n == 0 {
		return gridCell{}
	}
	c := gridCell{cell: m.countCell(n)}
	if was != is {
		c.Shade = shade(n, most)
	}
	c.At = m.at(n, was, is, was == m.none())
	return c
}

// inOrder gives names of values in the order of a model, those it does not have last.
func inOrder(of palier.Facet, m *palier.Model, names []string) (sorted []string) {
	for value := range uint8(m.ValueCount(of)) {
		if name := m.ValueName(of, value); slices.Contains(names, name) {
			sorted = append(sorted, name)
		}
	}
	for _, name := range names {
		if !slices.Contains(sorted, name) {
			sorted = append(sorted, name)
		}
	}
	return sorted
}
