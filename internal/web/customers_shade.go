package web

import (
	"slices"

	"palier"
	"palier/internal/phrase"
)

// customersShade gives what shades the cells, as the reader chose, and the legend of it.
func (r *reading) customersShade(table customersTable) (func(customersOf) int, *gridLegend) {
	by := r.chosen("shade", "recency")
	if by == "recency" {
		limits := r.recencySteps()
		return func(of customersOf) int { return recencyShade(of.days, limits) }, r.recencyLegend(limits)
	}
	number := func(of customersOf) int64 { return of.contacts }
	write := r.book.Number
	if by == "spend" {
		number = func(of customersOf) int64 { return int64(of.spend) }
		write = func(n int64) string { return r.moneyCell(palier.Money(n)).Text }
	}
	var most int64
	for of, cell := range table {
		if of[0] != "" && of[1] != "" {
			most = max(most, number(cell))
		}
	}
	return func(of customersOf) int { return shade(number(of), most) }, fading(r.book.Say("customers.shade."+by, nil), write(most), write(0))
}

// recencySteps are the ages of the latest purchase, in days, at which a shade ends and the
// next lighter one begins: thirds of the time until a customer is defecting, then of that
// until inactive, then twice and three times it. So each stage has three shades.
func (r *reading) recencySteps() []int64 {
	defecting, inactive := int64(r.view.Engine.Model.Customer.Defecting), int64(r.view.Engine.Model.Customer.Inactive)
	between := inactive - defecting
	return []int64{defecting / 3, 2 * defecting / 3, defecting, defecting + between/3, defecting + 2*between/3, inactive, 2 * inactive, 3 * inactive}
}

// recencyShade is darkest for who bought last a short time ago.
func recencyShade(days int64, limits []int64) int {
	i := slices.IndexFunc(limits, func(limit int64) bool { return days <= limit })
	if i < 0 {
		i = len(limits)
	}
	return shades - i
}

func (r *reading) recencyLegend(limits []int64) *gridLegend {
	l := &gridLegend{Label: r.book.Say("customers.recency", nil)}
	for i, limit := range limits {
		l.Steps = append(l.Steps, shadeStep{shades - i, r.book.Say("customers.recency.to", phrase.Args{"N": r.book.Number(limit)})})
	}
	last := limits[len(limits)-1]
	l.Steps = append(l.Steps, shadeStep{shades - len(limits), r.book.Say("customers.recency.more", phrase.Args{"N": r.book.Number(last)})})
	return l
}
