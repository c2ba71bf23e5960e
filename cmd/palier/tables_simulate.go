package main

import (
	"strings"

	"palier"
	"palier/internal/phrase"
	"palier/internal/refresh"
	"palier/internal/terminal"
)

// rateMonths is how many months a simulation shows the rates of.
const rateMonths = 12

// simulationTables shows parts of a simulation; each has rows.
func (p *Program) simulationTables(parts []*palier.Report, of palier.Facet, now refresh.Engine, tried *palier.Model) []terminal.Table {
	var tables []terminal.Table
	for _, part := range parts {
		switch strings.TrimPrefix(part.Name, simulationPrefix) {
		case "sizes":
			tables = append(tables, p.sizesTable(part))
		case "moves":
			title := p.book.Say("simulate.moves", phrase.Args{"Facet": p.book.Label("facet", of.String())})
			tables = append(tables, p.matrix(title, of, now.Model, tried, movesIn(part, 2, 3, 4)))
		case "rates":
			tables = append(tables, p.triedRates(part), p.monthlyRates(part))
		case "revenue":
			tables = append(tables, p.triedRevenue(part, now.Currency))
		}
	}
	return tables
}

// sizesTable shows each value's contacts now and under the model tried.
func (p *Program) sizesTable(r *palier.Report) terminal.Table {
	table := terminal.Table{
		Title:   p.book.Say("simulate.sizes", phrase.Args{"Day": p.book.Day(r.AsOf)}),
		Columns: p.columns("of", "value", "now", "tried", "change"),
		Left:    []int{0, 1},
	}
	last := ""
	for _, row := range r.Rows {
		of, before, after := row[1].(string), row[3].(int64), row[4].(int64)
		title := ""
		if of != last {
			title, last = p.book.Label("facet", of), of
		}
		table.Rows = append(table.Rows, []string{title, p.valueLabel(of, row[2].(string)), p.book.Number(before), p.book.Number(after), p.signed(after - before)})
	}
	return table
}

// triedRevenue shows what customers of each status spent now and under the model tried.
func (p *Program) triedRevenue(r *palier.Report, c palier.Currency) terminal.Table {
	table := terminal.Table{Title: p.book.Say("simulate.revenue", phrase.Args{"Day": p.book.Day(r.AsOf)}), Columns: p.columns("status", "now", "tried"), Left: []int{0}}
	for _, row := range r.Rows {
		table.Rows = append(table.Rows, []string{p.valueLabel("status", row[1].(string)), p.book.Money(c, row[2].(palier.Money)), p.book.Money(c, row[3].(palier.Money))})
	}
	return table
}

// triedRates shows the last day's rates now and under the model tried, and their curves.
func (p *Program) triedRates(r *palier.Report) terminal.Table {
	last := r.Rows[len(r.Rows)-palier.Rates:]
	recent := r.Rows[max(0, len(r.Rows)-curveDays*palier.Rates):]
	table := terminal.Table{
		Title:   p.book.Say("simulate.rates", phrase.Args{"Day": p.book.Day(last[0][0].(palier.Day))}),
		Columns: append(p.columns("rate", "now", "tried", "steady_now", "steady_tried"), p.curveTitle(recent), p.book.Say("column.tried", nil)),
		Left:    []int{0, 5, 6},
	}
	for i, row := range last {
		n := func(column int) int64 { return row[column].(int64) }
		table.Rows = append(table.Rows, []string{
			p.book.Label("rate", row[1].(string)),
			p.percent(n(3), n(2)), p.percent(n(7), n(6)), p.percent(n(5), n(4)), p.percent(n(9), n(8)),
			rateCurve(recent[i:], 2), rateCurve(recent[i:], 6),
		})
	}
	return table
}

// rateCurve draws the rate that the first of the rows is of; its cohort is in a column
// and the converted in the next.
func rateCurve(rows [][]any, column int) string {
	var curve []int64
	for i := 0; i < len(rows); i += palier.Rates {
		if cohort := rows[i][column].(int64); cohort > 0 {
			curve = append(curve, rows[i][column+1].(int64)*1000/cohort)
		}
	}
	return terminal.Curve(curve, curveWidth)
}

// monthlyRates shows the rates at the end of each of the latest months, now → tried.
func (p *Program) monthlyRates(r *palier.Report) terminal.Table {
	table := terminal.Table{Title: p.book.Say("simulate.months", nil), Columns: p.columns("day"), Left: []int{0}}
	for rate := range palier.Rates {
		table.Columns = append(table.Columns, p.book.Label("rate", palier.Rate(rate).String()))
	}
	for i := 0; i < len(r.Rows); i += palier.Rates {
		day := r.Rows[i][0].(palier.Day)
		if (day+1).Time().Day() != 1 && i+palier.Rates < len(r.Rows) {
			continue
		}
		cells := []string{p.book.Day(day)}
		for _, row := range r.Rows[i : i+palier.Rates] {
			cells = append(cells, p.percent(row[3].(int64), row[2].(int64))+" → "+p.percent(row[7].(int64), row[6].(int64)))
		}
		table.Rows = append(table.Rows, cells)
	}
	table.Rows = table.Rows[max(0, len(table.Rows)-rateMonths):]
	return table
}
