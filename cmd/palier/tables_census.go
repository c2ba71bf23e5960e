package main

import (
	"slices"
	"strings"

	"palier"
	"palier/internal/phrase"
	"palier/internal/refresh"
	"palier/internal/terminal"
)

// customerTables shows stages by statuses: a row per stage, a column per status.
func (p *Program) customerTables(r *palier.Report, engine refresh.Engine) []terminal.Table {
	statuses := []string{"-", "no_spend"}
	titles := []string{p.book.Say("column.stage", nil), "–", p.book.Label("status", "no_spend")}
	for _, level := range engine.Model.Status.Levels {
		statuses = append(statuses, level.Name)
		titles = append(titles, p.book.Label("status", level.Name))
	}
	counts := map[[2]string]int64{}
	spends := map[string]palier.Money{}
	for _, row := range r.Rows {
		stage := row[1].(string)
		counts[[2]string{stage, row[2].(string)}] = row[3].(int64)
		spends[stage] += row[4].(palier.Money)
	}
	table := terminal.Table{
		Title:   p.book.Say("report.customers", phrase.Args{"Day": p.book.Day(r.Rows[0][0].(palier.Day))}),
		Columns: append(slices.Clip(titles), p.columns("total", "spend", "average_spend")...),
		Left:    []int{0},
	}
	for stage := palier.NewLead; int(stage) < palier.Stages; stage++ {
		cells := []string{p.book.Stage(stage)}
		var total int64
		for _, status := range statuses {
			n := counts[[2]string{stage.String(), status}]
			total += n
			cells = append(cells, p.numberOrBlank(n))
		}
		if total == 0 {
			continue
		}
		spend := spends[stage.String()]
		table.Rows = append(table.Rows, append(cells, p.book.Number(total), p.book.Money(engine.Currency, spend), p.book.Money(engine.Currency, spend/palier.Money(total))))
	}
	return append([]terminal.Table{table}, p.customerDays(r, statuses[1:], append(titles[:1:1], titles[2:]...))...)
}

// customerDays shows how long ago the customers bought last, on average; nothing where there
// are none.
func (p *Program) customerDays(r *palier.Report, statuses, titles []string) []terminal.Table {
	days := map[[2]string]string{}
	for _, row := range r.Rows {
		if n, known := row[6].(int64); known {
			days[[2]string{row[1].(string), row[2].(string)}] = p.book.Number(n)
		}
	}
	table := terminal.Table{Title: p.book.Say("report.customers.days", nil), Columns: titles, Left: []int{0}}
	for stage := palier.FirstTimeBuyer; int(stage) < palier.Stages; stage++ {
		cells := []string{p.book.Stage(stage)}
		for _, status := range statuses {
			cells = append(cells, days[[2]string{stage.String(), status}])
		}
		if strings.Join(cells[1:], "") != "" {
			table.Rows = append(table.Rows, cells)
		}
	}
	if len(table.Rows) == 0 {
		return nil
	}
	return []terminal.Table{table}
}

// rfmTables shows the customers by stars, by profile and amount level, and by group.
func (p *Program) rfmTables(r *palier.Report, engine refresh.Engine) []terminal.Table {
	parts := map[string][][]any{}
	var total int64
	for _, row := range r.Rows {
		parts[row[1].(string)] = append(parts[row[1].(string)], row)
		if row[1] == "stars" {
			total += row[4].(int64)
		}
	}
	args := phrase.Args{"Day": p.book.Day(r.Rows[0][0].(palier.Day))}
	list := func(of string) terminal.Table {
		table := terminal.Table{Title: p.book.Say("report.rfm."+of, args), Columns: p.columns(of, "contacts", "share", "spend", "average_spend"), Left: []int{0}}
		for _, row := range inOrder(parts[of]) {
			table.Rows = append(table.Rows, []string{
				p.valueLabel(of, row[2].(string)), p.book.Number(row[4].(int64)), p.percent(row[4].(int64), total),
				p.book.Money(engine.Currency, row[5].(palier.Money)), p.book.Money(engine.Currency, row[6].(palier.Money)),
			})
		}
		return table
	}
	return []terminal.Table{list("stars"), p.profileTable(parts["profile"], args), list("group")}
}

// inOrder sorts rows by groups as the model lists them; stars are in order already.
func inOrder(rows [][]any) [][]any {
	place := map[string]int{}
	for group := range palier.Groups {
		place[palier.Group(group).String()] = group
	}
	return slices.SortedStableFunc(slices.Values(rows), func(a, b []any) int {
		return place[a[2].(string)] - place[b[2].(string)]
	})
}

// profileTable is the grid of profile by amount level.
func (p *Program) profileTable(rows [][]any, args phrase.Args) terminal.Table {
	counts := map[[2]string]int64{}
	for _, row := range rows {
		counts[[2]string{row[2].(string), row[3].(string)}] = row[4].(int64)
	}
	table := terminal.Table{Title: p.book.Say("report.rfm.profile", args), Columns: p.columns("profile"), Left: []int{0}}
	for level := palier.VeryHigh; level >= palier.VeryLow; level-- {
		table.Columns = append(table.Columns, p.book.Label("amount", level.String()))
	}
	for profile := palier.VeryRegular; int(profile) < palier.Profiles; profile++ {
		cells := []string{p.book.Label("profile", profile.String())}
		for level := palier.VeryHigh; level >= palier.VeryLow; level-- {
			cells = append(cells, p.numberOrBlank(counts[[2]string{profile.String(), level.String()}]))
		}
		table.Rows = append(table.Rows, cells)
	}
	return table
}

func (p *Program) numberOrBlank(n int64) string {
	if n == 0 {
		return ""
	}
	return p.book.Number(n)
}
