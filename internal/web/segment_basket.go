package web

import (
	"cmp"
	"slices"
	"strings"

	"palier"
)

// shelfRow is a category or an item that members bought.
type shelfRow struct{ Name, Buyers, Share, Amount string }

// basketPart adds up the orders of the last year, and what is bought most.
func (a *asked) basketPart(body *portraitBody) error {
	rows, err := a.portraitReport("orders")
	if err != nil {
		return err
	}
	year := a.To - 365
	var orders int64
	var amount palier.Money
	for _, row := range rows {
		if row[1] == "stage" && row[0].(palier.Day) > year {
			orders += row[4].(int64)
			amount += row[5].(palier.Money)
		}
	}
	if orders > 0 {
		c := a.lens.Engine.Currency
		body.Basket = []fact{
			{a.book.Say("portrait.orders", nil), a.book.Number(orders)},
			{a.book.Say("portrait.average", nil), a.book.Price(c, palier.Money(int64(amount)/orders))},
			{a.book.Say("portrait.revenue", nil), a.book.Whole(c, amount)},
		}
	}
	sold, err := a.portraitReport("products")
	if err != nil {
		return err
	}
	body.Categories, body.Items = a.shelves(sold, "category", body.members), a.shelves(sold, "item", body.members)
	return nil
}

// hasBelow tells whether a category has others below it, which stand after it and say more.
func hasBelow(rows [][]any, i int) bool {
	below := rows[i][1].(string) + " > "
	return slices.ContainsFunc(rows[i+1:], func(row []any) bool {
		return row[0] == "category" && strings.HasPrefix(row[1].(string), below)
	})
}

// shelves lists the categories or items with the most revenue, and how many of the members
// bought there.
func (a *asked) shelves(rows [][]any, of string, members int64) []shelfRow {
	type shelf struct {
		name   string
		buyers int64
		amount palier.Money
	}
	var shelves []*shelf
	by := map[string]*shelf{}
	for i, row := range rows {
		value := row[1].(string)
		if row[0] != of || value == "-" || hasBelow(rows, i) {
			continue
		}
		s := by[value]
		if s == nil {
			s = &shelf{name: cmp.Or(row[2].(string), value)}
			by[value] = s
			shelves = append(shelves, s)
		}
		s.buyers += row[6].(int64)
		s.amount += row[9].(palier.Money)
	}
	slices.SortStableFunc(shelves, func(a, b *shelf) int { return cmp.Compare(b.amount, a.amount) })
	var list []shelfRow
	for _, s := range shelves[:min(len(shelves), portraitShelves)] {
		list = append(list, shelfRow{s.name, a.book.Number(s.buyers), a.book.Percent(s.buyers, members), a.book.Whole(a.lens.Engine.Currency, s.amount)})
	}
	return list
}
