package web

import (
	"strconv"

	"palier"
	"palier/internal/phrase"
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
	if !r.over(r.To) {
		p.About += " " + r.book.Say("cohorts.unfinished", phrase.Args{"Month": r.book.Month(r.To), "Day": r.book.Date(r.To)})
	}
	c := &cohortTable{reading: r, spend: r.chosen("show", "share") == "spend"}
	for _, row := range made.Rows {
		c.cells = append(c.cells, cohortMonth{row[0].(palier.Day), row[1].(int64), row[2].(palier.Day), row[3].(int64), row[4].(int64), row[5].(palier.Money)})
	}
	p.Grid = c.grid()
	return []part{p}, nil
}

// cohortMonth is what the contacts whose first purchase was in one month bought in another.
type cohortMonth struct {
	first            palier.Day // the month of the first purchase
	since            int64      // months
	month            palier.Day
	contacts, buyers int64
	amount           palier.Money
}

// cohortTable is the table being made: of what the contacts spent, or else of how many of
// them bought.
type cohortTable struct {
	*reading
	spend bool
	cells []cohortMonth // by first purchase, then month
}

// over tells whether a day's month has ended by the day shown.
func (r *reading) over(day palier.Day) bool { return nextMonth(day)-1 <= r.To }

// from is the first column: everybody buys in the month of the first purchase.
func (t *cohortTable) from() int64 {
	if t.spend {
		return 0
	}
	return 1
}

// grid has a row for each month of first purchases and a column for each month since.
func (t *cohortTable) grid() *grid {
	g := &grid{
		Title: t.book.Say("cohorts.months", nil), File: t.file("cohorts"), CSV: t.Download("cohorts"),
		Corner: t.book.Say("cohorts.first", nil), Over: t.book.Say("cohorts.since", nil), Fixed: true,
		Columns: []gridColumn{{Label: t.book.Say("cohorts.customers", nil), Definition: t.book.Say("cohorts.customers.about", nil)}},
	}
	var most, months int64
	for _, c := range t.cells {
		months = max(months, c.since)
		if c.since >= t.from() && t.over(c.month) {
			most = max(most, t.size(c))
		}
	}
	for since := t.from(); since <= months; since++ {
		g.Columns = append(g.Columns, gridColumn{Label: strconv.FormatInt(since, 10)})
	}
	for _, c := range t.cells {
		if c.since == 0 {
			head := gridCell{cell: t.countCell(c.contacts)}
			head.At = t.Contacts("%s", t.began(c.first))
			row := gridRow{Label: t.book.Month(c.first), Cells: []gridCell{head}}
			if c.first < t.From && t.From > t.First {
				row.Note = t.book.Say("cohorts.from", phrase.Args{"Day": t.book.Date(t.From)})
			}
			g.Rows = append(g.Rows, row)
		}
		if c.since >= t.from() {
			last := &g.Rows[len(g.Rows)-1]
			last.Cells = append(last.Cells, t.cell(c, most))
		}
	}
	g.Rows = append(g.Rows, t.total(months))
	for i := range g.Rows {
		for len(g.Rows[i].Cells) < len(g.Columns) {
			g.Rows[i].Cells = append(g.Rows[i].Cells, gridCell{})
		}
	}
	return g
}

// began says in words of segments whose first purchase was in a month, as far as it is shown.
func (t *cohortTable) began(month palier.Day) string {
	return "first_purchase between " + max(month, t.From).String() + " and " + min(nextMonth(month)-1, t.To).String()
}

// size is what a cell is shaded by: spend for each contact, or thousandths of them.
func (t *cohortTable) size(c cohortMonth) int64 {
	if t.spend {
		return int64(each(c.amount, c.contacts))
	}
	return permille(c.buyers, c.contacts)
}

// number is what a cell says.
func (t *cohortTable) number(c cohortMonth) cell {
	if t.spend {
		return t.moneyCell(each(c.amount, c.contacts))
	}
	return t.rateCell(c.buyers, c.contacts)
}

// cell is what a cohort bought in a month: the share of it that bought, or what it spent for
// each of its contacts. What a month that is not over comes to so far is marked, and has no
// shade beside those that are.
func (t *cohortTable) cell(c cohortMonth, most int64) gridCell {
	made := gridCell{cell: t.number(c)}
	if t.over(c.month) {
		made.Shade = shade(t.size(c), most)
	} else {
		made.Text += "\u00a0*"
	}
	if c.buyers > 0 {
		made.At = t.Contacts("%s and bought between %s and %s", t.began(c.first), c.month, min(nextMonth(c.month)-1, t.To))
	}
	return made
}

// total puts the cohorts together: for each month since, all of those for which it is over.
func (t *cohortTable) total(months int64) gridRow {
	sums := make([]cohortMonth, months+1)
	var contacts int64
	for _, c := range t.cells {
		if c.since == 0 {
			contacts += c.contacts
		}
		if t.over(c.month) {
			sum := &sums[c.since]
			sum.contacts, sum.buyers, sum.amount = sum.contacts+c.contacts, sum.buyers+c.buyers, sum.amount+c.amount
		}
	}
	head := gridCell{cell: t.countCell(contacts)}
	head.At = t.Contacts("first_purchase between %s and %s", t.From, t.To)
	row := gridRow{Label: t.book.Say("cohorts.all", nil), Note: t.book.Say("cohorts.all.about", nil), Cells: []gridCell{head}, Total: true}
	for _, sum := range sums[t.from():] {
		if sum.contacts == 0 {
			row.Cells = append(row.Cells, noCell())
			continue
		}
		row.Cells = append(row.Cells, gridCell{cell: t.number(sum)})
	}
	return row
}

// permille is a share in thousandths.
func permille(part, whole int64) int64 { return part * 1000 / whole }

// nextMonth gives the first day of the month after a day's.
func nextMonth(day palier.Day) palier.Day {
	year, month, _ := day.Time().Date()
	return palier.DayOf(year, month+1, 1)
}
