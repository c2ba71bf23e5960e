package web

import (
	"strconv"
	"strings"

	"palier"
	"palier/internal/phrase"
	"palier/internal/report"
)

// comingSheet shows who leaves which value by mere time in the days to come.
var comingSheet = sheet{
	id:      "coming",
	single:  true,
	choices: []sheetChoice{facetChoice, daysAhead},
	usual:   map[string]string{daysAhead.name: strconv.Itoa(usualAhead)},
	parts:   comingParts,
}

// daysAhead are how many days ahead one can look.
var daysAhead = sheetChoice{"ahead", []string{"7", "30", "90"}}

// From weeksFrom days on, the days stand together in weeks.
const (
	weeksFrom  = 60
	weekLength = 7
)

func comingParts(r *reading) ([]part, error) {
	if r.To < r.First {
		return nil, nil
	}
	of, err := r.facet()
	if err != nil {
		return nil, err
	}
	days, err := strconv.Atoi(r.chosen(daysAhead.name, strconv.Itoa(usualAhead)))
	if err != nil {
		return nil, err
	}
	made, err := r.report(report.Query{Name: "coming", From: palier.NoDay, To: r.To, Days: days})
	if err != nil {
		return nil, err
	}
	a := r.ahead(of, made.Rows, days)
	p := part{ID: "moves", Title: r.book.Say("coming.moves", phrase.Args{"From": r.book.Date(r.dayAhead(0)), "To": r.book.Date(r.dayAhead(days - 1))})}
	if len(a.moves) == 0 {
		p.Blank = r.nothing("coming.none")
		return []part{p}, nil
	}
	all := a.sum(0, days)
	p.About = r.book.Plural("coming.summary."+of.String(), all.first, phrase.Args{
		"N": r.book.Number(all.first), "Days": r.book.Count("days", int64(days)), "Spend": r.book.Whole(r.view.Engine.Currency, all.firstSpend),
	})
	p.Grid = r.heat(a)
	p.Days = new(dayTable)
	*p.Days = r.comingDays(a)
	return []part{p}, nil
}

// heat has a row for each move and a column for each day, or each week of many.
func (r *reading) heat(a *ahead) *grid {
	length, over := 1, "coming.by_day"
	if a.days >= weeksFrom {
		length, over = weekLength, "coming.by_week"
	}
	g := &grid{
		Title: r.book.Say("coming.moves", phrase.Args{"From": r.book.Date(r.dayAhead(0)), "To": r.book.Date(r.dayAhead(a.days - 1))}),
		File:  r.file("coming-" + a.of.String() + "-days"), CSV: r.Download("coming") + "&days=" + strconv.Itoa(a.days),
		Corner: r.book.Say("movement.move", nil), Over: r.book.Say(over, nil), Before: 2, Dense: true,
		Columns: []gridColumn{{Label: r.book.Say("column.contacts", nil)}, {Label: r.book.Say("column.spend_last_year", nil)}},
	}
	var most int64
	for from := 0; from < a.days; from += length {
		g.Columns = append(g.Columns, gridColumn{Label: strings.ReplaceAll(r.book.ShortDate(r.dayAhead(from)), "\u00a0", " ")})
		for _, m := range a.moves {
			most = max(most, m.sum(from, min(from+length, a.days)).contacts)
		}
	}
	for _, m := range a.moves {
		row := gridRow{Key: r.colourOf(a.of, m.from), Label: r.moveLabel(a.of, m.from), Note: "→ " + r.moveLabel(a.of, m.to), Definition: r.moveMeaning(a.of, m.move)}
		all := m.sum(0, a.days)
		row.Cells = append(row.Cells, r.comersCell(all.contacts, r.madeAt(a.of, m, 0, a.days), 0), gridCell{cell: r.moneyCell(all.spend)})
		for from := 0; from < a.days; from += length {
			to := min(from+length, a.days)
			row.Cells = append(row.Cells, r.comersCell(m.sum(from, to).contacts, r.madeAt(a.of, m, from, to), most))
		}
		g.Rows = append(g.Rows, row)
	}
	g.Rows = append(g.Rows, r.heatTotal(a, length))
	return g
}

// heatTotal is the row of those who leave the value they have today, each contact once.
func (r *reading) heatTotal(a *ahead, length int) gridRow {
	all := a.sum(0, a.days)
	row := gridRow{Label: r.book.Say("coming.leaving."+a.of.String(), nil), Note: r.book.Say("coming.once", nil), Total: true}
	row.Cells = append(row.Cells, r.comersCell(all.first, r.leavingAt(a.of, 0, a.days), 0), gridCell{cell: r.moneyCell(all.firstSpend)})
	for from := 0; from < a.days; from += length {
		to := min(from+length, a.days)
		row.Cells = append(row.Cells, r.comersCell(a.sum(from, to).first, r.leavingAt(a.of, from, to), 0))
	}
	return row
}

// comersCell is a number of contacts to come, shaded by the most; none is left blank.
func (r *reading) comersCell(n int64, at string, most int64) gridCell {
	if n == 0 {
		return gridCell{}
	}
	c := gridCell{cell: r.countCell(n), Shade: shade(n, most)}
	c.At = at
	return c
}
