package web

import (
	"html/template"
	"strconv"
	"strings"

	"palier"
)

// dayTable is a table with a row a day or a month, which a script draws as a chart: the table
// has all that the chart shows.
type dayTable struct {
	Chart   string // how it is drawn: stages, rate, coming, average, revenue
	Title   string
	File    string // what a picture of it is called, without its extension
	CSV     string // the address of the report as a file
	Columns []dayColumn
	Rows    []dayRow // the latest day first, or of days to come the next
	Months  bool     // rows are months, named by their first day
	Open    bool     // the table is seen without asking for it
}

// dayColumn is a column of numbers. The key names its colour and what it is in the chart;
// one without is in the table only.
type dayColumn struct{ Key, Label string }

// dayRow is a day.
type dayRow struct {
	Day   palier.Day
	Label string
	Cells []cell
}

// cell is a number as people and as scripts read it; both empty where there is none.
type cell struct {
	Text, Value string
	At          string // of the contacts behind it; empty: there are none to show
}

func (r *reading) countCell(n int64) cell {
	return cell{Text: r.book.Number(n), Value: strconv.FormatInt(n, 10)}
}

// rateCell is a share in per cent.
func (r *reading) rateCell(part, whole int64) cell {
	if whole == 0 {
		return cell{Text: "–"}
	}
	return cell{Text: r.book.Percent(part, whole), Value: strconv.FormatFloat(100*float64(part)/float64(whole), 'f', 4, 64)}
}

// Body writes the rows. A year of stages has three thousand cells, for which a template
// would take longer than for the rest of the page.
func (t dayTable) Body() template.HTML {
	var out strings.Builder
	for _, row := range t.Rows {
		out.WriteString(`<tr><th scope="row" data-day="` + row.Day.String() + `">` + template.HTMLEscapeString(row.Label) + "</th>")
		for _, c := range row.Cells {
			c.write(&out)
		}
		out.WriteString("</tr>\n")
	}
	return template.HTML(out.String()) // every text in it is escaped
}

func (c cell) write(out *strings.Builder) { gridCell{cell: c}.write(out) }
