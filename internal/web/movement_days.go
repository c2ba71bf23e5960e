package web

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"palier"
	"palier/internal/fold"
	"palier/internal/phrase"
	"palier/internal/report"
)

// mostMoveDays is how many days are told one by one; the days of a longer range stand together
// in months, or their bars could not be told apart.
const mostMoveDays = 120

// arrivals are how many contacts came to each value on a day, or in a month.
type arrivals map[palier.Day]map[string]int64

// arrivalsParts tells how many came to each value of a facet, day by day; no part where nobody
// moved.
func (r *reading) arrivalsParts(of palier.Facet) ([]part, error) {
	made, err := r.report(report.Query{Name: "flow", From: r.From, To: r.To, Of: of})
	if err != nil || len(made.Rows) == 0 {
		return nil, err
	}
	months := r.To-r.From >= mostMoveDays
	came, known := arrivals{}, map[string]int64{}
	for _, row := range made.Rows {
		day, to, contacts := row[0].(palier.Day), row[2].(string), row[3].(int64)
		if months {
			day = monthOf(day)
		}
		if came[day] == nil {
			came[day] = map[string]int64{}
		}
		came[day][to] += contacts
		known[to] += contacts
	}
	p := part{ID: "days", Title: r.book.Say("movement.days", nil), About: r.book.Say("movement.days.about", nil)}
	if months {
		p.Title = r.book.Say("movement.months", nil)
		p.About = r.book.Say("movement.months.about", phrase.Args{"N": strconv.Itoa(mostMoveDays)})
		if cut := r.cutMonths(); cut != "" {
			p.About += " " + cut
		}
	}
	p.Days = r.arrivalsTable(of, came, r.valuesOf(of, known), months)
	return []part{p}, nil
}

// arrivalsTable has a row for each day or month, the latest first, and a column for each value
// to which anybody came.
func (r *reading) arrivalsTable(of palier.Facet, came arrivals, values []string, months bool) *dayTable {
	t := &dayTable{
		Chart: "coming", Title: r.book.Say("movement.days.chart."+of.String(), nil), File: r.file("moves-" + of.String()), Months: months,
		CSV: r.Download("flow") + "&" + url.Values{"of": {of.String()}}.Encode(),
	}
	for _, value := range values {
		t.Columns = append(t.Columns, dayColumn{r.colourOf(of, value), r.moveLabel(of, value)})
	}
	t.Columns = append(t.Columns, dayColumn{Label: r.book.Say("column.total", nil)})
	for day := r.To; day >= r.From; day-- {
		row := dayRow{Day: day, Label: r.book.Date(day)}
		if months {
			day = monthOf(day)
			row = dayRow{Day: day, Label: r.monthLabel(day)}
		}
		var all int64
		for _, value := range values {
			n := came[day][value]
			c := r.countCell(n)
			if n > 0 && !months { // in a month, some came twice
				c.At = r.arrivedAt(of, value, day)
			}
			row.Cells = append(row.Cells, c)
			all += n
		}
		row.Cells = append(row.Cells, r.countCell(all))
		t.Rows = append(t.Rows, row)
	}
	return t
}

// arrivedAt gives the address of those who came to a value on a day; empty: segments cannot
// say who, for they know of entering stages, statuses and stars, and take what is called like
// a stage for one.
func (r *reading) arrivedAt(of palier.Facet, name string, day palier.Day) string {
	_, stage := palier.ParseStage(fold.Text(name))
	switch {
	case name == noValue || of == palier.FacetStatus && stage == nil:
		return ""
	case of == palier.FacetStars:
		name += " stars"
	case slices.Contains([]palier.Facet{palier.FacetStage, palier.FacetStatus}, of):
		name = strconv.Quote(name)
	default:
		return ""
	}
	return r.Contacts("%s", fmt.Sprintf("entered %s between %s and %s", name, day, day))
}
