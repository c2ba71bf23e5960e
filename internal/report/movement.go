package report

import (
	"cmp"
	"context"
	"slices"

	"palier"
	"palier/internal/refresh"
)

// movementDays is how far apart the days of a movement are unless both are given.
const movementDays = 30

// movement counts the contacts by their value of a facet on the first day and on the
// last one, and by the cause of the last change up to the last day, the one that gave
// the value they have then. Whoever has the same value on both days stands there with
// the cause "-", having stayed or come back. Rows are sorted by from, to and cause.
//
// The causes are order, response, refund, registration and time. There is no change of
// limits or of data among them: all days are told under one model and from the facts as
// they are now. What such a change made of the first day is told by restated.
func movement(ctx context.Context, r *run) error {
	r.columns(
		palier.Column{Name: "from_day", Type: palier.ColumnDay},
		palier.Column{Name: "to_day", Type: palier.ColumnDay},
		palier.Column{Name: "of", Type: palier.ColumnText},
		palier.Column{Name: "from", Type: palier.ColumnText},
		palier.Column{Name: "to", Type: palier.ColumnText},
		palier.Column{Name: "cause", Type: palier.ColumnText},
		palier.Column{Name: "contacts", Type: palier.ColumnCount},
	)
	from := r.FirstDay()
	moves, err := r.engine.Movement(ctx, r.view, r.Of, from, r.To)
	if err != nil {
		return err
	}
	for _, move := range namedMoves(r.engine.Model, moves) {
		cause := move.Cause.String()
		if move.From == move.To {
			cause = "-"
		}
		r.row(from, r.To, r.Of.String(), move.from, move.to, cause, move.Contacts)
	}
	return nil
}

// namedMove is a change that some contacts make, with the names of its values.
type namedMove struct {
	palier.Change
	refresh.Tally
	from, to string
}

// namedMoves sorts moves by day, facet, the names of their values, and cause.
func namedMoves(m *palier.Model, moves refresh.Moves) []namedMove {
	all := make([]namedMove, 0, len(moves))
	for change, tally := range moves {
		all = append(all, namedMove{change, tally, m.ValueName(change.Facet, change.From), m.ValueName(change.Facet, change.To)})
	}
	slices.SortFunc(all, func(a, b namedMove) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Facet, b.Facet), cmp.Compare(a.from, b.from),
			cmp.Compare(a.to, b.to), cmp.Compare(a.Cause.String(), b.Cause.String()))
	})
	return all
}
