package main

import (
	"fmt"
	"strings"

	"palier"
	"palier/internal/advisor"
	"palier/internal/phrase"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

// proofTables shows how well the score ranked customers, day by day, and what those of each
// value did, all days together.
func (p *Program) proofTables(proof *workspace.Proof, facets []palier.Facet, c palier.Currency) []terminal.Table {
	tables := []terminal.Table{p.rankingTable(proof)}
	for _, f := range facets {
		for i := range proof.Models {
			tables = append(tables, p.followedTable(proof, i, f, c))
		}
	}
	return tables
}

// rankingTable has a row a day, and a group of columns a model.
func (p *Program) rankingTable(proof *workspace.Proof) terminal.Table {
	table := terminal.Table{Title: p.book.Say("backtest.ranking", phrase.Args{"Days": p.book.Count("days", int64(proof.Period))}), Columns: p.columns("day", "customers", "bought"), Left: []int{0}}
	for i := range proof.Models {
		for _, name := range []string{"auc", "gini", "lift"} {
			title := p.book.Say("backtest.column."+name, nil)
			if i > 0 {
				title = p.book.Say("backtest.column.tried", phrase.Args{"Name": title})
			}
			table.Columns = append(table.Columns, title)
		}
	}
	row := func(name string, all advisor.Followed, ranking func(workspace.Tried) advisor.Ranking) []string {
		cells := []string{name, p.book.Number(all.Contacts), p.percent(all.Buyers, all.Contacts)}
		for _, m := range proof.Models {
			cells = append(cells, p.ranked(ranking(m))...)
		}
		return cells
	}
	first := proof.Models[0]
	for i := range first.Tests {
		test := &first.Tests[i]
		table.Rows = append(table.Rows, row(p.book.Day(test.Day), test.Customers(), func(m workspace.Tried) advisor.Ranking { return m.Tests[i].Ranking() }))
	}
	table.Footer = row(p.book.Say("backtest.all", nil), first.Total().Customers(), func(m workspace.Tried) advisor.Ranking { return m.Ranking() })
	return table
}

// ranked writes AUC, Gini and lift; dashes where there are none.
func (p *Program) ranked(r advisor.Ranking) []string {
	cells := []string{"–", "–", "–"}
	if auc, known := r.AUC(); known {
		cells[0] = p.percent(int64(auc), int64(advisor.Whole))
	}
	if gini, known := r.Gini(); known {
		cells[1] = p.percent(int64(gini), int64(advisor.Whole))
	}
	if lift, known := r.Lift(); known {
		cells[2] = p.book.Say("backtest.lift", phrase.Args{"Times": p.book.Decimal(fmt.Sprintf("%d.%02d", lift/100, lift%100))})
	}
	return cells
}

// followedTable shows what customers of each value of a facet did, under one of the models.
func (p *Program) followedTable(proof *workspace.Proof, model int, f palier.Facet, c palier.Currency) terminal.Table {
	m := proof.Models[model]
	total := m.Total()
	title := p.book.Label("facet", f.String())
	if model > 0 {
		title = p.book.Say("backtest.column.tried", phrase.Args{"Name": title})
	}
	table := terminal.Table{
		Title: title,
		Columns: append(append(p.columns("value", "customers"), p.book.Say("backtest.column.bought", nil), p.book.Say("backtest.column.average", nil), p.book.Say("backtest.column.revenue", nil)),
			p.days(m.Backtest)),
		Left: []int{0, 5},
	}
	row := func(name string, did advisor.Followed, curve string) []string {
		return []string{name, p.book.Number(did.Contacts), p.percent(did.Buyers, did.Contacts), p.book.Money(c, did.Average()), p.percent(int64(did.Spend), int64(total.Revenue())), curve}
	}
	for value, did := range total.Values[f] {
		if did.Contacts > 0 {
			table.Rows = append(table.Rows, row(p.valueLabel(f.String(), m.Model.ValueName(f, uint8(value))), did, shareCurve(m.Backtest, f, value)))
		}
	}
	fresh := row(p.book.Say("backtest.new", nil), total.New, "")
	fresh[2] = "–"
	table.Rows = append(table.Rows, fresh)
	table.Footer = row(p.book.Say("column.total", nil), total.Customers(), "")
	table.Footer[4] = ""
	return table
}

// days says from which day to which a test goes.
func (p *Program) days(b *advisor.Backtest) string {
	return p.book.Say("column.curve", phrase.Args{"From": p.book.Day(b.Tests[0].Day), "To": p.book.Day(b.Tests[len(b.Tests)-1].Day)})
}

// shareCurve draws the share that bought, day by day.
func shareCurve(b *advisor.Backtest, f palier.Facet, value int) string {
	var shares []int64
	for i := range b.Tests {
		did := b.Tests[i].Values[f][value]
		shares = append(shares, int64(advisor.ShareOf(did.Buyers, did.Contacts)))
	}
	return terminal.Curve(shares, curveWidth)
}

// verdict explains the ranking, and points out the stars that tell nothing.
func (p *Program) verdict(proof *workspace.Proof) error {
	lines := []string{"", p.book.Say("backtest.explain", nil)}
	for i, m := range proof.Models {
		suffix := ""
		if i > 0 {
			suffix = ".tried"
		}
		flat := m.Total().Flat()
		if len(flat) == 0 {
			lines = append(lines, p.book.Say("backtest.rising"+suffix, nil))
			continue
		}
		var stars []string
		for _, s := range flat {
			stars = append(stars, phrase.Stars(s))
		}
		lines = append(lines, p.book.Say("backtest.flat"+suffix, phrase.Args{"Stars": strings.Join(stars, ", ")}))
	}
	_, err := fmt.Fprintln(p.Out, strings.Join(lines, "\n"))
	return err
}
