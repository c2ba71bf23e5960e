package web

import (
	"html/template"
	"strconv"
	"strings"

	"palier"
)

// grid is a table of numbers by two things, or of several numbers by one. The table is the
// picture: cells are shaded by their value, and a script saves it as it is seen. With a chart,
// a script draws that from it besides.
type grid struct {
	Title   string
	File    string // what a picture of it is called, without its extension
	CSV     string // the address of the report as a file; empty: there is none
	Chart   string // how it is drawn; empty: the table alone is seen
	Corner  string // above the names of the rows
	Over    string // above the columns: what they are of; empty: it is plain
	Before  int    // how many of the first columns are of something else
	Columns []gridColumn
	Rows    []gridRow
	Fixed   bool // all columns as wide as each other
	Dense   bool // as narrow as can be
	Open    bool // of a chart: the table is seen without asking for it
}

// gridColumn is a column. The key names its colour and what it is in a chart.
type gridColumn struct {
	Key, Label, Definition string
	Word                   bool // it has words, and no numbers
}

// gridRow is a row. The key names its colour and what it is in a chart.
type gridRow struct {
	Key, Label, Note, Definition string
	Cells                        []gridCell
	Total                        bool
}

// gridCell is a number with smaller ones below it.
type gridCell struct {
	cell
	More  []cell
	Shade int    // 0 to shades: how much of the largest there is
	Mark  string // how it differs from others, for styles and charts; empty: it does not
}

// shades is how many shades a cell can have.
const shades = 9

// shade gives how dark a number is among others of which the largest is most: what is nothing
// has none, and what is little has some.
func shade(n, most int64) int {
	if n <= 0 || most <= 0 {
		return 0
	}
	return int((min(n, most)*shades + most - 1) / most)
}

// moneyCell is an amount in whole units of the currency.
func (r *reading) moneyCell(amount palier.Money) cell {
	return cell{Text: r.book.Whole(r.view.Engine.Currency, amount), Value: r.view.Engine.Currency.Format(amount)}
}

// Spanned is how many columns are of what stands above them.
func (g grid) Spanned() int { return len(g.Columns) - g.Before }

// noCell is where there is no number.
func noCell() gridCell { return gridCell{cell: cell{Text: "–"}} }

// Written gives the cells of a row. A grid may have thousands, for which a template would
// take longer than for the rest of the page.
func (g gridRow) Written() template.HTML {
	var out strings.Builder
	for _, c := range g.Cells {
		c.write(&out)
	}
	return template.HTML(out.String()) // every text in it is escaped
}

func (c gridCell) write(out *strings.Builder) {
	out.WriteString("<td")
	if c.Value != "" {
		out.WriteString(` data-value="` + template.HTMLEscapeString(c.Value) + `"`)
	}
	if c.Mark != "" {
		out.WriteString(` class="` + c.Mark + `"`)
	}
	if c.Shade > 0 {
		out.WriteString(` data-shade="` + strconv.Itoa(c.Shade) + `"`)
	}
	out.WriteString(">" + c.linked())
	for _, more := range c.More {
		out.WriteString("<small>" + more.linked() + "</small>")
	}
	out.WriteString("</td>")
}

// linked gives the text of a cell, which leads to the contacts behind it if there are any.
func (c cell) linked() string {
	text := template.HTMLEscapeString(c.Text)
	if c.At == "" {
		return text
	}
	return `<a class="behind" href="` + template.HTMLEscapeString(c.At) + `">` + text + "</a>"
}
