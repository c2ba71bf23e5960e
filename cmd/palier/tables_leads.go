package main

import (
	"cmp"
	"slices"

	"palier"
	"palier/internal/phrase"
	"palier/internal/report"
	"palier/internal/terminal"
)

// shownSources is how many sources are shown; the smaller ones are added up.
const shownSources = 30

// sourceRow is what the leads report says of one source, or of several.
type sourceRow struct {
	name   string // "" for several
	counts map[string]int64
	median any
}

// leadTables shows the stages of each source, and the time to the first purchase.
func (p *Program) leadTables(r *palier.Report) []terminal.Table {
	sources := sourceRows(r)
	day := phrase.Args{"Day": p.book.Day(r.Rows[0][0].(palier.Day))}
	stages := terminal.Table{Title: p.book.Say("report.leads", day), Columns: p.columns("source"), Left: []int{0}}
	times := terminal.Table{Title: p.book.Say("report.first_purchase", day), Columns: p.columns("source", "bought", "median_days"), Left: []int{0}}
	bands := report.LeadBands()
	for stage := palier.NewLead; stage <= palier.InactiveLead; stage++ {
		stages.Columns = append(stages.Columns, p.book.Stage(stage))
	}
	stages.Columns = append(stages.Columns, p.columns("customers", "total")...)
	for _, band := range bands {
		times.Columns = append(times.Columns, p.book.Say("column.days_band", phrase.Args{"Days": band}))
	}
	times.Columns = append(times.Columns, p.columns("not_yet")...)
	for _, source := range sources {
		stages.Rows = append(stages.Rows, p.stagesOf(source))
		cells := []string{p.sourceLabel(source), p.numberOrBlank(source.counts["bought"]), ""}
		if days, ok := source.median.(int64); ok {
			cells[2] = p.book.Number(days)
		}
		for _, value := range append(bands, "not_yet") {
			cells = append(cells, p.numberOrBlank(source.counts[value]))
		}
		if source.counts["bought"]+source.counts["not_yet"] > 0 {
			times.Rows = append(times.Rows, cells)
		}
	}
	if len(times.Rows) == 0 {
		return []terminal.Table{stages}
	}
	return []terminal.Table{stages, times}
}

func (p *Program) stagesOf(s sourceRow) []string {
	cells := []string{p.sourceLabel(s)}
	for stage := palier.NewLead; stage <= palier.InactiveLead; stage++ {
		cells = append(cells, p.numberOrBlank(s.counts[stage.String()]))
	}
	all := s.all()
	customers := all
	for stage := palier.NewLead; stage <= palier.InactiveLead; stage++ {
		customers -= s.counts[stage.String()]
	}
	return append(cells, p.numberOrBlank(customers), p.book.Number(all))
}

func (p *Program) sourceLabel(s sourceRow) string {
	if s.name == "" {
		return p.book.Say("leads.others", nil)
	}
	return printable(s.name)
}

// all is how many contacts there are.
func (s sourceRow) all() (n int64) {
	for stage := palier.NewLead; int(stage) < palier.Stages; stage++ {
		n += s.counts[stage.String()]
	}
	return n
}

// sourceRows gathers the rows of each source, the largest first.
func sourceRows(r *palier.Report) []sourceRow {
	var sources []sourceRow
	for _, row := range r.Rows {
		name := row[1].(string)
		if row[2].(string) == report.LeadsOfAll {
			continue
		}
		if len(sources) == 0 || sources[len(sources)-1].name != name {
			sources = append(sources, sourceRow{name: name, counts: map[string]int64{}})
		}
		source := &sources[len(sources)-1]
		source.counts[row[3].(string)] += row[4].(int64)
		if row[5] != nil {
			source.median = row[5]
		}
	}
	slices.SortStableFunc(sources, func(a, b sourceRow) int { return cmp.Compare(b.all(), a.all()) })
	if len(sources) <= shownSources {
		return sources
	}
	others := sourceRow{counts: map[string]int64{}}
	for _, source := range sources[shownSources:] {
		for value, n := range source.counts {
			others.counts[value] += n
		}
	}
	return append(sources[:shownSources], others)
}
