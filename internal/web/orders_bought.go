package web

import (
	"cmp"
	"slices"
	"strings"

	"palier/internal/phrase"
)

// mostBought is how many categories are shown of those bought at conversions.
const mostBought = 30

// ordersCategories has a row for each of the categories bought most at conversions, and a
// column for each conversion: the orders with something of the category in them, their amount
// there and its average. The second answer says what is seen.
func (r *reading) ordersCategories(found ordersRows) (*grid, string) {
	type bought struct {
		category string
		orders   int64
		at       map[string]ordersRow // by conversion
	}
	by := map[string]*bought{}
	var all []*bought
	most := map[string]int64{}
	for _, row := range found.categories {
		b := by[row.category]
		if b == nil {
			b = &bought{category: row.category, at: map[string]ordersRow{}}
			by[row.category], all = b, append(all, b)
		}
		b.orders += row.orders
		b.at[row.value] = row
		most[row.value] = max(most[row.value], row.orders)
	}
	slices.SortFunc(all, func(a, b *bought) int {
		return cmp.Or(cmp.Compare(b.orders, a.orders), cmp.Compare(a.category, b.category))
	})
	shown := all[:min(len(all), mostBought)]
	g := &grid{
		Title: r.book.Say("orders.bought", nil), File: r.file("bought"), CSV: r.Download("orders"),
		Corner: r.book.Say("column.category", nil), Over: r.book.Say("column.conversion", nil), Fixed: true,
	}
	for _, conversion := range found.conversions {
		g.Columns = append(g.Columns, gridColumn{Key: conversion.value, Label: r.book.Label("conversion", conversion.value)})
	}
	for _, b := range shown {
		row := r.shelfRow(b.category)
		for _, conversion := range found.conversions {
			one, has := b.at[conversion.value]
			row.Cells = append(row.Cells, r.boughtCell(one, has, most[conversion.value]))
		}
		g.Rows = append(g.Rows, row)
	}
	about := r.book.Say("orders.bought.about", nil)
	if rest := len(all) - len(shown); rest > 0 {
		about += " " + r.book.Plural("orders.bought.rest", int64(rest), phrase.Args{"Shown": r.book.Number(mostBought), "N": r.book.Number(int64(rest))})
	}
	return g, about
}

// boughtCell is how often a category was bought at a conversion.
func (r *reading) boughtCell(row ordersRow, has bool, most int64) gridCell {
	if !has || row.orders == 0 {
		return noCell()
	}
	c := gridCell{cell: r.countCell(row.orders), Shade: shade(row.orders, most)}
	c.At = r.ordersBehind("conversion", row.value, r.From, r.To, row.category)
	c.More = []cell{r.moneyCell(row.amount), r.priceCell(row.average)}
	return c
}

// unshelved is what reports call a category or an item that is none.
const unshelved = "-"

// shelfRow begins the row of a category: its own name after the path to it.
func (r *reading) shelfRow(path string) gridRow {
	if path == unshelved {
		return gridRow{Label: r.book.Say("products.no_category", nil)}
	}
	at := strings.LastIndex(path, " > ")
	if at < 0 {
		return gridRow{Label: path}
	}
	return gridRow{Parent: path[:at+2], Label: path[at+3:]}
}

// inCurrency is the currency, for titles.
func (r *reading) inCurrency() phrase.Args {
	return phrase.Args{"Currency": string(r.view.Engine.Currency)}
}
