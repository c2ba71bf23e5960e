package web

import (
	"slices"
	"strconv"
	"strings"

	"palier"
	"palier/internal/phrase"
)

// outcomePart says what the base was before something and after it.
type outcomePart struct {
	Title string
	Was   string
	Is    string
	Rows  []outcomeRow
	Note  string // that other loads came or went with it
}

// outcomeRow is one figure before and after.
type outcomeRow struct {
	Label, Was, Is, Change string
	Stage                  string // of the swatch; empty: the figure is of no stage
}

// outcome tells what a generation made of the base.
func (v *visit) outcome(book *phrase.Book, title string, o palier.Outcome) outcomePart {
	part := outcomePart{Title: title, Was: book.Date(o.Before.AsOf), Is: book.Date(o.After.AsOf)}
	count := func(stage, label string, before, after int64) {
		if before != 0 || after != 0 {
			part.Rows = append(part.Rows, outcomeRow{label, book.Number(before), book.Number(after), change(book, before, after), stage})
		}
	}
	for _, f := range []struct {
		id            string
		before, after int64
	}{
		{"identified", o.Before.Identified, o.After.Identified}, {"unidentified", o.Before.Unidentified, o.After.Unidentified},
		{"orders", o.Before.Orders, o.After.Orders}, {"order_lines", o.Before.OrderLines, o.After.OrderLines},
		{"products", o.Before.Products, o.After.Products}, {"engagements", o.Before.Engagements, o.After.Engagements},
	} {
		count("", book.Say("figure."+f.id, nil), f.before, f.after)
	}
	for stage := palier.NewLead; int(stage) < palier.Stages; stage++ {
		count(stage.String(), book.Stage(stage), o.Before.Stages[stage], o.After.Stages[stage])
	}
	currency := v.Workspace.Currency()
	for _, f := range []struct {
		id            string
		before, after palier.Money
	}{{"spend", o.Before.Spend, o.After.Spend}, {"lifetime", o.Before.Lifetime, o.After.Lifetime}} {
		if f.before == 0 && f.after == 0 {
			continue
		}
		change := ""
		switch diff := f.after - f.before; {
		case diff > 0:
			change = "+" + book.Price(currency, diff)
		case diff < 0:
			change = book.Price(currency, diff)
		}
		part.Rows = append(part.Rows, outcomeRow{Label: book.Say("figure."+f.id, nil), Was: book.Price(currency, f.before), Is: book.Price(currency, f.after), Change: change})
	}
	if others := slices.Concat(o.Taken, o.Undone); len(others) > 1 {
		part.Note = book.Say("load.together", phrase.Args{"Loads": numberList(others)})
	}
	return part
}

// change writes a difference with its sign; empty where there is none.
func change(book *phrase.Book, before, after int64) string {
	if before == after {
		return ""
	}
	return book.Signed(after - before)
}

func numberList(numbers []int) string {
	texts := make([]string, len(numbers))
	for i, n := range numbers {
		texts[i] = strconv.Itoa(n)
	}
	return strings.Join(texts, ", ")
}
