package main

import (
	"strconv"

	"palier"
	"palier/internal/terminal"
)

// cohortColumns is how many months after the first purchase a terminal has room for.
const cohortColumns = 12

// cohortTables shows the share of each cohort that bought in each month after the first
// purchase, and what it spent, in major units.
func (p *Program) cohortTables(r *palier.Report, c palier.Currency) []terminal.Table {
	var cohorts [][][]any
	for _, row := range r.Rows {
		if row[1].(int64) == 0 {
			cohorts = append(cohorts, nil)
		}
		cohorts[len(cohorts)-1] = append(cohorts[len(cohorts)-1], row)
	}
	cohorts = cohorts[max(0, len(cohorts)-monthsShown):]
	unit := palier.Money(1)
	for range c.Digits() {
		unit *= 10
	}
	return []terminal.Table{
		p.cohortTable("report.cohorts.share", cohorts, func(row []any) string { return p.percent(row[4].(int64), row[3].(int64)) }),
		p.cohortTable("report.cohorts.spend", cohorts, func(row []any) string {
			spend := row[5].(palier.Money)
			return p.book.Number(int64((2*spend + unit) / (2 * unit)))
		}),
	}
}

func (p *Program) cohortTable(title string, cohorts [][][]any, cell func(row []any) string) terminal.Table {
	widest := 0
	for _, cohort := range cohorts {
		widest = max(widest, min(len(cohort), cohortColumns+1))
	}
	table := terminal.Table{Title: p.book.Say(title, nil), Columns: p.columns("first_purchase", "contacts"), Left: []int{0}}
	for since := range widest {
		table.Columns = append(table.Columns, "+"+strconv.Itoa(since))
	}
	for _, cohort := range cohorts {
		cells := []string{cohort[0][0].(palier.Day).String()[:7], p.book.Number(cohort[0][3].(int64))}
		for _, row := range cohort[:min(len(cohort), cohortColumns+1)] {
			cells = append(cells, cell(row))
		}
		for len(cells) < len(table.Columns) {
			cells = append(cells, "")
		}
		table.Rows = append(table.Rows, cells)
	}
	return table
}
