// Package terminal draws what the command line shows to people: tables, curves, progress.
package terminal

import (
	"io"
	"slices"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// Table is a table, under a title if it has one. Columns named in Left are words; the others are
// numbers and stand to the right.
type Table struct {
	Title   string
	Columns []string
	Left    []int
	Rows    [][]string
	Footer  []string
}

// Draw writes the table.
func (t Table) Draw(w io.Writer) error {
	_, err := io.WriteString(w, t.text()+"\n")
	return err
}

func (t Table) text() string {
	out := table.NewWriter()
	out.SetStyle(style())
	configs := make([]table.ColumnConfig, len(t.Columns))
	for i := range configs {
		configs[i] = table.ColumnConfig{Number: i + 1, Align: text.AlignRight, AlignHeader: text.AlignRight, AlignFooter: text.AlignRight}
	}
	for _, i := range t.Left {
		configs[i] = table.ColumnConfig{Number: i + 1}
	}
	out.SetColumnConfigs(configs)
	out.AppendHeader(row(t.Columns))
	for _, values := range t.Rows {
		out.AppendRow(row(values))
	}
	if t.Footer != nil {
		out.AppendFooter(row(t.Footer))
	}
	if t.Title == "" {
		return out.Render()
	}
	return t.Title + "\n" + out.Render()
}

func style() table.Style {
	s := table.StyleLight
	s.Options = table.Options{SeparateHeader: true, SeparateFooter: true}
	s.Format = table.FormatOptions{}
	return s
}

func row(values []string) table.Row {
	row := make(table.Row, len(values))
	for i, value := range values {
		row[i] = value
	}
	return row
}

// Curve draws values as a line of small bars of at most width characters; each stands
// for the latest value of its share of them. All-equal values are a flat line.
func Curve(values []int64, width int) string {
	if len(values) == 0 {
		return ""
	}
	points := min(width, len(values))
	picked := make([]int64, points)
	for i := range picked {
		picked[i] = values[(i+1)*len(values)/points-1]
	}
	low, high := slices.Min(picked), slices.Max(picked)
	bars := []rune("▁▂▃▄▅▆▇█")
	line := make([]rune, points)
	for i, value := range picked {
		if high > low {
			line[i] = bars[(value-low)*int64(len(bars)-1)/(high-low)]
		} else {
			line[i] = bars[0]
		}
	}
	return string(line)
}
