package main

import (
	"palier"
	"palier/internal/phrase"
	"palier/internal/report"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

// restatedTables shows for each cause where contacts stand, as was told and as is told now.
func (p *Program) restatedTables(r *palier.Report, q report.Query, now *palier.Model) (tables []terminal.Table) {
	then := now
	if q.Told.Engine.Model != nil {
		then = q.Told.Engine.Model
	}
	for _, cause := range []palier.Cause{palier.CauseData, palier.CauseModel} {
		of, after := *r, now
		if of.Rows = nil; cause == palier.CauseData {
			after = then
		}
		for _, row := range r.Rows {
			if row[5] == cause.String() {
				of.Rows = append(of.Rows, row)
			}
		}
		if len(of.Rows) == 0 {
			continue
		}
		title := p.book.Say("report.restated", phrase.Args{
			"Facet": p.book.Label("facet", q.Of.String()), "Day": p.book.Day(q.FirstDay()), "Cause": p.book.Label("cause", cause.String()),
		})
		tables = append(tables, p.matrix(title, q.Of, then, after, movesIn(&of, 3, 4, 6)))
	}
	return tables
}

// tellTold says how the day of the report was told first, and what has changed since.
func (p *Program) tellTold(w *workspace.Workspace, told *workspace.Told, q report.Query) {
	day := phrase.Args{"Day": p.book.Day(q.FirstDay())}
	if told.At.IsZero() {
		p.say(p.book.Say("told.now", day))
		return
	}
	day["At"], day["Version"] = p.book.Instant(told.At.In(w.Zone)), told.Then.Number
	p.say(p.book.Say("told.first", day))
	if n := len(told.Versions); n > 0 {
		p.say(p.book.Say("told.model", phrase.Args{"Version": told.Versions[n-1].Number}))
	}
	if n := len(told.Came); n > 0 {
		args := phrase.Args{"Loads": p.book.Count("loads", int64(n)), "Rows": p.book.Count("told.rows", told.Rows()), "Asked": q.Data}
		p.say(p.book.Say("told.came", args))
	}
	if n := len(told.Gone); n > 0 {
		p.say(p.book.Plural("told.gone", int64(n), phrase.Args{"N": p.book.Number(int64(n))}))
	}
}
