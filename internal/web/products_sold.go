package web

import (
	"cmp"
	"slices"
	"strings"

	"palier"
	"palier/internal/fold"
)

// shelf is a category or an item, and what was sold of it.
type shelf struct {
	value, title    string
	category, known string // of items; known is empty for what names none
	buyers, orders  int64
	units           palier.Quantity
	amount, credits palier.Money
	stages          [palier.Stages]int64 // its buyers
}

// soldAll is all that was sold.
type soldAll struct {
	shelves           map[string][]*shelf // by what they are, category or item, in the report's order
	amount, credits   palier.Money        // of all orders, credits apart
	unknown, untitled int64               // items: not in the catalogue, or there without a title
}

// sold adds up the rows of the report on products, which tell each stage apart.
func sold(rows [][]any) *soldAll {
	all := &soldAll{shelves: map[string][]*shelf{}}
	for _, row := range rows {
		of, value, known := row[0].(string), row[1].(string), row[4].(string)
		list := all.shelves[of]
		if n := len(list); n == 0 || list[n-1].value != value || list[n-1].known != known {
			list = append(list, &shelf{value: value, title: row[2].(string), category: row[3].(string), known: known})
			all.shelves[of] = list
		}
		s := list[len(list)-1]
		stage, _ := palier.ParseStage(row[5].(string))
		s.stages[stage] += row[6].(int64)
		s.buyers += row[6].(int64)
		s.orders += row[7].(int64)
		s.units += row[8].(palier.Quantity)
		s.amount += row[9].(palier.Money)
		s.credits += row[10].(palier.Money)
	}
	for _, s := range all.shelves["item"] {
		all.amount += s.amount
		all.credits += s.credits
		switch {
		case s.known == "no":
			all.unknown++
		case s.known == "yes" && s.title == "":
			all.untitled++
		}
	}
	return all
}

// found gives the categories or items in whose names a text is, the first by a number first.
func (a *soldAll) found(of, text, by string) []*shelf {
	var list []*shelf
	text = fold.Text(text)
	for _, s := range a.shelves[of] {
		if text == "" || strings.Contains(fold.Text(s.value+"\n"+s.title+"\n"+s.category), text) {
			list = append(list, s)
		}
	}
	number := map[string]func(*shelf) int64{
		"revenue": func(s *shelf) int64 { return int64(s.amount) },
		"buyers":  func(s *shelf) int64 { return s.buyers },
		"orders":  func(s *shelf) int64 { return s.orders },
	}[by]
	slices.SortStableFunc(list, func(a, b *shelf) int { return cmp.Compare(number(b), number(a)) })
	return list
}
