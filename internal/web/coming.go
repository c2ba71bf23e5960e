package web

import (
	"cmp"
	"slices"
	"strconv"

	"palier"
	"palier/internal/phrase"
	"palier/internal/report"
)

// How far the overview looks ahead, in days.
const (
	ahead     = 30
	aheadSoon = 7
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
	SoonAt, AllAt            string // the contacts; empty: they are not for who asks, or no segment is just them
	Curve                    bars

	all int64
}

// bars are as many bars as there are days, as one path of SVG.
type bars struct{ Path, Words string }

// coming makes the part.
func (r *reading) coming() (*comingPart, error) {
	made, err := r.report(report.Query{Name: "coming", From: palier.NoDay, To: r.To, Days: ahead})
	if err != nil {
		return nil, err
	}
	part := &comingPart{About: r.book.Say("overview.coming.about", phrase.Args{"Day": r.book.Date(r.To)})}
	for _, of := range []palier.Facet{palier.FacetStage, palier.FacetStatus} {
		if moves := r.comingMoves(made.Rows, of); len(moves) > 0 {
			part.Lists = append(part.Lists, comingList{r.book.Say("overview.coming."+of.String(), nil), of.String(), moves})
		}
	}
	part.Days = r.comingDays(made.Rows)
	return part, nil
}

// comingMoves adds up the moves by a facet over all days.
func (r *reading) comingMoves(rows [][]any, of palier.Facet) []comingMove {
	type sum struct {
		soon, all int64
		spend     palier.Money
		byDay     [ahead]int64
	}
	sums := map[[2]string]*sum{}
	for _, row := range rows {
		if row[1].(string) != of.String() {
			continue
		}
		key := [2]string{row[2].(string), row[3].(string)}
		s := sums[key]
		if s == nil {
			s = &sum{}
			sums[key] = s
		}
		in, contacts := row[0].(palier.Day)-r.To, row[4].(int64)
		if in <= aheadSoon {
			s.soon += contacts
		}
		s.all += contacts
		s.spend += row[5].(palier.Money)
		s.byDay[in-1] += contacts
	}
	moves := make([]comingMove, 0, len(sums))
	for key, s := range sums {
		move := comingMove{
			From: key[0], FromLabel: r.book.Label(of.String(), key[0]), ToLabel: r.book.Label(of.String(), key[1]),
			Soon: r.book.Number(s.soon), All: r.book.Number(s.all), Spend: r.book.Whole(r.view.Engine.Currency, s.spend), all: s.all,
		}
		move.Curve = drawBars(s.byDay[:])
		if of == palier.FacetStage && r.once() {
			behind := func(days palier.Day) string {
				return r.Contacts("stage = %s and next_stage = %s and next_stage_on <= %s", key[0], key[1], r.To+days)
			}
			move.SoonAt, move.AllAt = behind(aheadSoon), behind(ahead)
		}
		moves = append(moves, move)
	}
	slices.SortFunc(moves, func(a, b comingMove) int {
		return cmp.Or(cmp.Compare(b.all, a.all), cmp.Compare(a.From, b.From), cmp.Compare(a.ToLabel, b.ToLabel))
	})
	return moves
}

// once tells whether nobody can leave two stages by mere time in the days ahead: those who
// leave one are then those who leave it next.
func (r *reading) once() bool {
	m := r.view.Engine.Model
	return min(m.Customer.Inactive-m.Customer.Defecting, m.Lead.Inactive-m.Lead.Cold) > ahead
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

// comingDays is the table of the contacts leaving each stage, day by day.
func (r *reading) comingDays(rows [][]any) dayTable {
	byDay := map[palier.Day]map[string]int64{}
	left := map[string]bool{}
	for _, row := range rows {
		if row[1].(string) != palier.FacetStage.String() {
			continue
		}
		day, from := row[0].(palier.Day), row[2].(string)
		if byDay[day] == nil {
			byDay[day] = map[string]int64{}
		}
		byDay[day][from] += row[4].(int64)
		left[from] = true
	}
	table := dayTable{Chart: "coming", Title: r.book.Say("overview.coming.chart", nil), File: "coming-" + r.To.String(), CSV: r.Download("coming")}
	var stages []string
	for stage := palier.NoStage; stage <= palier.InactiveBuyer; stage++ {
		if left[stage.String()] {
			stages = append(stages, stage.String())
			table.Columns = append(table.Columns, dayColumn{stage.String(), r.book.Stage(stage)})
		}
	}
	if len(stages) == 0 {
		return table
	}
	for day := r.To + 1; day <= r.To+ahead; day++ {
		row := dayRow{Day: day, Label: r.book.Date(day)}
		for _, stage := range stages {
			row.Cells = append(row.Cells, r.countCell(byDay[day][stage]))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}
