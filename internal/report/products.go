package report

import (
	"cmp"
	"context"
	"slices"

	"palier"
	"palier/internal/refresh"
)

// products adds up what was sold, in two parts: of category, on every level of the
// categories, and of item, each by the stage its buyers are in on the as-of day. Every
// buyer is in one stage, so that a category's or item's rows add up.
func products(ctx context.Context, r *run) error {
	r.columns(
		palier.Column{Name: "of", Type: palier.ColumnText},
		palier.Column{Name: "value", Type: palier.ColumnText},
		palier.Column{Name: "title", Type: palier.ColumnText},
		palier.Column{Name: "category", Type: palier.ColumnText},
		palier.Column{Name: "known", Type: palier.ColumnText},
		palier.Column{Name: "stage", Type: palier.ColumnText},
		palier.Column{Name: "buyers", Type: palier.ColumnCount},
		palier.Column{Name: "orders", Type: palier.ColumnCount},
		palier.Column{Name: "units", Type: palier.ColumnQuantity},
		palier.Column{Name: "amount", Type: palier.ColumnMoney},
		palier.Column{Name: "credits", Type: palier.ColumnMoney},
	)
	sold, err := r.engine.Products(ctx, r.view, r.span())
	if err != nil {
		return err
	}
	slices.SortFunc(sold, func(a, b refresh.Product) int {
		aOf, aValue := shelf(&a.Shelf)
		bOf, bValue := shelf(&b.Shelf)
		return cmp.Or(cmp.Compare(aOf, bOf), cmp.Compare(aValue, bValue), cmp.Compare(a.Stage, b.Stage))
	})
	for i := range sold {
		p := &sold[i]
		of, value := shelf(&p.Shelf)
		title, category, known := "", "", ""
		if p.Item != nil && p.Item.ItemID != "" {
			title, category, known = p.Item.Title, named(p.Category), yesNo(p.Item.Known)
		}
		r.row(of, named(value), title, category, known, p.Stage.String(), p.Buyers, p.Orders, p.Units, p.Amount, p.Credits)
	}
	return nil
}

// shelf names a shelf by what it is and its value, empty for none.
func shelf(s *refresh.Shelf) (of, value string) {
	if s.Item != nil {
		return "item", s.Item.ItemID
	}
	return "category", s.Category
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
