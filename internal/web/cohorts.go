package web

import (
	"strconv"

	"palier"
	"palier/internal/report"
)

// cohortsSheet shows who came back, and for how much, by month of the first purchase.
var cohortsSheet = sheet{
	id:      "cohorts",
	choices: []sheetChoice{{"show", []string{"share", "spend"}}},
	parts:   cohortsParts,
}

func cohortsParts(r *reading) ([]part, error) {
	made, err := r.report(report.Query{Name: "cohorts", From: r.From, To: r.To})
	if err != nil {
		return nil, err
	}
	p := part{ID: "months", Title: r.book.Say("cohorts.months", nil), About: r.book.Say("cohorts.months."+r.chosen("show", "share"), nil)}
	if len(made.Rows) == 0 {
		p.Blank = r.nothing("cohorts.none")
		return []part{p}, nil
	}
	p.Grid = r.cohortsGrid(made.Rows)
	return []part{p}, nil
}

// cohortsGrid has a row for each month of first purchases and a column for each month since.
// The month of the first purchase itself is left out of shares: everybody bought then.
func (r *reading) cohortsGrid(rows [][]any) *grid {
	spend := r.chosen("show", "share") == "spend"
	g := &grid{
		Title: r.book.Say("cohorts.months", nil), File: r.file("cohorts"), CSV: r.Download("cohorts"),
		Corner: r.book.Say("cohorts.first", nil), Over: r.book.Say("cohorts.since", nil), Fixed: true,
		Columns: []gridColumn{{Label: r.book.Say("column.contacts", nil)}},
	}
	var most, months int64
	for _, row := range rows {
		since, buyers, contacts := row[1].(int64), row[4].(int64), row[3].(int64)
		months = max(months, since)
		if spend {
			most = max(most, int64(row[5].(palier.Money))/contacts)
		} else if since > 0 {
			most = max(most, permille(buyers, contacts))
		}
	}
	first := int64(1)
	if spend {
		first = 0
	}
	for since := first; since <= months; since++ {
		g.Columns = append(g.Columns, gridColumn{Label: strconv.FormatInt(since, 10)})
	}
	for _, row := range rows {
		month, since, contacts := row[0].(palier.Day), row[1].(int64), row[3].(int64)
		if since == 0 {
			head := gridCell{cell: r.countCell(contacts)}
			head.At = r.Contacts("first_purchase between %s and %s", month, nextMonth(month)-1)
			g.Rows = append(g.Rows, gridRow{Label: r.book.Month(month), Cells: []gridCell{head}})
		}
		if since < first {
			continue
		}
		last := &g.Rows[len(g.Rows)-1]
		last.Cells = append(last.Cells, r.cohortCell(row, most, spend))
	}
	for i := range g.Rows {
		for len(g.Rows[i].Cells) < len(g.Columns) {
			g.Rows[i].Cells = append(g.Rows[i].Cells, gridCell{})
		}
	}
	return g
}

// cohortCell is what a cohort bought in a month: the share of it that bought, or what it spent
// for each of its contacts.
func (r *reading) cohortCell(row []any, most int64, spend bool) gridCell {
	month, contacts, buyers := row[2].(palier.Day), row[3].(int64), row[4].(int64)
	first := row[0].(palier.Day)
	at := ""
	if buyers > 0 {
		at = r.Contacts("first_purchase between %s and %s and bought between %s and %s", first, nextMonth(first)-1, month, min(nextMonth(month)-1, r.To))
	}
	if spend {
		each := int64(row[5].(palier.Money)) / contacts
		c := gridCell{cell: r.moneyCell(palier.Money(each)), Shade: shade(each, most)}
		c.At = at
		return c
	}
	c := gridCell{cell: r.rateCell(buyers, contacts), Shade: shade(permille(buyers, contacts), most)}
	c.At = at
	return c
}

// permille is a share in thousandths.
func permille(part, whole int64) int64 { return part * 1000 / whole }

// nextMonth gives the first day of the month after a day's.
func nextMonth(day palier.Day) palier.Day {
	year, month, _ := day.Time().Date()
	return palier.DayOf(year, month+1, 1)
}
