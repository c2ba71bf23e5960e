package main

import (
	"cmp"
	"slices"

	"palier"
	"palier/internal/phrase"
	"palier/internal/terminal"
)

// move is from a value to another, by name.
type move struct{ from, to string }

// movesIn adds up the contacts of a report's moves, given its columns.
func movesIn(r *palier.Report, from, to, contacts int) map[move]int64 {
	totals := map[move]int64{}
	for _, row := range r.Rows {
		totals[move{row[from].(string), row[to].(string)}] += row[contacts].(int64)
	}
	return totals
}

// mostFirst lists moves, the most frequent first.
func mostFirst(totals map[move]int64) []move {
	moves := make([]move, 0, len(totals))
	for m := range totals {
		moves = append(moves, m)
	}
	slices.SortFunc(moves, func(a, b move) int {
		return cmp.Or(cmp.Compare(totals[b], totals[a]), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	return moves
}

// flowTables adds the moves of the report's days up, the most frequent first.
func (p *Program) flowTables(r *palier.Report, of palier.Facet) []terminal.Table {
	totals := movesIn(r, 1, 2, 3)
	facet := of.String()
	table := terminal.Table{
		Title:   p.moveTitle("report.flow", facet, r.Rows[0][0].(palier.Day), r.Rows[len(r.Rows)-1][0].(palier.Day)),
		Columns: p.columns("from", "to", "contacts"),
		Left:    []int{0, 1},
	}
	for _, m := range mostFirst(totals) {
		table.Rows = append(table.Rows, []string{p.valueLabel(facet, m.from), p.valueLabel(facet, m.to), p.book.Number(totals[m])})
	}
	return []terminal.Table{table}
}

func (p *Program) moveTitle(id, facet string, from, to palier.Day) string {
	return p.book.Say(id, phrase.Args{"Facet": p.book.Label("facet", facet), "From": p.book.Day(from), "To": p.book.Day(to)})
}

// movementTables shows the matrix from → to, those who stay in it, and why the others moved.
func (p *Program) movementTables(r *palier.Report, of palier.Facet, m *palier.Model) []terminal.Table {
	from, to := r.Rows[0][0].(palier.Day), r.Rows[0][1].(palier.Day)
	return []terminal.Table{
		p.matrix(p.moveTitle("report.movement", of.String(), from, to), of, m, m, movesIn(r, 3, 4, 6)),
		p.causesTable(r, of.String()),
	}
}

// matrix is a table of moves: a row for each value left and a column for each value taken,
// as far as anybody has them, in the order of the models that the values are of.
func (p *Program) matrix(title string, of palier.Facet, left, taken *palier.Model, totals map[move]int64) terminal.Table {
	rows, columns := map[string]int64{}, map[string]int64{}
	var all int64
	for m, n := range totals {
		rows[m.from] += n
		columns[m.to] += n
		all += n
	}
	froms, tos := valuesWith(of, left, rows), valuesWith(of, taken, columns)
	table := terminal.Table{Title: title, Columns: []string{p.book.Say("column.from_to", nil)}, Left: []int{0}, Footer: p.columns("total")}
	for _, to := range tos {
		table.Columns = append(table.Columns, p.valueLabel(of.String(), to))
		table.Footer = append(table.Footer, p.book.Number(columns[to]))
	}
	for _, from := range froms {
		cells := []string{p.valueLabel(of.String(), from)}
		for _, to := range tos {
			cells = append(cells, p.numberOrBlank(totals[move{from, to}]))
		}
		table.Rows = append(table.Rows, append(cells, p.book.Number(rows[from])))
	}
	table.Columns = append(table.Columns, p.columns("total")...)
	table.Footer = append(table.Footer, p.book.Number(all))
	return table
}

// valuesWith lists the values of a facet that have contacts, none first.
func valuesWith(of palier.Facet, m *palier.Model, contacts map[string]int64) (names []string) {
	for value := range uint8(m.ValueCount(of)) {
		if name := m.ValueName(of, value); contacts[name] > 0 {
			names = append(names, name)
		}
	}
	return names
}

// causesTable shows how many made each move because of what.
func (p *Program) causesTable(r *palier.Report, facet string) terminal.Table {
	totals, because := map[move]int64{}, map[move]map[string]int64{}
	causes := map[string]bool{}
	for _, row := range r.Rows {
		m, cause, n := move{row[3].(string), row[4].(string)}, row[5].(string), row[6].(int64)
		if m.from == m.to {
			continue
		}
		if because[m] == nil {
			because[m] = map[string]int64{}
		}
		totals[m] += n
		because[m][cause] += n
		causes[cause] = true
	}
	table := terminal.Table{Title: p.book.Say("report.causes", nil), Columns: p.columns("from", "to", "contacts"), Left: []int{0, 1}}
	var shown []string
	for cause := palier.CauseTime; cause <= palier.CauseRegistration; cause++ {
		if causes[cause.String()] {
			shown = append(shown, cause.String())
			table.Columns = append(table.Columns, p.book.Label("cause", cause.String()))
		}
	}
	for _, m := range mostFirst(totals) {
		cells := []string{p.valueLabel(facet, m.from), p.valueLabel(facet, m.to), p.book.Number(totals[m])}
		for _, cause := range shown {
			cells = append(cells, p.numberOrBlank(because[m][cause]))
		}
		table.Rows = append(table.Rows, cells)
	}
	return table
}
