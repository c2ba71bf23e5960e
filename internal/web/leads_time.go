package web

import (
	"strings"

	"palier"
	"palier/internal/phrase"
	"palier/internal/report"
)

// leadTimes has a row for each source: how many were leads and have bought, in how many days,
// and how many have not.
func (r *reading) leadTimes(table leadsTable) *grid {
	say := r.book.Say
	g := &grid{
		Title: say("leads.time", nil), File: r.file("first-purchase"), CSV: r.Download("leads"), Corner: say("column.source", nil),
		Columns: []gridColumn{
			{Label: say("column.bought", nil), Definition: say("leads.bought.means", nil)},
			{Label: say("column.median_days", nil), Definition: say("leads.median.means", nil)},
		},
		Legend: fading(say("leads.share", nil), "100\u00a0%", "0\u00a0%"),
	}
	for _, band := range report.LeadBands() {
		days := phrase.Args{"Days": strings.Replace(band, "-", "–", 1)}
		g.Columns = append(g.Columns, gridColumn{Label: say("column.days_band", days), Definition: say("leads.band.means", days)})
	}
	g.Columns = append(g.Columns, gridColumn{Label: say("column.not_yet", nil), Definition: say("leads.not_yet.means", nil)})
	for _, source := range table.largest(leadsOf.known) {
		g.Rows = append(g.Rows, r.leadTime(source, r.sourceLabel(source), source.one))
	}
	total := r.leadTime(table.all, say("leads.every", nil), true)
	total.Total = true
	g.Rows = append(g.Rows, total)
	return g
}

// leadTime is the row of a source, or of all of them.
func (r *reading) leadTime(l leadsOf, label string, linked bool) gridRow {
	bought := l.counts["bought"]
	number := func(value string, text cell) gridCell {
		c := gridCell{cell: text}
		if linked && l.counts[value] > 0 {
			c.At = r.leadContacts(value, l)
		}
		return c
	}
	row := gridRow{Label: label, Cells: []gridCell{number("bought", r.countCell(bought)), noCell()}}
	if days, known := l.median.(int64); known {
		row.Cells[1] = gridCell{cell: r.countCell(days)}
	}
	for _, band := range report.LeadBands() {
		n := l.counts[band]
		c := number(band, r.rateCell(n, bought))
		if n > 0 {
			c.Shade, c.More = shade(n, bought), []cell{{Text: r.book.Number(n)}}
		}
		row.Cells = append(row.Cells, c)
	}
	row.Cells = append(row.Cells, number("not_yet", r.countCell(l.counts["not_yet"])))
	return row
}

// leadSingle is a number of the report on leads: its value there or a stage of leads, and the
// source there, or none for every source.
var leadSingle = single{"lead", "list the leads of a source", leadMembers}

func (r *reading) leadContacts(value string, l leadsOf) string {
	if !l.one {
		return r.Behind(r.To, "lead", value)
	}
	return r.Behind(r.To, "lead", value, l.name)
}

func leadMembers(r *reading, arguments []string) ([]palier.Key, string, error) {
	if len(arguments) > 2 {
		return nil, "", palier.Refuse("list the leads of a source", "a number of the report and a source are all there is", followAgain)
	}
	value, source, from := arguments[0], "", r.book.Say("leads.every", nil)
	if len(arguments) == 2 {
		source, from = arguments[1], r.sourceLabel(leadsOf{name: arguments[1], one: true})
	}
	members, err := report.LeadMembers(r.r.Context(), r.view.View, r.view.Engine, r.To, value, source)
	told, said := "contacts.lead", phrase.Args{"Source": from, "Day": r.book.Date(r.To)}
	stage, none := palier.ParseStage(value)
	switch {
	case value == report.AnyLead:
		told, said["What"] = "contacts.leads", r.book.Say("page.leads", nil)
	case none == nil:
		told, said["What"] = "contacts.leads", r.book.Stage(stage)
	case value == "bought", value == "not_yet":
		said["What"] = r.book.Say("column."+value, nil)
	default:
		said["What"] = r.book.Say("column.days_band", phrase.Args{"Days": strings.Replace(value, "-", "–", 1)})
	}
	return members, r.book.Say(told, said), err
}
