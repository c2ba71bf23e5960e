package report

import (
	"cmp"
	"context"
	"slices"

	"palier"
)

// customers counts the contacts and their spend by stage and status, and tells how long ago
// they bought last: the mean of their days, halves rounded up, nothing for leads.
func customers(ctx context.Context, r *run) error {
	r.columns(
		palier.Column{Name: "day", Type: palier.ColumnDay},
		palier.Column{Name: "stage", Type: palier.ColumnText},
		palier.Column{Name: "status", Type: palier.ColumnText},
		palier.Column{Name: "contacts", Type: palier.ColumnCount},
		palier.Column{Name: "spend", Type: palier.ColumnMoney},
		palier.Column{Name: "average_spend", Type: palier.ColumnMoney},
		palier.Column{Name: "average_days_since_last_purchase", Type: palier.ColumnCount},
	)
	cells, err := r.engine.Census(ctx, r.view, r.To)
	if err != nil {
		return err
	}
	rows := group(cells, func(c *palier.Cell) [2]string {
		if c.Status == palier.NoStatus {
			return [2]string{c.Stage.String(), "-"}
		}
		return [2]string{c.Stage.String(), r.engine.Model.StatusName(c.Status)}
	})
	for _, row := range rows {
		r.row(r.To, row.key[0], row.key[1], row.contacts, row.spend, row.average(), row.age(r.To))
	}
	return nil
}

// rfm counts the customers and their spend by stars, by profile and amount level, and
// by named group.
func rfm(ctx context.Context, r *run) error {
	r.columns(
		palier.Column{Name: "day", Type: palier.ColumnDay},
		palier.Column{Name: "of", Type: palier.ColumnText},
		palier.Column{Name: "value", Type: palier.ColumnText},
		palier.Column{Name: "amount_level", Type: palier.ColumnText},
		palier.Column{Name: "contacts", Type: palier.ColumnCount},
		palier.Column{Name: "spend", Type: palier.ColumnMoney},
		palier.Column{Name: "average_spend", Type: palier.ColumnMoney},
	)
	cells, err := r.engine.Census(ctx, r.view, r.To)
	if err != nil {
		return err
	}
	cells = slices.DeleteFunc(cells, func(c palier.Cell) bool { return !c.Stage.IsCustomer() })
	for _, part := range []struct {
		of  string
		key func(*palier.Cell) [2]string
	}{
		{"stars", func(c *palier.Cell) [2]string { return [2]string{c.Stars.String(), "-"} }},
		{"profile", func(c *palier.Cell) [2]string { return [2]string{c.Profile.String(), c.AmountLevel.String()} }},
		{"group", func(c *palier.Cell) [2]string { return [2]string{c.Group.String(), "-"} }},
	} {
		for _, row := range group(cells, part.key) {
			r.row(r.To, part.of, row.key[0], row.key[1], row.contacts, row.spend, row.average())
		}
	}
	return nil
}

type grouped struct {
	key      [2]string
	customer bool
	contacts int64
	spend    palier.Money
	latest   int64 // as palier.Cell has it
}

// age is how many days before a day they bought last, on average; nil for leads.
func (g grouped) age(day palier.Day) any {
	if !g.customer {
		return nil
	}
	return (2*(g.contacts*int64(day)-g.latest) + g.contacts) / (2 * g.contacts)
}

// average is the spend per contact, rounded half up.
func (g grouped) average() palier.Money {
	return palier.Money((2*int64(g.spend) + g.contacts) / (2 * g.contacts))
}

// group adds up cells of the same key, sorted by key.
func group(cells []palier.Cell, key func(*palier.Cell) [2]string) []grouped {
	totals := map[[2]string]grouped{}
	for i := range cells {
		k := key(&cells[i])
		total := totals[k]
		total.key, total.customer = k, cells[i].Stage.IsCustomer()
		total.contacts += cells[i].Contacts
		total.spend += cells[i].Spend
		total.latest += cells[i].Latest
		totals[k] = total
	}
	rows := make([]grouped, 0, len(totals))
	for _, total := range totals {
		rows = append(rows, total)
	}
	slices.SortFunc(rows, func(a, b grouped) int {
		return cmp.Or(cmp.Compare(a.key[0], b.key[0]), cmp.Compare(a.key[1], b.key[1]))
	})
	return rows
}
