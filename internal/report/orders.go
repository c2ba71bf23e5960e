package report

import (
	"cmp"
	"context"
	"slices"

	"palier"
	"palier/internal/refresh"
	"palier/timeline"
)

// newcomer is the stage that an order of somebody without one the day before belongs to.
const newcomer = "new"

// without stands where there is no value: no item, or no category.
const without = "-"

// orders adds up the orders, in three parts: of stage, by month and the stage the buyer
// had the day before; of conversion, by what the order moved its buyer on from; of
// category, what was bought then, on every level of the categories. An order of several
// categories counts in each.
func orders(ctx context.Context, r *run) error {
	r.columns(
		palier.Column{Name: "month", Type: palier.ColumnDay},
		palier.Column{Name: "of", Type: palier.ColumnText},
		palier.Column{Name: "value", Type: palier.ColumnText},
		palier.Column{Name: "category", Type: palier.ColumnText},
		palier.Column{Name: "orders", Type: palier.ColumnCount},
		palier.Column{Name: "amount", Type: palier.ColumnMoney},
		palier.Column{Name: "average_order", Type: palier.ColumnMoney},
		palier.Column{Name: "credits", Type: palier.ColumnMoney},
		palier.Column{Name: "buyers", Type: palier.ColumnCount},
	)
	told, err := r.engine.Orders(ctx, r.view, r.span())
	if err != nil {
		return err
	}
	for _, m := range told.Months {
		stage := m.Stage.String()
		if m.Stage == palier.NoStage {
			stage = newcomer
		}
		r.ordersRow(m.Month, "stage", stage, "", &m.Sales)
	}
	for c := timeline.FirstPurchase; int(c) < timeline.Conversions; c++ {
		if sales := &told.Conversions[c]; sales.Orders > 0 {
			r.ordersRow(palier.NoDay, "conversion", c.String(), "", sales)
		}
	}
	for c := timeline.FirstPurchase; int(c) < timeline.Conversions; c++ {
		bought := told.Categories[c]
		slices.SortFunc(bought, func(a, b refresh.Product) int { return cmp.Compare(a.Category, b.Category) })
		for i := range bought {
			r.ordersRow(palier.NoDay, "category", c.String(), named(bought[i].Category), &bought[i].Sales)
		}
	}
	return nil
}

func (r *run) span() refresh.Span { return refresh.Span{From: r.From, To: r.To, AsOf: r.AsOf} }

func (r *run) ordersRow(month palier.Day, of, value, category string, s *refresh.Sales) {
	var average any
	if s.Orders > 0 {
		average = palier.Money((2*int64(s.Amount) + s.Orders) / (2 * s.Orders))
	}
	r.row(month, of, value, category, s.Orders, s.Amount, average, s.Credits, s.Buyers)
}

func named(text string) string {
	if text == "" {
		return without
	}
	return text
}
