package web

import (
	"fmt"

	"palier"
	"palier/internal/advisor"
	"palier/internal/phrase"
	"palier/internal/workspace"
)

// ranking has a row a day, and columns for each model.
func (p *proving) ranking() *grid {
	g := &grid{Title: p.book.Say("advisor.proof", nil), File: "advisor-ranking-" + p.proof.AsOf.String(), CSV: p.csv, Corner: p.book.Say("column.day", nil)}
	columns := []string{p.book.Say("column.customers", nil), p.book.Say("backtest.column.bought", nil)}
	for i := range p.proof.Models {
		for _, name := range []string{"auc", "gini", "lift"} {
			columns = append(columns, p.called(p.book.Say("backtest.column."+name, nil), i))
		}
	}
	for _, label := range columns {
		g.Columns = append(g.Columns, gridColumn{Label: label})
	}
	row := func(label string, all advisor.Followed, ranking func(workspace.Tried) advisor.Ranking) gridRow {
		cells := []gridCell{{cell: p.countCell(all.Contacts)}, {cell: cell{Text: p.book.Percent(all.Buyers, all.Contacts)}}}
		for _, m := range p.proof.Models {
			cells = append(cells, p.ranked(ranking(m))...)
		}
		return gridRow{Label: label, Cells: cells}
	}
	first := p.proof.Models[0]
	for i := range first.Tests {
		made := row(p.book.Date(first.Tests[i].Day), first.Tests[i].Customers(), func(m workspace.Tried) advisor.Ranking { return m.Tests[i].Ranking() })
		made.Cells[0].At = p.customersOn(first.Tests[i].Day)
		g.Rows = append(g.Rows, made)
	}
	total := row(p.book.Say("backtest.all", nil), first.Total().Customers(), func(m workspace.Tried) advisor.Ranking { return m.Ranking() })
	total.Total = true
	g.Rows = append(g.Rows, total)
	return g
}

// customersOn gives the address of who was a customer on a day, as known then.
func (p *proving) customersOn(day palier.Day) string {
	then, line := *p.reading, *p.line
	line.To, then.line = day, &line
	return then.Contacts("stage in (%s)", stagesBetween(palier.FirstTimeBuyer, palier.InactiveBuyer))
}

// ranked writes AUC, Gini and lift; dashes where there are none.
func (p *proving) ranked(r advisor.Ranking) []gridCell {
	cells := []gridCell{noCell(), noCell(), noCell()}
	share := func(s advisor.Share) gridCell {
		return gridCell{cell: cell{Text: p.book.Share(float64(s) / float64(advisor.Whole))}}
	}
	if auc, known := r.AUC(); known {
		cells[0] = share(auc)
	}
	if gini, known := r.Gini(); known {
		cells[1] = share(gini)
	}
	if lift, known := r.Lift(); known {
		cells[2] = gridCell{cell: cell{Text: p.book.Say("backtest.lift", phrase.Args{"Times": p.book.Decimal(palier.Hundredths(lift).String())})}}
	}
	return cells
}

// followed tells what customers of each value did, all days together, under one of the models.
func (p *proving) followed(model int, f palier.Facet) *grid {
	m := p.proof.Models[model]
	total, book := m.Total(), p.book.With(m.Model)
	g := &grid{
		Title: p.called(p.book.Label("facet", f.String()), model), Corner: p.called(p.book.Label("facet", f.String()), model),
		File: fmt.Sprintf("advisor-%s-%s-%s", f, [...]string{"now", "tried"}[model], p.proof.AsOf), CSV: p.csv,
	}
	for _, id := range []string{"column.customers", "backtest.column.bought", "backtest.column.average", "backtest.column.revenue"} {
		g.Columns = append(g.Columns, gridColumn{Label: p.book.Say(id, nil)})
	}
	for value, did := range total.Values[f] {
		if did.Contacts > 0 {
			name := m.Model.ValueName(f, uint8(value))
			row := p.followedRow(valueLabel(book, f, name), did, total)
			if row.Key = stageKey(f, name); f == palier.FacetStars {
				row.Words = p.starWords(palier.Stars(value))
			}
			row.Cells[1].Shade = shade(did.Buyers, did.Contacts)
			g.Rows = append(g.Rows, row)
		}
	}
	fresh := p.followedRow(p.book.Say("backtest.new", nil), total.New, total)
	fresh.Cells[1] = noCell()
	all := p.followedRow(p.book.Say("column.total", nil), total.Customers(), total)
	all.Total = true
	g.Rows = append(g.Rows, fresh, all)
	return g
}

func (p *proving) followedRow(label string, did advisor.Followed, total *advisor.Test) gridRow {
	return gridRow{Label: label, Cells: []gridCell{
		{cell: p.countCell(did.Contacts)}, {cell: cell{Text: p.book.Percent(did.Buyers, did.Contacts)}},
		{cell: p.priceCell(did.Average())}, {cell: cell{Text: p.book.Percent(int64(did.Spend), int64(total.Revenue()))}},
	}}
}
