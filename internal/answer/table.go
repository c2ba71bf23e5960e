package answer

import (
	"palier"
	"palier/internal/advisor"
	"palier/internal/workspace"
)

// DistributionTable tells as a report the points of the distributions that suggestions come
// from, of all of them or of one, and who would be on each level. Shares are in per cent, and
// places are days, purchases, or money in major units.
func DistributionTable(a *advisor.Advice, generation int64, c palier.Currency, id string) *palier.Report {
	r := &palier.Report{Name: "distribution", Generation: generation, AsOf: a.AsOf, Columns: []palier.Column{
		{Name: "suggestion", Type: palier.ColumnText}, {Name: "of", Type: palier.ColumnText}, {Name: "at", Type: palier.ColumnQuantity},
		{Name: "count", Type: palier.ColumnCount}, {Name: "share", Type: palier.ColumnQuantity}, {Name: "spend", Type: palier.ColumnMoney},
	}}
	for i := range a.Suggestions {
		s := &a.Suggestions[i]
		if id != "" && id != s.ID() {
			continue
		}
		for _, p := range s.Distribution {
			r.Rows = append(r.Rows, []any{s.ID(), "point", placeOf(s, p.At, c), p.Count, percentOf(p.Share), nil})
		}
		for level, l := range s.Levels {
			row := []any{s.ID(), "level", palier.Quantity(level) * 1000, l.Contacts, nil, nil}
			if s.Unit == advisor.Money {
				row[5] = palier.Money(l.Spend)
			}
			r.Rows = append(r.Rows, row)
		}
	}
	return r
}

// placeOf gives a place on a distribution.
func placeOf(s *advisor.Suggestion, at int64, c palier.Currency) palier.Quantity {
	thousandths := palier.Quantity(at) * 1000
	if s.Unit == advisor.Money {
		for range c.Digits() {
			thousandths /= 10
		}
	}
	return thousandths
}

// percentOf gives a share in per cent.
func percentOf(s advisor.Share) palier.Quantity { return palier.Quantity(s) * 10 }

// BacktestTable tells a back-test as a report: of each model and day, and without a day of all
// together, how well the score ranked customers, and what those of each value did. Shares, AUC
// and Gini are in per cent.
func BacktestTable(p *workspace.Proof, generation int64) *palier.Report {
	r := &palier.Report{Name: "backtest", Generation: generation, AsOf: p.AsOf, Columns: []palier.Column{
		{Name: "model", Type: palier.ColumnText}, {Name: "day", Type: palier.ColumnDay}, {Name: "of", Type: palier.ColumnText}, {Name: "value", Type: palier.ColumnText},
		{Name: "contacts", Type: palier.ColumnCount}, {Name: "buyers", Type: palier.ColumnCount}, {Name: "bought", Type: palier.ColumnQuantity},
		{Name: "spend", Type: palier.ColumnMoney}, {Name: "average_spend", Type: palier.ColumnMoney}, {Name: "revenue_share", Type: palier.ColumnQuantity},
		{Name: "auc", Type: palier.ColumnQuantity}, {Name: "gini", Type: palier.ColumnQuantity}, {Name: "lift", Type: palier.ColumnQuantity},
	}}
	for i, m := range p.Models {
		name := [...]string{"now", "tried"}[i]
		for t := range m.Tests {
			r.Rows = append(r.Rows, testedRows(name, &m.Tests[t], m.Tests[t].Ranking(), m.Model)...)
		}
		r.Rows = append(r.Rows, testedRows(name, m.Total(), m.Ranking(), m.Model)...)
	}
	return r
}

// testedRows tells a day: its customers with the ranking, who was new, and each value.
func testedRows(model string, t *advisor.Test, ranked advisor.Ranking, m *palier.Model) [][]any {
	row := func(of, value string, f advisor.Followed) []any {
		return []any{
			model, t.Day, of, value, f.Contacts, f.Buyers, percentOf(advisor.ShareOf(f.Buyers, f.Contacts)),
			f.Spend, f.Average(), percentOf(advisor.ShareOf(int64(f.Spend), int64(t.Revenue()))), nil, nil, nil,
		}
	}
	all := row("customers", "", t.Customers())
	if auc, known := ranked.AUC(); known {
		all[10] = percentOf(auc)
	}
	if gini, known := ranked.Gini(); known {
		all[11] = percentOf(gini)
	}
	if lift, known := ranked.Lift(); known {
		all[12] = palier.Quantity(lift) * 10
	}
	rows := [][]any{all, row("new", "", t.New)}
	for f := range palier.Facet(palier.Facets) {
		for value, did := range t.Values[f] {
			if did.Contacts > 0 {
				rows = append(rows, row(f.String(), m.ValueName(f, uint8(value)), did))
			}
		}
	}
	return rows
}
