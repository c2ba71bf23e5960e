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
	Legend  *gridLegend
}

// gridLegend says what the shades of cells mean, the darkest first.
type gridLegend struct {
	Label string
	Steps []shadeStep
}

// shadeStep is one shade and what it stands for; without words it lies between its neighbours.
type shadeStep struct {
	Shade int
	Text  string
}

// gridColumn is a column. The key names its colour and what it is in a chart.
type gridColumn struct {
	Key, Label, Definition string
	Word                   bool // it has words, and no numbers
}

// gridRow is a row. The key names its colour and what it is in a chart.
type gridRow struct {
	Key, Label, Note, Definition string
	Parent                       string // what is above it in a path; empty: it is at the top
	Words                        string // of stars, for who cannot see them
	Cells                        []gridCell
	Total                        bool
}

// Head is the label, of stars with their words.
func (g gridRow) Head() any {
	if g.Words == "" {
		return g.Label
	}
	return drawnStars(g.Label, g.Words)
}

// drawnStars writes stars with words for who cannot see them.
func drawnStars(stars, words string) template.HTML {
	return template.HTML(`<span class="stars" role="img" aria-label="` + template.HTMLEscapeString(words) + `">` + template.HTMLEscapeString(stars) + `</span>`)
}

// gridCell is a number with smaller ones below it.
type gridCell struct {
	cell
	More   []cell
	Shade  int // 0 to shades: how much of the largest there is
	Strip  *strip
	Drawer bool   // what it leads to opens over the page
	Mark   string // how it differs from others, for styles and charts; empty: it does not
}

// strip is the shares of the stages side by side, and the same in words.
type strip struct {
	Parts []stripPart
	Words string
}

// each gives an amount per piece, rounded half up; there is at least one piece.
func each(amount palier.Money, n int64) palier.Money {
	doubled := 2*int64(amount) + n
	if doubled < 0 {
		doubled -= 2*n - 1 // down, and not towards zero
	}
	return palier.Money(doubled / (2 * n))
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

// fading is the legend of cells that shade gives their shades: from the largest to nothing.
func fading(label, most, nothing string) *gridLegend {
	l := &gridLegend{Label: label}
	for n := shades; n > 0; n-- {
		l.Steps = append(l.Steps, shadeStep{Shade: n})
	}
	l.Steps[0].Text, l.Steps[shades-1].Text = most, nothing
	return l
}

// moneyCell is an amount in whole units of the currency.
func (r *reading) moneyCell(amount palier.Money) cell {
	return cell{Text: r.book.Whole(r.view.Engine.Currency, amount), Value: r.view.Engine.Currency.Format(amount)}
}

// priceCell is an amount to the smallest unit of the currency.
func (r *reading) priceCell(amount palier.Money) cell {
	return cell{Text: r.book.Price(r.view.Engine.Currency, amount), Value: r.view.Engine.Currency.Format(amount)}
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
	switch {
	case c.Strip != nil:
		out.WriteString(` class="word"`)
	case c.Mark != "":
		out.WriteString(` class="` + c.Mark + `"`)
	}
	if c.Shade > 0 {
		out.WriteString(` data-shade="` + strconv.Itoa(c.Shade) + `"`)
	}
	out.WriteString(">")
	if c.Drawer {
		at := template.HTMLEscapeString(c.At)
		out.WriteString(`<a class="behind" href="` + at + `" hx-get="` + at + `" hx-target="#drawer-body" hx-select="#detail" hx-swap="innerHTML">` + template.HTMLEscapeString(c.Text) + "</a>")
	} else {
		out.WriteString(c.linked())
	}
	c.Strip.write(out)
	for _, more := range c.More {
		out.WriteString("<small")
		if more.Value != "" {
			out.WriteString(` data-value="` + template.HTMLEscapeString(more.Value) + `"`)
		}
		out.WriteString(">" + more.linked() + "</small>")
	}
	out.WriteString("</td>")
}

func (s *strip) write(out *strings.Builder) {
	if s == nil {
		return
	}
	out.WriteString(`<svg class="strip" role="img" aria-label="` + template.HTMLEscapeString(s.Words) + `">`)
	for _, p := range s.Parts {
		out.WriteString(`<rect data-stage="` + p.Stage + `" x="` + p.X + `%" width="` + p.Width + `%" height="100%"/>`)
	}
	out.WriteString("</svg>")
}

// linked gives the text of a cell, which leads to the contacts behind it if there are any.
func (c cell) linked() string {
	text := template.HTMLEscapeString(c.Text)
	if c.At == "" {
		return text
	}
	return `<a class="behind" href="` + template.HTMLEscapeString(c.At) + `">` + text + "</a>"
}
