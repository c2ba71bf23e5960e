package report

import (
	"context"

	"palier"
)

// How many days coming looks ahead.
const (
	comingDays     = 30
	mostComingDays = 3650 // as the widest window of a model
)

// coming counts the contacts that leave a value of any facet on each of the days after
// the last day, if nothing more is bought, answered or refunded. A registration day
// already known still comes. Whoever moves on counts in each move, and in each from → to
// once, on the first of its days; first are those who leave by it the value they have on the
// last day, so that they add up to contacts over all moves of a facet. Spend is that of the
// last year: purchases and credits at most 365 days old on the last day. Rows are sorted
// by day, facet (stage, status, stars, profile, group), from and to.
func coming(ctx context.Context, r *run) error {
	r.columns(
		palier.Column{Name: "day", Type: palier.ColumnDay},
		palier.Column{Name: "of", Type: palier.ColumnText},
		palier.Column{Name: "from", Type: palier.ColumnText},
		palier.Column{Name: "to", Type: palier.ColumnText},
		palier.Column{Name: "contacts", Type: palier.ColumnCount},
		palier.Column{Name: "spend", Type: palier.ColumnMoney},
		palier.Column{Name: "first", Type: palier.ColumnCount},
		palier.Column{Name: "first_spend", Type: palier.ColumnMoney},
	)
	days := r.Days
	if days == 0 {
		days = comingDays
	}
	if days < 1 || days > mostComingDays {
		return palier.Refusef("look ahead", "ask for 1 to 3650 days", "%d days are too few or too many", days)
	}
	moves, err := r.engine.Coming(ctx, r.view, r.To, r.To+palier.Day(days))
	if err != nil {
		return err
	}
	for _, move := range namedMoves(r.engine.Model, moves) {
		r.row(move.Day, move.Facet.String(), move.from, move.to, move.Contacts, move.Spend, move.First, move.FirstSpend)
	}
	return nil
}
