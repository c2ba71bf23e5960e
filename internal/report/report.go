// Package report turns what the kernel knows of a whole base into the reports of
// interface.md: each a palier.Report, the same value for a page, the API, the command
// line and a download. Columns named there are relied on by scripts and never change.
package report

import (
	"context"

	"palier"
	"palier/internal/refresh"
	"palier/timeline"
)

// Query asks for one report.
type Query struct {
	Name string
	From palier.Day   // first day wanted; NoDay: the first on which any contact has a stage
	To   palier.Day   // last day wanted; NoDay: AsOf
	AsOf palier.Day   // nothing later is known
	Of   palier.Facet // of flow
}

// maker makes one report. Days of the query are set and in order.
type maker func(context.Context, *run) error

// run is one report being made.
type run struct {
	Query
	view   palier.View
	engine refresh.Engine
	report *palier.Report
}

var makers = map[string]maker{
	"stages":      stages,
	"conversions": conversions,
	"flow":        flow,
	"customers":   customers,
	"rfm":         rfm,
}

// Names lists the reports in the order people meet them.
func Names() []string { return []string{"stages", "conversions", "flow", "customers", "rfm"} }

// Run makes the report from one generation. NotFound when there is no such report;
// Invalid when its days contradict each other.
func Run(ctx context.Context, view palier.View, engine refresh.Engine, q Query) (*palier.Report, error) {
	maker, ok := makers[q.Name]
	if !ok {
		return nil, &palier.Error{Code: palier.NotFound, Tried: "make the report " + q.Name, Reason: "there is no such report", Hint: "choose one of stages, conversions, flow, customers, rfm"}
	}
	if !q.To.Exists() {
		q.To = q.AsOf
	}
	if q.To > q.AsOf {
		return nil, palier.Refusef("make the report "+q.Name, "ask for a day up to it, or give --as-of", "%s is after the as-of day, %s", q.To, q.AsOf)
	}
	if q.From > q.To {
		return nil, palier.Refusef("make the report "+q.Name, "exchange them", "the first day, %s, is after the last, %s", q.From, q.To)
	}
	r := &run{Query: q, view: view, engine: engine, report: &palier.Report{Name: q.Name, Generation: view.Published().Generation, AsOf: q.AsOf}}
	if err := maker(ctx, r); err != nil {
		return nil, err
	}
	return r.report, nil
}

func (r *run) columns(columns ...palier.Column) { r.report.Columns = columns }

func (r *run) row(values ...any) { r.report.Rows = append(r.report.Rows, values) }

// days runs through the days of the report that any contact has a stage on.
func (r *run) days(ctx context.Context, scope timeline.Scope, each func(*timeline.Series, palier.Day)) error {
	stats, err := r.view.Stats(ctx)
	if err != nil {
		return err
	}
	from := max(r.From, stats.FirstDay)
	if !stats.FirstDay.Exists() || from > r.To {
		return nil
	}
	series, err := r.engine.Series(ctx, r.view, from, r.To, scope)
	if err != nil {
		return err
	}
	first := series.First()
	if !first.Exists() {
		return nil
	}
	for day := max(first, from); day <= r.To; day++ {
		each(series, day)
	}
	return nil
}
