package web

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"palier"
	"palier/internal/explain"
	"palier/internal/fold"
	"palier/internal/report"
	"palier/internal/segment"
)

// leadsSheet shows the leads by source and stage, and how long it took those who bought.
var leadsSheet = sheet{id: "leads", single: true, parts: leadsParts}

// mostSources is how many sources have a row of their own; the smaller ones are added up.
const mostSources = 100

// leadStages are the stages of leads, in their order.
var leadStages = []palier.Stage{palier.NewLead, palier.ActiveLead, palier.ColdLead, palier.InactiveLead}

// leadsOf is what the report on leads says of a source: how many contacts each of its values
// has. Several added up have no name and no median.
type leadsOf struct {
	name   string // "-" for none
	one    bool
	counts map[string]int64
	median any
}

// leads is how many have not bought.
func (l leadsOf) leads() (n int64) {
	for _, stage := range leadStages {
		n += l.counts[stage.String()]
	}
	return n
}

// known is of how many it is known whether and when they bought.
func (l leadsOf) known() int64 { return l.counts["bought"] + l.counts["not_yet"] }

// leadsTable is the report on leads.
type leadsTable struct {
	sources []leadsOf
	all     leadsOf
	alike   map[string]int // how many sources are equal when texts are compared as segments do
}

func leadsParts(r *reading) ([]part, error) {
	made, err := r.report(report.Query{Name: "leads", From: palier.NoDay, To: r.To})
	if err != nil || r.To < r.First {
		return nil, err
	}
	table := leadsTable{all: leadsOf{counts: map[string]int64{}}, alike: map[string]int{}}
	at := map[string]int{}
	for _, row := range made.Rows {
		name, value := row[1].(string), row[3].(string)
		if row[2].(string) == report.LeadsOfAll {
			table.all.median = row[5]
			continue
		}
		i, known := at[name]
		if !known {
			i = len(table.sources)
			at[name] = i
			table.sources = append(table.sources, leadsOf{name: name, one: true, counts: map[string]int64{}})
			table.alike[fold.Text(name)]++
		}
		table.sources[i].counts[value] += row[4].(int64)
		table.all.counts[value] += row[4].(int64)
		if row[5] != nil {
			table.sources[i].median = row[5]
		}
	}
	stages := part{ID: "by-source", Title: r.book.Say("leads.by", nil), About: r.book.Say("leads.by.about", nil), Blank: r.book.Say("leads.none", nil)}
	if table.all.leads() > 0 {
		stages.Blank, stages.Grid = "", r.leadsGrid(table)
	}
	times := part{ID: "first-purchase", Title: r.book.Say("leads.time", nil), About: r.book.Say("leads.time.about", nil), Blank: r.book.Say("leads.time.none", nil)}
	if table.all.known() > 0 {
		times.Blank, times.Grid = "", r.leadTimes(table)
	}
	return []part{stages, times}, nil
}

// largest gives the sources of which there is something to tell, those of most contacts
// first, and what is left of them added up.
func (t leadsTable) largest(of func(leadsOf) int64) []leadsOf {
	sources := slices.DeleteFunc(slices.Clone(t.sources), func(l leadsOf) bool { return of(l) == 0 })
	slices.SortStableFunc(sources, func(a, b leadsOf) int { return cmp.Compare(of(b), of(a)) })
	if len(sources) <= mostSources {
		return sources
	}
	rest := leadsOf{counts: map[string]int64{}}
	for _, source := range sources[mostSources:] {
		for _, value := range slices.Sorted(maps.Keys(source.counts)) {
			rest.counts[value] += source.counts[value]
		}
	}
	return append(sources[:mostSources], rest)
}

// leadsGrid has a row for each source and a column for each stage of leads.
func (r *reading) leadsGrid(table leadsTable) *grid {
	g := &grid{
		Title: r.book.Say("leads.by", nil), File: r.file("leads"), CSV: r.Download("leads"),
		Corner: r.book.Say("column.source", nil), Over: r.book.Say("column.stage", nil), Fixed: true,
	}
	for _, stage := range leadStages {
		g.Columns = append(g.Columns, gridColumn{Key: stage.String(), Label: r.book.Stage(stage), Definition: explain.Stage(r.book, r.view.Engine.Model, stage)})
	}
	g.Columns = append(g.Columns, gridColumn{Label: r.book.Say("column.total", nil)})
	sources := table.largest(leadsOf.leads)
	var most int64
	for _, source := range sources {
		for _, stage := range leadStages {
			most = max(most, source.counts[stage.String()])
		}
	}
	g.Legend = fading(r.book.Say("page.leads", nil), r.book.Number(most), "0")
	for _, source := range sources {
		row := gridRow{Label: r.sourceLabel(source)}
		for _, stage := range leadStages {
			n := source.counts[stage.String()]
			cell := r.leadsCell(n, source, table, stage.String())
			cell.Shade = shade(n, most)
			row.Cells = append(row.Cells, cell)
		}
		row.Cells = append(row.Cells, r.leadsCell(source.leads(), source, table, report.AnyLead))
		g.Rows = append(g.Rows, row)
	}
	total := gridRow{Label: r.book.Say("column.total", nil), Total: true}
	for _, stage := range leadStages {
		total.Cells = append(total.Cells, r.behindCell(table.all.counts[stage.String()], "stage = %s", stage))
	}
	total.Cells = append(total.Cells, r.behindCell(table.all.leads(), ofLeads))
	g.Rows = append(g.Rows, total)
	return g
}

// ofLeads is who is a lead.
const ofLeads = "stage in (new_lead, active_lead, cold_lead, inactive_lead)"

// behindCell is a number that leads to those for whom a text holds.
func (r *reading) behindCell(n int64, format string, args ...any) gridCell {
	cell := gridCell{cell: r.countCell(n)}
	if n > 0 {
		cell.At = r.Contacts(format, args...)
	}
	return cell
}

// leadsCell is a number of a source: a stage of its leads, or all of them. Where segments take
// its name and another for the same text, the number itself is asked for its contacts.
func (r *reading) leadsCell(n int64, source leadsOf, table leadsTable, value string) gridCell {
	whom := "stage = " + value
	if value == report.AnyLead {
		whom = ofLeads
	}
	switch {
	case !source.one:
		return gridCell{cell: r.countCell(n)}
	case table.alike[fold.Text(source.name)] > 1:
		cell := gridCell{cell: r.countCell(n)}
		if n > 0 {
			cell.At = r.leadContacts(value, source)
		}
		return cell
	case source.name == "-": // contacts' rows may call it so
		return r.behindCell(n, `(source is not set or source = "-") and %s`, whom)
	}
	return r.behindCell(n, "source = %s and %s", quoted(source.name), whom)
}

// quoted writes a text as segments have it.
func quoted(text string) string {
	of := segment.Compare{Left: segment.Value{Field: segment.Name{Name: "source"}}, Op: segment.Equal, Right: []segment.Literal{{Kind: segment.Text, Text: text}}}
	_, literal, _ := strings.Cut(segment.Print(segment.Segment{Where: of}), " = ")
	return literal
}

// sourceLabel says which source a row is about.
func (r *reading) sourceLabel(l leadsOf) string {
	switch {
	case !l.one:
		return r.book.Say("leads.others", nil)
	case l.name == "-":
		return r.book.Say("leads.unknown", nil)
	}
	return l.name
}
