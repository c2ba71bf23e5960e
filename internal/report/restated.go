package report

import (
	"cmp"
	"context"
	"slices"

	"palier"
	"palier/internal/refresh"
)

// Restated is the name of the report that needs Query.Told.
const Restated = "restated"

// restated counts the contacts that have another value of a facet on the first day than was
// told of it then, by the value told, the one told now and what made the difference: model,
// a changed limit, or data, what was loaded since. Rows are sorted by cause, from and to.
//
// The rows of movement begin where these end. So of any value, those told of the first day,
// with those who come here and in the movement, and without those who leave, are those of
// the last day. Moved counts those who moved besides, as movement tells it.
func restated(ctx context.Context, r *run) error {
	r.columns(
		palier.Column{Name: "day", Type: palier.ColumnDay},
		palier.Column{Name: "to_day", Type: palier.ColumnDay},
		palier.Column{Name: "of", Type: palier.ColumnText},
		palier.Column{Name: "from", Type: palier.ColumnText},
		palier.Column{Name: "to", Type: palier.ColumnText},
		palier.Column{Name: "cause", Type: palier.ColumnText},
		palier.Column{Name: "contacts", Type: palier.ColumnCount},
		palier.Column{Name: "moved", Type: palier.ColumnCount},
	)
	day := r.FirstDay()
	causes := []palier.Cause{palier.CauseModel}
	if r.Data {
		causes = []palier.Cause{palier.CauseData, palier.CauseModel}
	}
	for _, cause := range causes {
		found, err := r.engine.Restated(ctx, r.view, r.Told, cause, r.Of, day)
		if err != nil {
			return err
		}
		moved, err := r.movedOf(ctx, found, day)
		if err != nil {
			return err
		}
		for _, row := range r.restatedRows(found, moved, cause) {
			r.row(day, r.To, r.Of.String(), row.from, row.to, cause.String(), row.contacts, row.moved)
		}
	}
	return nil
}

// movedOf gives those of some contacts who moved between the day and the last one, ascending.
func (r *run) movedOf(ctx context.Context, found []refresh.Restatement, day palier.Day) ([]palier.Key, error) {
	if len(found) == 0 {
		return nil, nil
	}
	engine := r.engine
	engine.Among = make([]palier.Key, len(found))
	for i, one := range found {
		engine.Among[i] = one.Contact
	}
	return engine.MovementMembers(ctx, r.view, r.Of, day, r.To, func(c palier.Change) bool { return c.From != c.To })
}

// restatedRow is how many stand elsewhere alike, and how many of them moved besides.
type restatedRow struct {
	from, to        string
	contacts, moved int64
}

// restatedRows adds up contacts, of whom those moved are given, both ascending.
func (r *run) restatedRows(found []refresh.Restatement, moved []palier.Key, cause palier.Cause) []restatedRow {
	sums := map[[2]uint8]*restatedRow{}
	for _, one := range found {
		sum := sums[[2]uint8{one.From, one.To}]
		if sum == nil {
			was, is := r.restatedModels(cause)
			sum = &restatedRow{from: was.ValueName(r.Of, one.From), to: is.ValueName(r.Of, one.To)}
			sums[[2]uint8{one.From, one.To}] = sum
		}
		sum.contacts++
		if len(moved) > 0 && moved[0] == one.Contact {
			sum.moved, moved = sum.moved+1, moved[1:]
		}
	}
	var rows []restatedRow
	for _, sum := range sums {
		rows = append(rows, *sum)
	}
	slices.SortFunc(rows, func(a, b restatedRow) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	return rows
}

// restatedModels gives the models of which the values told and told now are.
func (r *run) restatedModels(cause palier.Cause) (was, is *palier.Model) {
	was, is = r.engine.Model, r.engine.Model
	if r.Told.Engine.Model != nil {
		was = r.Told.Engine.Model
	}
	if cause == palier.CauseData {
		is = was
	}
	return was, is
}
