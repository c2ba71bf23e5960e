package main

import (
	"palier"
	"palier/internal/refresh"
	"palier/internal/report"
	"palier/internal/terminal"
)

// comingTables shows for each facet who leaves what, and on which days.
func (p *Program) comingTables(r *palier.Report, q report.Query, currency palier.Currency) []terminal.Table {
	day := q.To
	if !day.Exists() {
		day = r.AsOf
	}
	var tables []terminal.Table
	for f := range palier.Facet(palier.Facets) {
		tallies, curves := map[move]refresh.Tally{}, map[move][]int64{}
		totals := map[move]int64{}
		for _, row := range r.Rows {
			if row[1] != f.String() {
				continue
			}
			m, n := move{row[2].(string), row[3].(string)}, row[4].(int64)
			if curves[m] == nil {
				curves[m] = make([]int64, q.Days)
			}
			curves[m][row[0].(palier.Day)-day-1] = n
			totals[m] += n
			tallies[m] = refresh.Tally{Contacts: totals[m], Spend: tallies[m].Spend + row[5].(palier.Money)}
		}
		table := terminal.Table{
			Title:   p.moveTitle("report.coming", f.String(), day+1, day+palier.Day(q.Days)),
			Columns: p.columns("from", "to", "contacts", "spend_year", "by_day"),
			Left:    []int{0, 1, 4},
		}
		for _, m := range mostFirst(totals) {
			table.Rows = append(table.Rows, []string{
				p.valueLabel(f.String(), m.from), p.valueLabel(f.String(), m.to), p.book.Number(totals[m]),
				p.book.Money(currency, tallies[m].Spend), terminal.Curve(curves[m], curveWidth),
			})
		}
		if len(table.Rows) > 0 {
			tables = append(tables, table)
		}
	}
	return tables
}
