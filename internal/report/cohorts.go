package report

import (
	"context"

	"palier"
)

// cohorts tells, of the contacts whose first purchase was in one month, how many bought in
// that month and each later one through the as-of day's, and for how much. Months are
// named by their first day. What --from and --to bound is the first purchase.
func cohorts(ctx context.Context, r *run) error {
	r.columns(
		palier.Column{Name: "first_purchase", Type: palier.ColumnDay},
		palier.Column{Name: "months_since", Type: palier.ColumnCount},
		palier.Column{Name: "month", Type: palier.ColumnDay},
		palier.Column{Name: "contacts", Type: palier.ColumnCount},
		palier.Column{Name: "buyers", Type: palier.ColumnCount},
		palier.Column{Name: "spend", Type: palier.ColumnMoney},
	)
	all, err := r.engine.Cohorts(ctx, r.view, r.span())
	if err != nil {
		return err
	}
	for _, c := range all {
		for since, m := range c.Since {
			r.row(c.Month, int64(since), m.Month, c.Contacts, m.Buyers, m.Spend)
		}
	}
	return nil
}
