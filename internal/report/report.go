// Package report turns what the kernel knows of a whole base into the reports of
// interface.md: each a palier.Report, the same value for a page, the API, the command
// line and a download. Columns named there are relied on by scripts and never change.
package report

import (
	"context"
	"slices"
	"strings"
	"time"

	"palier"
	"palier/internal/refresh"
	"palier/timeline"
)

// Query asks for one report.
type Query struct {
	Name string
	From palier.Day   // first day wanted; NoDay: the first on which any contact has a stage; of movement and restated, 30 days before To
	To   palier.Day   // last day wanted; NoDay: AsOf
	AsOf palier.Day   // nothing later is known
	Of   palier.Facet // of flow, movement, restated and simulations
	Days int          // of coming: how many days ahead; 0: 30

	// Of restated: how the day was told, and whether what corrected data moved is wanted too,
	// which may take long.
	Told refresh.Telling
	Data bool

	// Only members of a segment as of AsOf are looked at, on all days (model.md §9). The
	// zero value is everybody.
	Segment Segment

	// For quality, which tells how old the data is.
	Today palier.Day
	Zone  *time.Location // nil: UTC
}

// Segment is whom a report is about.
type Segment struct {
	Text  string // as people wrote it; empty: everybody
	Where palier.Condition
	Top   palier.Ranking
}

// FirstDay gives the first day of a movement, and the one that restated is about.
func (q Query) FirstDay() palier.Day {
	switch {
	case q.From.Exists():
		return q.From
	case q.To.Exists():
		return q.To - movementDays
	}
	return q.AsOf - movementDays
}

// OfPortrait names the reports that make a segment's portrait.
func OfPortrait() []string { return []string{"customers", "rfm", "orders", "products"} }

// run is one report being made. Days of the query are set and in order.
type run struct {
	Query
	view   palier.View
	engine refresh.Engine
	report *palier.Report
}

func newRun(name string, view palier.View, engine refresh.Engine, q Query) *run {
	return &run{Query: q, view: view, engine: engine, report: &palier.Report{Name: name, Generation: view.Published().Generation, AsOf: q.AsOf, Segment: q.Segment.Text}}
}

// Run makes the report from one generation. NotFound when there is no such report;
// Invalid when its days contradict each other.
func Run(ctx context.Context, view palier.View, engine refresh.Engine, q Query) (*palier.Report, error) {
	tried := "make the report " + q.Name
	i := slices.IndexFunc(kinds, func(k kind) bool { return k.name == q.Name })
	if i < 0 {
		return nil, &palier.Error{Code: palier.NotFound, Tried: tried, Reason: "there is no such report", Hint: "choose one of " + strings.Join(Names(), ", ")}
	}
	q, err := q.sorted(tried)
	if err != nil {
		return nil, err
	}
	if kinds[i].whole && q.Segment.Text != "" {
		return nil, palier.Refuse(tried+" of a segment", "it is about the data as a whole", "leave the segment out")
	}
	if engine, err = q.Segment.of(ctx, view, engine, q.AsOf); err != nil {
		return nil, err
	}
	r := newRun(q.Name, view, engine, q)
	if err := kinds[i].make(ctx, r); err != nil {
		return nil, err
	}
	return r.report, nil
}

// of gives the engine that looks at the members only.
func (s Segment) of(ctx context.Context, view palier.View, engine refresh.Engine, asOf palier.Day) (refresh.Engine, error) {
	if s.Text == "" {
		return engine, nil
	}
	members, err := engine.Members(ctx, view, palier.Selection{Where: s.Where, Top: s.Top, Day: asOf})
	engine.Among = append([]palier.Key{}, members...) // nobody is not everybody
	return engine, err
}

// sorted gives the query with its last day, and refuses days that contradict each other.
func (q Query) sorted(tried string) (Query, error) {
	if !q.To.Exists() {
		q.To = q.AsOf
	}
	if q.To > q.AsOf {
		return q, palier.Refusef(tried, "ask for a day up to it, or give --as-of", "%s is after the as-of day, %s", q.To, q.AsOf)
	}
	if q.From > q.To {
		return q, palier.Refusef(tried, "exchange them", "the first day, %s, is after the last, %s", q.From, q.To)
	}
	return q, nil
}

func (r *run) zone() *time.Location {
	if r.Zone == nil {
		return time.UTC
	}
	return r.Zone
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
