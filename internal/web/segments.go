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
