package main

import (
	"cmp"
	"slices"
	"unicode"

	"palier"
	"palier/internal/phrase"
	"palier/internal/refresh"
	"palier/internal/report"
	"palier/internal/terminal"
)

// productSum is a category or item, its rows added up.
type productSum struct {
	value, title, known string
	buyers, orders      int64
	units               palier.Quantity
	amount, credits     palier.Money
	stages              map[string]int64 // buyers
}

// productTables shows the categories and the items that sell best, and in which stage
// their buyers are.
func (p *Program) productTables(r *palier.Report, q report.Query, engine refresh.Engine) []terminal.Table {
	var categories, items []*productSum
	for _, row := range r.Rows {
		list := &categories
		if row[0] == "item" {
			list = &items
		}
		if n := len(*list); n == 0 || (*list)[n-1].value != row[1].(string) || (*list)[n-1].known != row[4].(string) {
			*list = append(*list, &productSum{value: row[1].(string), title: row[2].(string), known: row[4].(string), stages: map[string]int64{}})
		}
		(*list)[len(*list)-1].take(row)
	}
	return []terminal.Table{p.productTable("category", categories, q, engine.Currency), p.productTable("item", items, q, engine.Currency)}
}

func (s *productSum) take(row []any) {
	s.stages[row[5].(string)] = row[6].(int64)
	s.buyers += row[6].(int64)
	s.orders += row[7].(int64)
	s.units += row[8].(palier.Quantity)
	s.amount += row[9].(palier.Money)
	s.credits += row[10].(palier.Money)
}

// productTable lists what has the most revenue.
func (p *Program) productTable(of string, sold []*productSum, q report.Query, c palier.Currency) terminal.Table {
	slices.SortStableFunc(sold, func(a, b *productSum) int { return cmp.Compare(b.amount, a.amount) })
	shown := sold[:min(len(sold), productsShown)]
	table := terminal.Table{
		Title: p.book.Say("report.products."+of, phrase.Args{
			"N": p.book.Number(int64(len(shown))), "All": p.book.Number(int64(len(sold))), "To": p.book.Day(lastDay(q))}),
		Columns: p.columns(of, "buyers", "orders", "units", "amount"),
		Left:    []int{0},
	}
	for stage := palier.FirstTimeBuyer; stage <= palier.InactiveBuyer; stage++ {
		table.Columns = append(table.Columns, p.book.Stage(stage))
	}
	for _, s := range shown {
		label := p.shelfLabel(s.value)
		switch {
		case s.title != "":
			label = short(s.value+" "+s.title, 40)
		case s.known == "no":
			label = short(s.value, 25) + " " + p.book.Say("products.unknown", nil)
		}
		cells := []string{label, p.book.Number(s.buyers), p.book.Number(s.orders), p.quantity(s.units), p.book.Money(c, s.amount)}
		for stage := palier.FirstTimeBuyer; stage <= palier.InactiveBuyer; stage++ {
			cells = append(cells, p.numberOrBlank(s.stages[stage.String()]))
		}
		table.Rows = append(table.Rows, cells)
	}
	return table
}

func (p *Program) quantity(q palier.Quantity) string {
	if q%1000 == 0 {
		return p.book.Number(int64(q / 1000))
	}
	return p.book.Decimal(q.String())
}

// short cuts a text of a file to so many characters, and leaves out what would not be
// seen or move what is.
func short(text string, most int) string {
	var kept []rune
	for _, r := range text {
		if unicode.IsPrint(r) {
			kept = append(kept, r)
		}
	}
	if len(kept) > most {
		return string(kept[:most-1]) + "…"
	}
	return string(kept)
}
