package main

import (
	"palier"
	"palier/internal/explain"
	"palier/internal/terminal"
)

// qualityTable shows what was looked at, what was found, and what to do about it. The
// statuses of the model that no order has share a row.
func (p *Program) qualityTable(r *palier.Report) terminal.Table {
	table := terminal.Table{Title: p.book.Say("report.quality", nil), Columns: p.columns("check", "value", "count", "share", "advice"), Left: []int{0, 1, 4}}
	unseen := ""
	for i, row := range r.Rows {
		value, advice := row[2].(string), row[7].(string)
		if advice == "status_unseen" {
			if unseen += value; i+1 < len(r.Rows) && r.Rows[i+1][7] == advice {
				unseen += ", "
				continue
			}
			row[2] = unseen
		}
		count, share := explain.Finding(p.book, row, p.percent)
		table.Rows = append(table.Rows, []string{p.book.Say("check."+row[0].(string), nil), p.foundIn(row), count, share, p.book.Say("advice."+advice, nil)})
	}
	return table
}

// foundIn is what a row of the quality report is about: a value, or days.
func (p *Program) foundIn(row []any) string {
	of, value := row[1].(string), row[2].(string)
	from, to := row[3].(palier.Day), row[4].(palier.Day)
	switch {
	case row[0] == "dominant_value":
		return p.book.Label("header", of) + " = " + p.valueLabel(of, value)
	case value == "-":
		return p.book.Say("quality.no_status", nil)
	case value != "":
		return short(value, 40)
	case from.Exists():
		return p.book.Day(from) + " – " + p.book.Day(to)
	case to.Exists():
		return p.book.Day(to)
	}
	return ""
}
