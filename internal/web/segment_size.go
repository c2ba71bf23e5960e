package web

import (
	"palier/internal/phrase"
	"palier/internal/request"
	"palier/internal/segment"
	"palier/internal/workspace"
)

// sizeCells are the numbers of a segment.
type sizeCells struct {
	Total, Identified, Reachable string
	Change                       string // in the last days; empty where nobody can tell
	Curve                        *curve
}

// showSegmentSize answers with the row of a segment, with its numbers.
func showSegmentSize(v *visit) error {
	return v.reading(func(r *reading) error {
		vocabulary, err := r.Workspace.Vocabulary(r.r.Context(), r.view, r.view.Engine.Model)
		if err != nil {
			return err
		}
		found, err := r.Workspace.FindSegment(r.r.Context(), vocabulary, r.r.URL.Query().Get("name"))
		if err != nil {
			return err
		}
		row := r.segmentRow(found, vocabulary)
		if row.Problem == "" {
			if row.sizeCells, err = r.sizeCells(found, vocabulary); err != nil {
				request.Of(r.r.Context()).Err = err
				row.Problem = r.book.Say("segments.uncounted", nil)
			}
		}
		return v.showPart(page{Name: "segments", Book: r.book, Body: row}, "segment-row")
	})
}

// sizeCells counts a segment on the newest day and on those before it.
func (r *reading) sizeCells(s workspace.Segment, v *segment.Vocabulary) (*sizeCells, error) {
	asked, err := r.view.Ask(v, s)
	if err != nil {
		return nil, err
	}
	since := max(r.First, r.Newest-trendDays)
	of, err := r.sizes.of(r.r.Context(), r.view, asked, since)
	if err != nil {
		return nil, err
	}
	cells := &sizeCells{Total: r.book.Number(of.Total), Identified: r.book.Number(of.Identified), Reachable: r.book.Number(of.Reachable)}
	if len(of.Trend) < 2 {
		return cells, nil
	}
	first, last := of.Trend[0], of.Trend[len(of.Trend)-1]
	cells.Change = r.book.Signed(last - first)
	values := make([]float64, len(of.Trend))
	for i, n := range of.Trend {
		values[i] = float64(n)
	}
	drawn := newCurve(r.book.Say("overview.curve", phrase.Args{
		"Rate": r.called(s), "From": r.book.Date(since), "To": r.book.Date(r.Newest), "First": r.book.Number(first), "Last": r.book.Number(last),
	}), values, nil)
	cells.Curve = &drawn
	return cells, nil
}

// Counted tells whether the row has its numbers.
func (s segmentRow) Counted() bool { return s.sizeCells != nil }
