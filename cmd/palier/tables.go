package main

import (
	"palier"
	"palier/internal/phrase"
	"palier/internal/refresh"
	"palier/internal/report"
	"palier/internal/terminal"
)

// curveWidth is how many characters a curve takes; curveDays how many days it shows.
const (
	curveWidth = 30
	curveDays  = 365
	beforeDays = 30 // what today is compared with
)

// tables turns a report into what people read in a terminal.
func (p *Program) tables(r *palier.Report, q report.Query, engine refresh.Engine) []terminal.Table {
	if len(r.Rows) == 0 {
		p.say(p.book.Say(emptyPhrase(r.Name), nil))
		return nil
	}
	switch r.Name {
	case "stages":
		return p.stageTables(r)
	case "conversions":
		return p.conversionTables(r)
	case "flow":
		return p.flowTables(r, q.Of)
	case "movement":
		return p.movementTables(r, q.Of, engine.Model)
	case report.Restated:
		return p.restatedTables(r, q, engine.Model)
	case "coming":
		return p.comingTables(r, q, engine.Currency)
	case "leads":
		return p.leadTables(r)
	case "customers":
		return p.customerTables(r, engine)
	case "orders":
		return p.orderTables(r, q, engine)
	case "products":
		return p.productTables(r, q, engine)
	case "cohorts":
		return p.cohortTables(r, engine.Currency)
	case "spread":
		return []terminal.Table{p.spreadTable(r)}
	case "quality":
		return []terminal.Table{p.qualityTable(r)}
	}
	return p.rfmTables(r, engine)
}

// emptyPhrase is what to say of a report without rows.
func emptyPhrase(name string) string {
	switch name {
	case "orders", "products", "cohorts":
		return "report.empty.orders"
	case "quality", report.Restated:
		return "report.empty." + name
	}
	return "report.empty"
}

// stageTables shows the last day's stages, their change, and their curve.
func (p *Program) stageTables(r *palier.Report) []terminal.Table {
	last := r.Rows[len(r.Rows)-1]
	day := last[0].(palier.Day)
	recent := r.Rows[max(0, len(r.Rows)-curveDays):]
	before := -1
	if len(r.Rows) > beforeDays {
		before = len(r.Rows) - 1 - beforeDays
	}
	var total, totalBefore int64
	for i := range palier.Stages - 1 {
		total += last[i+1].(int64)
		if before >= 0 {
			totalBefore += r.Rows[before][i+1].(int64)
		}
	}
	table := terminal.Table{
		Title:   p.book.Say("report.stages", phrase.Args{"Day": p.book.Day(day)}),
		Columns: append(p.columns("stage", "contacts", "share", "before", "change"), p.curveTitle(recent)),
		Left:    []int{0, 5},
	}
	for i := range palier.Stages - 1 {
		count := last[i+1].(int64)
		curve := make([]int64, len(recent))
		for j, row := range recent {
			curve[j] = row[i+1].(int64)
		}
		cells := []string{p.book.Stage(palier.Stage(i + 1)), p.book.Number(count), p.percent(count, total), "–", "–", terminal.Curve(curve, curveWidth)}
		if before >= 0 {
			was := r.Rows[before][i+1].(int64)
			cells[3], cells[4] = p.book.Number(was), p.signed(count-was)
		}
		table.Rows = append(table.Rows, cells)
	}
	table.Footer = []string{p.book.Say("column.total", nil), p.book.Number(total), "", "", "", ""}
	if before >= 0 {
		table.Footer[3], table.Footer[4] = p.book.Number(totalBefore), p.signed(total-totalBefore)
	}
	return []terminal.Table{table}
}

func (p *Program) curveTitle(rows [][]any) string {
	return p.book.Say("column.curve", phrase.Args{
		"From": p.book.Day(rows[0][0].(palier.Day)), "To": p.book.Day(rows[len(rows)-1][0].(palier.Day)),
	})
}

// conversionTables shows the last day's rates, each with its steady companion, the
// interval where the cohort is small, and its curve.
func (p *Program) conversionTables(r *palier.Report) []terminal.Table {
	last := r.Rows[len(r.Rows)-palier.Rates:]
	recent := r.Rows[max(0, len(r.Rows)-curveDays*palier.Rates):]
	table := terminal.Table{
		Title:   p.book.Say("report.conversions", phrase.Args{"Day": p.book.Day(last[0][0].(palier.Day))}),
		Columns: append(p.columns("rate", "value", "converted", "cohort", "interval", "steady"), p.curveTitle(recent)),
		Left:    []int{0, 6},
	}
	for i, row := range last {
		cohort, converted := row[2].(int64), row[3].(int64)
		interval := ""
		if cohort > 0 && cohort < smallCohort {
			low, high := report.Wilson(converted, cohort)
			interval = p.share(low) + "–" + p.share(high)
		}
		table.Rows = append(table.Rows, []string{
			p.book.Label("rate", row[1].(string)), p.percent(converted, cohort), p.book.Number(converted), p.book.Number(cohort), interval,
			p.percent(row[5].(int64), row[4].(int64)), rateCurve(recent[i:], 2),
		})
	}
	return []terminal.Table{table}
}

// valueLabel gives the label of a value of a facet; stars are drawn.
func (p *Program) valueLabel(facet, name string) string {
	if facet == palier.FacetStars.String() && name != "none" {
		return phrase.Stars(palier.StarsOf(int(name[0] - '0')))
	}
	return p.book.Label(facet, name)
}
