package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"palier"
	"palier/internal/explain"
	"palier/internal/phrase"
	"palier/internal/request"
	"palier/internal/segment"
	"palier/internal/workspace"
)

// trendDays is how many days the curve beside a segment looks back.
const trendDays = 30

// segmentsBody is the list of segments.
type segmentsBody struct {
	Day      palier.Day
	Saved    []segmentRow
	Ready    []segmentGroup // those that are always there
	Examples []exampleRow   // to begin with, where none is saved
	Counted  bool
	Deleted  string // the name of the one that was just deleted
}

// segmentGroup are ready segments of one kind.
type segmentGroup struct {
	Title string
	Open  bool
	Rows  []segmentRow
}

// segmentRow is a segment in the list. The numbers come later, by themselves.
type segmentRow struct {
	Name, Label, Words string
	At, Edit, Members  string // addresses
	Size               string // address of the same row with its numbers
	Saved              string // when and by whom; empty of those that are always there
	Problem            string // why it cannot be asked any more
	*sizeCells
}

// sizeCells are the numbers of a segment.
type sizeCells struct {
	Total, Identified, Reachable string
	Change                       string // in the last days; empty where nobody can tell
	Curve                        *curve
}

// exampleRow is a segment to begin with.
type exampleRow struct{ Words, Text, At string }

// named gives an address about something that has a name.
func named(path, name string) string {
	return path + "?" + url.Values{"name": {name}}.Encode()
}

// about gives the address of a page about a segment, by its name or its text.
func about(path, segment string) string {
	return path + "?" + url.Values{"segment": {segment}}.Encode()
}

// showSegments answers with the list of segments: at once, whatever there is to count.
func showSegments(v *visit) error {
	return v.reading(func(r *reading) error {
		vocabulary, err := r.Workspace.Vocabulary(r.r.Context(), r.view, r.view.Engine.Model)
		if err != nil {
			return err
		}
		list, err := r.Workspace.Segments(r.r.Context(), vocabulary)
		if err != nil {
			return err
		}
		query := r.r.URL.Query()
		body := segmentsBody{Day: r.Newest, Counted: query.Has("counted"), Deleted: query.Get("deleted")}
		for _, s := range list {
			row := r.segmentRow(s, vocabulary)
			if body.Counted && row.Problem == "" {
				if row.sizeCells, err = r.sizeCells(s, vocabulary); err != nil {
					return err
				}
			}
			if s.Saved.Number > 0 {
				body.Saved = append(body.Saved, row)
			} else {
				body.add(r, s, row)
			}
		}
		if len(body.Saved) == 0 {
			body.Examples = r.examples()
		}
		return r.show(http.StatusOK, page{Name: "segments", Book: r.book, Title: r.book.Say("page.segments", nil), Active: "segments", Body: body})
	})
}

// add puts a ready segment into the group of its kind.
func (b *segmentsBody) add(r *reading, s workspace.Segment, row segmentRow) {
	title := r.book.Say("segments.usual", nil)
	if s.Ready.Of != "" {
		title = explain.FieldName(r.book, palier.Field{Of: palier.OfState, Name: s.Ready.Of})
	}
	for i := range b.Ready {
		if b.Ready[i].Title == title {
			b.Ready[i].Rows = append(b.Ready[i].Rows, row)
			return
		}
	}
	group := segmentGroup{Title: title, Open: s.Ready.Of == "" || s.Ready.Of == "stage", Rows: []segmentRow{row}}
	if s.Ready.Of == "" {
		b.Ready = slices.Insert(b.Ready, 0, group)
	} else {
		b.Ready = append(b.Ready, group)
	}
}

// wordsOf says a segment as a sentence.
func (r *reading) wordsOf(s segment.Segment) string {
	return explain.Segment(r.book, r.view.Engine.Model, r.view.Engine.Currency, s)
}

func (r *reading) segmentRow(s workspace.Segment, v *segment.Vocabulary) segmentRow {
	name := s.Name()
	row := segmentRow{
		Name: name, Label: r.called(s), Words: r.wordsOf(s.Segment),
		At: about("/segment", name), Members: about("/contacts", name), Size: named("/segments/size", name),
	}
	if s.Saved.Number == 0 {
		row.Edit = "/segments/new?" + url.Values{"text": {segment.Print(s.Segment)}}.Encode()
		return row
	}
	row.Edit = named("/segments/edit", name)
	row.Saved = r.savedWords(s)
	if _, err := r.view.Ask(v, s); err != nil {
		row.Problem, row.At = problemWords(err), row.Edit
	}
	return row
}

// savedWords says when a segment was saved, and by whom.
func (r *reading) savedWords(s workspace.Segment) string {
	return r.book.Say("segments.saved", phrase.Args{
		"Day": r.book.Date(palier.DayIn(s.Saved.At, r.Workspace.Zone)), "Who": phrase.Printable(s.Saved.Who), "Version": s.Saved.Version,
	})
}

// problemWords says why a segment cannot be asked, and what to do.
func problemWords(err error) string {
	var told *palier.Error
	if !errors.As(err, &told) || told.Reason == "" {
		return err.Error()
	}
	text := strings.TrimPrefix(told.Tried, "understand ") + ": " + told.Reason
	if told.Hint != "" {
		text += " (" + told.Hint + ")"
	}
	return phrase.Printable(text)
}

// examples are segments to begin with.
func (r *reading) examples() []exampleRow {
	var rows []exampleRow
	for _, text := range []string{
		`stage = active_buyer and stars >= 3`,
		`next_stage = defecting_buyer and days_until(next_stage_on) <= 14`,
		`bought at least 2 orders in the last 365 days and not bought in the last 90 days`,
	} {
		tree, err := segment.Parse(text)
		if err != nil {
			panic(err) // the texts are constants
		}
		rows = append(rows, exampleRow{r.wordsOf(tree), text, "/segments/new?" + url.Values{"text": {text}}.Encode()})
	}
	return rows
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
