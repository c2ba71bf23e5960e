package web

import (
	"slices"
	"strconv"

	"palier"
	"palier/internal/phrase"
	"palier/internal/report"
)

// How far the overview looks ahead, in days.
const (
	usualAhead = 30
	aheadSoon  = 7
)

// comingPart shows who leaves which stage and status in the next days if nothing happens.
type comingPart struct {
	About string
	Lists []comingList // of stages and statuses; none when nobody moves
	Days  dayTable
}

// comingList is the moves by one facet, the largest first.
type comingList struct {
	Title string
	Of    string
	Moves []comingMove
}

// comingMove is a move that some contacts make in the next days.
type comingMove struct {
	From, FromLabel, ToLabel string
	Soon, All, Spend         string
	SoonAt, AllAt            string // the contacts; empty: they are not for who asks
	Curve                    bars
}

// bars are as many bars as there are days, as one path of SVG.
type bars struct{ Path, Words string }

// coming makes the part.
func (r *reading) coming() (*comingPart, error) {
	made, err := r.report(report.Query{Name: "coming", From: palier.NoDay, To: r.To, Days: usualAhead})
	if err != nil {
		return nil, err
	}
	part := &comingPart{About: r.book.Say("overview.coming.about", phrase.Args{"Day": r.book.Date(r.To)})}
	for _, of := range []palier.Facet{palier.FacetStage, palier.FacetStatus} {
		a := r.ahead(of, made.Rows, usualAhead)
		if len(a.moves) > 0 {
			part.Lists = append(part.Lists, comingList{r.book.Say("overview.coming."+of.String(), nil), of.String(), r.comingMoves(a)})
		}
		if of == palier.FacetStage {
			part.Days = r.comingDays(a)
		}
	}
	return part, nil
}

// comingMoves tells the moves by a facet over all days.
func (r *reading) comingMoves(a *ahead) []comingMove {
	moves := make([]comingMove, len(a.moves))
	for i, m := range a.moves {
		all, byDay := m.sum(0, a.days), make([]int64, a.days)
		for d, day := range m.days {
			byDay[d] = day.contacts
		}
		moves[i] = comingMove{
			From: m.from, FromLabel: r.book.Label(a.of.String(), m.from), ToLabel: r.book.Label(a.of.String(), m.to),
			Soon: r.book.Number(m.sum(0, aheadSoon).contacts), SoonAt: r.madeAt(a.of, m, 0, aheadSoon),
			All: r.book.Number(all.contacts), AllAt: r.madeAt(a.of, m, 0, a.days),
			Spend: r.book.Whole(r.view.Engine.Currency, all.spend), Curve: drawBars(byDay),
		}
	}
	return moves
}

// drawBars draws a bar for each number, from zero.
func drawBars(values []int64) bars {
	const width, gap, height = 4, 1, 20
	most := max(1, slices.Max(values))
	path := ""
	for i, value := range values {
		if value > 0 {
			h := max(1, value*height/most)
			path += "M" + strconv.Itoa(i*width) + " " + strconv.Itoa(height) + "v-" + strconv.FormatInt(h, 10) + "h" + strconv.Itoa(width-gap) + "v" + strconv.FormatInt(h, 10) + "z"
		}
	}
	return bars{Path: path}
}

// comingDays is the table of the contacts leaving each value, day by day.
func (r *reading) comingDays(a *ahead) dayTable {
	table := dayTable{
		Chart: "coming", Title: r.book.Say("coming.chart."+a.of.String(), nil), File: r.file("coming-" + a.of.String()),
		CSV: r.Download("coming") + "&days=" + strconv.Itoa(a.days),
	}
	left := map[string][]int64{}
	known := map[string]int64{}
	for _, m := range a.moves {
		if left[m.from] == nil {
			left[m.from] = make([]int64, a.days)
		}
		for i, day := range m.days {
			left[m.from][i] += day.contacts
			known[m.from] += day.contacts
		}
	}
	values := r.valuesOf(a.of, known)
	for _, value := range values {
		table.Columns = append(table.Columns, dayColumn{r.colourOf(a.of, value), r.moveLabel(a.of, value)})
	}
	for i := range a.days {
		if len(values) == 0 {
			break
		}
		row := dayRow{Day: r.dayAhead(i), Label: r.book.Date(r.dayAhead(i))}
		for _, value := range values {
			row.Cells = append(row.Cells, r.countCell(left[value][i]))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}
