package web

import (
	"net/http"
	"net/url"
	"strconv"

	"palier"
	"palier/internal/export"
	"palier/internal/phrase"
	"palier/internal/refresh"
	"palier/internal/workspace"
)

// turnsShown is how many of those who turned a page lists.
const turnsShown = 100

// turnsBody tells who entered a segment and who left it.
type turnsBody struct {
	Segment string
	About   string // between which days, or because of what
	Sums    []turnSum
	Turns   []turnRow
	More    string // how many are not listed; empty: all are
	Back    string // address of the segment
}

// turnSum counts who turned because of one cause.
type turnSum struct{ Cause, Entered, Left string }

// turnRow is somebody who entered or left.
type turnRow struct {
	Day, Contact, At, Cause string
	Entered                 bool
}

// showTurns answers with who entered and left on the days of the page, or because of
// another definition of the segment.
func showTurns(v *visit) error {
	return v.segmentPage(func(a *asked) error {
		turns, about, err := a.turns()
		if err != nil {
			return err
		}
		body := turnsBody{Segment: a.called(), About: about, Back: a.At("/segment")}
		body.add(a, turns)
		return a.show(http.StatusOK, page{Name: "turns", Book: a.book, Title: body.Segment, Active: "segments", Line: a.line, Body: body})
	})
}

// turns finds those who turned, and says between which days or because of what. Without a
// range in the address the days are the last thirty.
func (a *asked) turns() ([]refresh.Turn, string, error) {
	ctx, query := a.r.Context(), a.r.URL.Query()
	since, what, err := a.since(query)
	switch {
	case err != nil:
		return nil, "", err
	case what != "":
		whole, err := a.lens.Ask(a.Vocabulary, a.Asked.Segment) // as versions are: without the filters of the line
		if err != nil {
			return nil, "", err
		}
		turns, err := a.Workspace.TurnsSince(ctx, a.lens, whole, since)
		return turns, a.book.Say("segment.turns.because", phrase.Args{"What": what, "Day": a.book.Date(a.To)}), err
	case a.Selection.Top.Count > 0:
		return nil, "", palier.Refuse("tell who entered and left", "the segment keeps only the first of its members, which depends on all others", "leave top or bottom out")
	}
	from := max(a.First, a.To-trendDays)
	if query.Has("from") || query.Has("days") {
		from = a.From
	}
	turns, err := a.lens.Engine.Turnover(ctx, a.lens.View, a.Selection.Where, from, a.To)
	return turns, a.book.Say("segment.turns.days", phrase.Args{"From": a.book.Date(from), "To": a.book.Date(a.To)}), err
}

// since reads with what the address compares the segment, and says it; nothing where it
// compares days.
func (a *asked) since(query url.Values) (since workspace.Since, what string, err error) {
	for name, number := range map[string]*int{"since_load": &since.Load, "since_model": &since.Model, "since_version": &since.Version} {
		if !query.Has(name) {
			continue
		}
		if *number, err = strconv.Atoi(query.Get(name)); err != nil || *number < 1 {
			return since, "", palier.Refusef("compare the segment", "give its number", "%q is no number of a load or a version", query.Get(name))
		}
		if what != "" {
			return since, "", palier.Refuse("compare the segment", "it is to be compared with several things at once", "give one of since_load, since_model and since_version")
		}
		what = a.book.Say("segment.turns."+name, phrase.Args{"Number": *number})
	}
	return since, what, nil
}

// add lists turns, the latest first, and adds them up by cause.
func (b *turnsBody) add(a *asked, turns []refresh.Turn) {
	type sum struct{ entered, left int64 }
	sums := map[palier.Cause]*sum{}
	for i := len(turns) - 1; i >= 0; i-- {
		t := turns[i]
		if sums[t.Cause] == nil {
			sums[t.Cause] = &sum{}
		}
		if t.Entered {
			sums[t.Cause].entered++
		} else {
			sums[t.Cause].left++
		}
		if len(b.Turns) < turnsShown {
			b.Turns = append(b.Turns, turnRow{
				Day: a.book.Date(t.Day), Contact: phrase.Printable(t.ContactID), At: a.At(contactPath(t.ContactID)),
				Cause: a.book.Say("cause."+t.Cause.String(), nil), Entered: t.Entered,
			})
		}
	}
	for cause := palier.CauseTime; cause <= palier.CauseErased; cause++ {
		if s := sums[cause]; s != nil {
			b.Sums = append(b.Sums, turnSum{a.book.Say("cause."+cause.String(), nil), a.book.Number(s.entered), a.book.Number(s.left)})
		}
	}
	if left := len(turns) - len(b.Turns); left > 0 {
		b.More = a.book.Say("segment.turns.more", phrase.Args{"N": a.book.Number(int64(left))})
	}
}

// writeSizes answers with the sizes of a segment as a file.
func writeSizes(v *visit) error {
	return v.segmentPage(func(a *asked) error {
		from := max(a.First, a.From)
		counts, err := a.lens.Engine.Sizes(a.r.Context(), a.lens.View, a.Selection.Where, from, a.To)
		if err != nil {
			return err
		}
		a.w.Header().Set("Content-Type", "text/csv; charset=utf-8")
		a.w.Header().Set("Content-Disposition", `attachment; filename="segment-`+a.To.String()+`.csv"`)
		out, err := export.New(a.w, export.Table{Format: export.CSV, Columns: []export.Column{{Name: "day", Type: palier.FieldDay}, {Name: "contacts", Type: palier.FieldNumber}}})
		if err != nil {
			return err
		}
		for i, n := range counts {
			if err := out.Write([]export.Cell{export.Day(from + palier.Day(i)), export.Number(n)}); err != nil {
				return err
			}
		}
		return out.Close()
	})
}
