package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"palier"
	"palier/internal/control"
	"palier/internal/phrase"
	"palier/internal/segment"
	"palier/internal/signin"
	"palier/internal/workspace"
)

// segmentBody is the page of one segment.
type segmentBody struct {
	Label, Words string
	Text         string
	Saved        string // when and by whom; empty: it is not saved
	Done         string // the version that was saved just now
	Past         string // the day shown is not the newest

	Total, Identified string
	Share             string       // of all contacts that have a stage
	Reach             []channelRow // how many can be reached, by channel
	Days              *dayTable    // nil of one that keeps the first only
	Turns, Portrait   string       // addresses of parts
	Members, Edit     string       // addresses
	Copy, Delete      string       // addresses; Delete is empty of what is not saved
	Versions          []versionRow // the one in force first
	Export            *exportForm  // nil: who looks may not
}

// channelRow is how many can be reached through a channel.
type channelRow struct{ Label, Count, Share string }

// versionRow is a version of a saved segment.
type versionRow struct {
	Number         int
	At, Who, Text  string
	Words          string
	Restore, Turns string // addresses; empty of the one in force
	InForce        bool
}

// asked is the segment that a page is about, as of its day; the filters of its line are
// part of what is asked.
type asked struct {
	*reading
	*workspace.Asked
	lens *workspace.Lens
}

// segmentPage opens a page about the segment of the address, and leads to the list where
// there is none.
func (v *visit) segmentPage(page func(*asked) error) error {
	return v.reading(func(r *reading) error {
		if r.narrowing == nil {
			r.see("/segments")
			return nil
		}
		lens, told := *r.view, *r.narrowing.asked
		lens.AsOf, told.Selection.Day, told.Segment = r.To, r.To, r.narrowing.given
		if told.Segment.Where == nil { // filters alone
			told.Segment.Segment = r.narrowing.tree
		}
		return page(&asked{r, &told, &lens})
	})
}

// called gives what people call the segment.
func (a *asked) called() string { return a.reading.called(a.Asked.Segment) }

// with adds to the address of a page about the segment.
func with(address, name, value string) string {
	mark := "?"
	if strings.Contains(address, mark) {
		mark = "&"
	}
	return address + mark + url.Values{name: {value}}.Encode()
}

// showSegment answers with the page of a segment.
func showSegment(v *visit) error {
	return v.segmentPage(func(a *asked) error {
		body := a.body()
		var err error
		if body.Versions, err = a.versions(); err != nil {
			return err
		}
		if err := a.count(&body); err != nil {
			return err
		}
		return a.show(http.StatusOK, page{Name: "segment", Book: a.book, Title: body.Label, Active: "segments", Line: a.line, Body: body})
	})
}

// body says what the segment is, and where to go from it.
func (a *asked) body() segmentBody {
	own := a.Asked.Segment
	text := segment.Print(own.Segment)
	body := segmentBody{
		Label: a.called(), Words: a.wordsOf(own.Segment), Text: text,
		Turns: a.At("/segment/turns"), Portrait: a.At("/segment/portrait"), Members: a.At("/contacts"),
		Copy: "/segments/new?" + url.Values{"text": {text}}.Encode(), Done: a.r.URL.Query().Get("saved"),
	}
	body.Edit = body.Copy
	if own.Saved.Number > 0 {
		body.Saved, body.Edit, body.Delete = a.savedWords(own), named("/segments/edit", own.Name()), named("/segments/delete", own.Name())
	}
	if a.To != a.Newest {
		body.Past = a.book.Say("data.past", phrase.Args{"Day": a.book.Date(a.To)})
	}
	if a.who.May(signin.HandOut) {
		body.Export = a.exportForm()
	}
	return body
}

// count adds the numbers.
func (a *asked) count(body *segmentBody) error {
	ctx := a.r.Context()
	all, err := a.lens.Engine.Audience(ctx, a.lens.View, palier.Selection{Day: a.To}, 0)
	if err != nil {
		return err
	}
	for channel, name := range palier.Channels {
		audience, err := a.lens.Engine.Audience(ctx, a.lens.View, a.Selection, channel)
		if err != nil {
			return err
		}
		body.Share = a.book.Percent(audience.Total, all.Total)
		body.Total, body.Identified = a.book.Number(audience.Total), a.book.Number(audience.Identified)
		body.Reach = append(body.Reach, channelRow{a.book.Say("reach."+name, nil), a.book.Number(audience.Reachable), a.book.Percent(audience.Reachable, audience.Total)})
	}
	if a.Selection.Top.Count > 0 {
		return nil // it depends on all others who is in it
	}
	from := max(a.First, a.From)
	counts, err := a.lens.Engine.Sizes(ctx, a.lens.View, a.Selection.Where, from, a.To)
	if err != nil {
		return err
	}
	body.Days = a.sizeDays(counts, from)
	return nil
}

// sizeDays is the table of how many are in the segment day by day, the latest first.
func (a *asked) sizeDays(counts []int64, from palier.Day) *dayTable {
	table := &dayTable{
		Chart: "size", Title: a.book.Say("segment.page.sizes", nil), File: "segment-" + a.To.String(), CSV: a.At("/segment/sizes"),
		Columns: []dayColumn{{"size", a.book.Say("segments.contacts", nil)}},
	}
	for i := len(counts) - 1; i >= 0; i-- {
		day := from + palier.Day(i)
		table.Rows = append(table.Rows, dayRow{Day: day, Label: a.book.Date(day), Cells: []cell{a.countCell(counts[i])}})
	}
	return table
}

// versions lists what a saved segment said, the one in force first.
func (a *asked) versions() ([]versionRow, error) {
	if a.Saved.Number == 0 {
		return nil, nil
	}
	all, err := a.Workspace.Control.SegmentVersions(a.r.Context(), a.Saved.Name)
	if err != nil {
		return nil, err
	}
	rows := make([]versionRow, len(all))
	for i, v := range all {
		rows[len(all)-1-i] = a.versionRow(v)
	}
	return rows, nil
}

func (a *asked) versionRow(v control.Segment) versionRow {
	row := versionRow{Number: v.Version, At: a.book.Instant(v.At.In(a.Workspace.Zone)), Who: phrase.Printable(v.Who), Text: v.Text, InForce: v.Version == a.Saved.Version}
	if !row.InForce {
		row.Restore = with(named("/segments/edit", a.Saved.Name), "text", v.Text)
		row.Turns = with(a.At("/segment/turns"), "since_version", strconv.Itoa(v.Version))
	}
	return row
}
