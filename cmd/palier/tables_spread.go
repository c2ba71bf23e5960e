package main

import (
	"palier"
	"palier/internal/phrase"
	"palier/internal/terminal"
)

// spreadTable shows how contacts lie around the limits of the model, without what is empty.
func (p *Program) spreadTable(r *palier.Report) terminal.Table {
	table := terminal.Table{
		Title:   p.book.Say("report.spread", phrase.Args{"Day": p.book.Day(r.Rows[0][0].(palier.Day))}),
		Columns: p.columns("of", "from", "to", "contacts"), Left: []int{0},
	}
	last := ""
	for _, row := range r.Rows {
		of, title := row[1].(string), ""
		if row[4].(int64) == 0 {
			continue
		}
		if of != last {
			title, last = p.book.Label("header", of), of
		}
		table.Rows = append(table.Rows, []string{title, row[2].(string), row[3].(string), p.book.Number(row[4].(int64))})
	}
	return table
}
