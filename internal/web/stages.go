package web

import (
	"strconv"
	"strings"

	"palier"
	"palier/internal/explain"
	"palier/internal/phrase"
)

// stagesPart shows the contacts of each stage: now, against before, and day by day.
type stagesPart struct {
	Total    string
	Strip    []stripPart
	Words    string // the strip, for who cannot see it
	Families []family
	Days     dayTable
}

// stripPart is the share of a stage of all contacts, in hundredths of the strip's width.
type stripPart struct {
	Stage    string
	X, Width string
}

// family is the leads or the customers.
type family struct {
	Name, Label, Total, Share, Change string
	At                                string
	Tiles                             []stageTile
}

// stageTile is one stage.
type stageTile struct {
	Stage, Label, Definition string
	At                       string // the contacts; empty: they are not for who asks
	Count, Share, Change     string
	Curve                    curve
}

// stageCounts are the rows of the report on stages: contacts of each stage by day.
type stageCounts struct {
	first palier.Day
	rows  [][]any
}

func (c *stageCounts) has(day palier.Day) bool {
	return day >= c.first && int(day-c.first) < len(c.rows)
}

// on counts the contacts of stages next to each other at the end of a day.
func (c *stageCounts) on(day palier.Day, from, to palier.Stage) (n int64) {
	if !c.has(day) {
		return 0
	}
	for stage := from; stage <= to; stage++ {
		n += c.rows[day-c.first][stage].(int64)
	}
	return n
}

// stages makes the part; nil when nobody has a stage on the day.
func (r *reading) stages() (*stagesPart, error) {
	rows, err := r.reportOf("stages", min(r.From, r.Before()))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	counts := &stageCounts{rows[0][0].(palier.Day), rows}
	all := counts.on(r.To, palier.NewLead, palier.InactiveBuyer)
	part := &stagesPart{Total: r.book.Count("contacts", all), Days: r.stageDays(counts)}
	for _, f := range []struct {
		name     string
		from, to palier.Stage
	}{{"leads", palier.NewLead, palier.InactiveLead}, {"customers", palier.FirstTimeBuyer, palier.InactiveBuyer}} {
		made := family{Name: f.name, Label: r.book.Say("overview."+f.name, nil), At: r.Contacts("stage in (%s)", stagesBetween(f.from, f.to))}
		made.Total, made.Share, made.Change = r.compared(counts, f.from, f.to, all)
		for stage := f.from; stage <= f.to; stage++ {
			made.Tiles = append(made.Tiles, r.stageTile(counts, stage, all))
		}
		part.Families = append(part.Families, made)
	}
	part.Strip, part.Words = r.strip(counts, all)
	return part, nil
}

// stagesBetween lists stages as segments do.
func stagesBetween(from, to palier.Stage) string {
	var names []string
	for stage := from; stage <= to; stage++ {
		names = append(names, stage.String())
	}
	return strings.Join(names, ", ")
}

// compared gives the contacts of stages, their share of all, and the change from before.
func (r *reading) compared(counts *stageCounts, from, to palier.Stage, all int64) (n, share, change string) {
	now := counts.on(r.To, from, to)
	day := r.Before()
	if !counts.has(day) {
		return r.book.Number(now), r.book.Percent(now, all), ""
	}
	return r.book.Number(now), r.book.Percent(now, all), r.book.Signed(now - counts.on(day, from, to))
}

func (r *reading) stageTile(counts *stageCounts, stage palier.Stage, all int64) stageTile {
	tile := stageTile{Stage: stage.String(), Label: r.book.Stage(stage), Definition: explain.Stage(r.book, r.view.Engine.Model, stage), At: r.Contacts("stage = %s", stage)}
	tile.Count, tile.Share, tile.Change = r.compared(counts, stage, stage, all)
	var values []float64
	from := max(r.From, counts.first)
	for day := from; day <= r.To; day++ {
		values = append(values, float64(counts.on(day, stage, stage)))
	}
	tile.Curve = newCurve(r.curveWords(tile.Label, from, r.book.Number(counts.on(from, stage, stage)), tile.Count), values, nil)
	return tile
}

// curveWords says what a curve shows.
func (r *reading) curveWords(of string, from palier.Day, first, last string) string {
	return r.book.Say("overview.curve", phrase.Args{"Rate": of, "From": r.book.Date(from), "To": r.book.Date(r.To), "First": first, "Last": last})
}

// strip gives the shares of the stages side by side.
func (r *reading) strip(counts *stageCounts, all int64) (parts []stripPart, words string) {
	hundredth := func(n int64) string {
		return strconv.FormatFloat(float64(n)/float64(max(1, all))*100, 'f', 3, 64)
	}
	var told []string
	var left int64
	for stage := palier.NewLead; stage <= palier.InactiveBuyer; stage++ {
		n := counts.on(r.To, stage, stage)
		if n > 0 {
			parts = append(parts, stripPart{stage.String(), hundredth(left), hundredth(n)})
		}
		told = append(told, r.book.Stage(stage)+" "+r.book.Percent(n, all))
		left += n
	}
	return parts, r.book.Say("overview.strip", phrase.Args{"Parts": strings.Join(told, ", ")})
}

// stageDays is the table of the stages day by day, the latest first.
func (r *reading) stageDays(counts *stageCounts) dayTable {
	table := dayTable{Chart: "stages", File: "stages-" + r.To.String(), CSV: r.Download("stages"), Title: r.book.Say("overview.over", nil)}
	for stage := palier.NewLead; stage <= palier.InactiveBuyer; stage++ {
		table.Columns = append(table.Columns, dayColumn{Key: stage.String(), Label: r.book.Stage(stage)})
	}
	for day := r.To; day >= max(r.From, counts.first); day-- {
		row := dayRow{Day: day, Label: r.book.Date(day)}
		for stage := palier.NewLead; stage <= palier.InactiveBuyer; stage++ {
			row.Cells = append(row.Cells, r.countCell(counts.on(day, stage, stage)))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}
