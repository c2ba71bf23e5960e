package main

import (
	"cmp"
	"slices"
	"strings"

	"palier"
	"palier/internal/phrase"
	"palier/internal/refresh"
	"palier/internal/report"
	"palier/internal/terminal"
)

// How much a terminal shows: the latest months, and what sells best.
const (
	monthsShown     = 24
	categoriesShown = 5 // of each conversion
	productsShown   = 20
)

// sums are figures of several rows.
type sums struct {
	orders          int64
	amount, credits palier.Money
}

func (s *sums) take(row []any) {
	s.orders += row[4].(int64)
	s.amount += row[5].(palier.Money)
	s.credits += row[7].(palier.Money)
}

// orderTables shows the average order by month and stage, the revenue by stage, and what
// was bought at each conversion.
func (p *Program) orderTables(r *palier.Report, q report.Query, engine refresh.Engine) []terminal.Table {
	parts := map[string][][]any{}
	for _, row := range r.Rows {
		parts[row[1].(string)] = append(parts[row[1].(string)], row)
	}
	stages := parts["stage"]
	args := phrase.Args{"From": p.book.Day(max(q.From, stages[0][0].(palier.Day))), "To": p.book.Day(lastDay(q))}
	tables := []terminal.Table{p.averageTable(stages, args, engine.Currency), p.revenueTable(stages, args, engine.Currency)}
	if len(parts["conversion"]) > 0 {
		tables = append(tables, p.boughtTable(parts["conversion"], parts["category"], args, engine.Currency))
	}
	return tables
}

func lastDay(q report.Query) palier.Day {
	if q.To.Exists() {
		return q.To
	}
	return q.AsOf
}

// orderStages are the stages that orders belong to, as the report names them.
func orderStages() []string {
	stages := []string{"new"}
	for stage := palier.NewLead; int(stage) < palier.Stages; stage++ {
		stages = append(stages, stage.String())
	}
	return stages
}

// averageTable has a row per month and a column per stage with orders.
func (p *Program) averageTable(rows [][]any, args phrase.Args, c palier.Currency) terminal.Table {
	averages := map[[2]string]string{}
	months, stages := map[palier.Day]*sums{}, map[string]bool{}
	var order []palier.Day
	for _, row := range rows {
		month, stage := row[0].(palier.Day), row[2].(string)
		if months[month] == nil {
			months[month] = &sums{}
			order = append(order, month)
		}
		months[month].take(row)
		if average, has := row[6].(palier.Money); has {
			averages[[2]string{month.String(), stage}] = p.bare(c, average)
			stages[stage] = true
		}
	}
	used := slices.DeleteFunc(orderStages(), func(stage string) bool { return !stages[stage] })
	table := terminal.Table{Title: p.book.Say("report.orders.months", args), Columns: p.columns("month", "orders", "amount", "average_order"), Left: []int{0}}
	for _, stage := range used {
		table.Columns = append(table.Columns, p.book.Label("stage", stage))
	}
	for _, month := range order[max(0, len(order)-monthsShown):] {
		sum := months[month]
		cells := []string{month.String()[:7], p.book.Number(sum.orders), p.book.Money(c, sum.amount), p.average(c, sum.amount, sum.orders)}
		for _, stage := range used {
			cells = append(cells, averages[[2]string{month.String(), stage}])
		}
		table.Rows = append(table.Rows, cells)
	}
	return table
}

// average writes an amount per piece, rounded half up; a dash without pieces.
func (p *Program) average(c palier.Currency, amount palier.Money, n int64) string {
	if n == 0 {
		return "–"
	}
	return p.book.Money(c, palier.Money((2*int64(amount)+n)/(2*n)))
}

// bare writes an amount without its currency.
func (p *Program) bare(c palier.Currency, amount palier.Money) string {
	return strings.TrimSuffix(p.book.Money(c, amount), "\u00a0"+string(c))
}

// revenueTable has a row per stage.
func (p *Program) revenueTable(rows [][]any, args phrase.Args, c palier.Currency) terminal.Table {
	stages, total := map[string]*sums{}, &sums{}
	for _, row := range rows {
		stage := row[2].(string)
		if stages[stage] == nil {
			stages[stage] = &sums{}
		}
		stages[stage].take(row)
		total.take(row)
	}
	table := terminal.Table{Title: p.book.Say("report.orders.stages", args), Columns: p.columns("stage", "orders", "amount", "share", "average_order", "credits"), Left: []int{0}}
	line := func(label string, s *sums) []string {
		return []string{label, p.book.Number(s.orders), p.book.Money(c, s.amount), p.percent(int64(s.amount), int64(total.amount)), p.average(c, s.amount, s.orders), p.book.Money(c, s.credits)}
	}
	for _, stage := range orderStages() {
		if s := stages[stage]; s != nil {
			table.Rows = append(table.Rows, line(p.book.Label("stage", stage), s))
		}
	}
	table.Footer = line(p.book.Say("column.total", nil), total)
	return table
}

// boughtTable has, for each conversion, the categories with the most orders, all of the
// level that tells most: the first that has several.
func (p *Program) boughtTable(conversions, categories [][]any, args phrase.Args, c palier.Currency) terminal.Table {
	level := tellingLevel(categories)
	table := terminal.Table{Title: p.book.Say("report.orders.conversions", args), Columns: p.columns("conversion", "category", "orders", "share", "amount"), Left: []int{0, 1}}
	for _, conversion := range conversions {
		name := conversion[2].(string)
		table.Rows = append(table.Rows, []string{p.book.Label("conversion", name), "", p.book.Number(conversion[4].(int64)), "", p.book.Money(c, conversion[5].(palier.Money))})
		var bought [][]any
		for _, row := range categories {
			if row[2] == name && strings.Count(row[3].(string), " > ") == level {
				bought = append(bought, row)
			}
		}
		slices.SortStableFunc(bought, func(a, b []any) int {
			return cmp.Or(cmp.Compare(b[4].(int64), a[4].(int64)), cmp.Compare(b[5].(palier.Money), a[5].(palier.Money)))
		})
		for _, row := range bought[:min(len(bought), categoriesShown)] {
			table.Rows = append(table.Rows, []string{"", p.shelfLabel(row[3].(string)), p.book.Number(row[4].(int64)), p.percent(row[4].(int64), conversion[4].(int64)), p.book.Money(c, row[5].(palier.Money))})
		}
	}
	return table
}

// tellingLevel gives the number of > in the categories of the first level that has
// several, or 0.
func tellingLevel(rows [][]any) int {
	levels := map[int]map[string]bool{}
	for _, row := range rows {
		category := row[3].(string)
		level := strings.Count(category, " > ")
		if levels[level] == nil {
			levels[level] = map[string]bool{}
		}
		if category != "-" {
			levels[level][category] = true
		}
	}
	for level := range len(levels) {
		if len(levels[level]) > 1 {
			return level
		}
	}
	return 0
}

// shelfLabel shortens the name of a category or item to what a column has room for, and
// says what is in none.
func (p *Program) shelfLabel(name string) string {
	if name == "-" {
		return p.book.Say("products.none", nil)
	}
	return short(name, 40)
}
