package web

import (
	"palier"
	"palier/internal/explain"
	"palier/internal/phrase"
	"palier/internal/report"
)

// rfmSheet shows the customers by stars, by profile and amount level, and by named group.
var rfmSheet = sheet{id: "rfm", single: true, page: "rfm", parts: rfmParts}

// rfmTable is what the report on RFM says of each value of a kind: of stars and groups by
// their names and "-", of profiles by theirs and the amount level's.
type rfmTable struct {
	of    map[string]map[[2]string]customersOf
	total customersOf
}

// rfm makes the table.
func (r *reading) rfm() (*rfmTable, error) {
	made, err := r.report(report.Query{Name: "rfm", From: palier.NoDay, To: r.To})
	if err != nil {
		return nil, err
	}
	t := &rfmTable{of: map[string]map[[2]string]customersOf{"stars": {}, "profile": {}, "group": {}}}
	for _, row := range made.Rows {
		of, cell := row[1].(string), customersOf{contacts: row[4].(int64), spend: row[5].(palier.Money)}
		t.of[of][[2]string{row[2].(string), row[3].(string)}] = cell
		if of == "stars" {
			t.total = t.total.and(cell)
		}
	}
	return t, nil
}

func rfmParts(r *reading) ([]part, error) {
	table, err := r.rfm()
	if err != nil || r.To < r.First {
		return nil, err
	}
	named := func(id string) part {
		return part{ID: id, Title: r.book.Say("rfm."+id, nil), About: r.book.Say("rfm."+id+".about", nil)}
	}
	stars, profiles, groups := named("stars"), named("profiles"), named("groups")
	if table.total.contacts == 0 {
		stars.Blank = r.book.Say("customers.none", nil)
		return []part{stars}, nil
	}
	stars.Grid, profiles.Grid, groups.Own = r.starsGrid(table), r.profilesGrid(table), r.groupTable(table)
	return []part{stars, profiles, groups}, nil
}

// starsGrid has a row for each number of stars, the most first.
func (r *reading) starsGrid(table *rfmTable) *grid {
	say := r.book.Say
	g := &grid{
		Title: say("rfm.stars", nil), File: r.file("stars"), CSV: r.Download("rfm"), Corner: say("column.stars", nil),
		Columns: []gridColumn{{Label: say("column.contacts", nil)}, {Label: say("column.share", nil)}, {Label: say("column.spend", nil)}, {Label: say("column.average_spend", nil)}},
		Legend:  fading(say("rfm.share", nil), "100\u00a0%", "0\u00a0%"),
	}
	row := func(row gridRow, of customersOf, whom string) {
		row.Cells = []gridCell{r.behindCell(of.contacts, "%s", whom), {cell: r.rateCell(of.contacts, table.total.contacts)}, {cell: r.moneyCell(of.spend)}, noCell()}
		if of.contacts > 0 {
			row.Cells[3] = gridCell{cell: r.moneyCell(each(of.spend, of.contacts))}
		}
		if !row.Total {
			row.Cells[1].Shade = shade(of.contacts, table.total.contacts)
		}
		g.Rows = append(g.Rows, row)
	}
	for n := 4; n >= 0; n-- {
		s := palier.StarsOf(n)
		row(gridRow{Label: phrase.Stars(s), Words: r.starWords(s), Definition: explain.Stars(r.book, r.view.Engine.Model, s)}, table.of["stars"][[2]string{s.String(), "-"}], "stars = "+s.String())
	}
	row(gridRow{Label: say("column.total", nil), Total: true}, table.total, "stars >= 0")
	return g
}

// profilesGrid has a row for each profile and a column for each amount level, the highest
// first. A cell leads to what to do for its contacts.
func (r *reading) profilesGrid(table *rfmTable) *grid {
	m, cells := r.view.Engine.Model, table.of["profile"]
	g := &grid{
		Title: r.book.Say("rfm.profiles", nil), File: r.file("profiles"), CSV: r.Download("rfm"),
		Corner: r.book.Say("column.profile", nil), Over: r.book.Say("column.amount_level", nil), Fixed: true,
	}
	sums := map[[2]string]customersOf{}
	var most int64
	for of, cell := range cells {
		most = max(most, cell.contacts)
		for _, sum := range [][2]string{{of[0], ""}, {"", of[1]}} {
			sums[sum] = sums[sum].and(cell)
		}
	}
	g.Legend = fading(r.book.Say("column.contacts", nil), r.book.Number(most), "0")
	total := gridRow{Label: r.book.Say("column.total", nil), Total: true}
	for level := palier.VeryHigh; level >= palier.VeryLow; level-- {
		g.Columns = append(g.Columns, gridColumn{Label: r.book.Label("amount", level.String()), Definition: explain.AmountLevel(r.book, m, r.view.Engine.Currency, level)})
		total = r.customersTotal(total, sums[[2]string{"", level.String()}], "amount_level = "+level.String())
	}
	g.Columns = append(g.Columns, gridColumn{Label: r.book.Say("column.total", nil)})
	for profile := palier.VeryRegular; profile < palier.Profiles; profile++ {
		row := gridRow{Label: r.book.Label("profile", profile.String()), Definition: explain.Profile(r.book, m, profile)}
		for level := palier.VeryHigh; level >= palier.VeryLow; level-- {
			of := cells[[2]string{profile.String(), level.String()}]
			cell := r.customersCell(of)
			cell.Shade, cell.Drawer, cell.At = shade(of.contacts, most), true, r.At(advicePath(profile, level))
			row.Cells = append(row.Cells, cell)
		}
		g.Rows = append(g.Rows, r.customersTotal(row, sums[[2]string{profile.String(), ""}], "profile = "+profile.String()))
	}
	g.Rows = append(g.Rows, r.customersTotal(total, table.total, "stars >= 0"))
	return g
}
