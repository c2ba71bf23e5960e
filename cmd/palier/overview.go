package main

import (
	"context"
	"fmt"

	"palier"
	"palier/internal/phrase"
	"palier/internal/terminal"
	"palier/timeline"
)

// overview is a shop at a glance, in tables of at most 80 characters.
type overview struct {
	*Program
	*reading
	stats  palier.Stats
	series *timeline.Series // of the last year
	cells  []palier.Cell
}

// overviewCurve is how many characters a curve of the overview takes.
const overviewCurve = 20

func (p *Program) newOverview(ctx context.Context, r *reading) (*overview, error) {
	o := &overview{Program: p, reading: r}
	var err error
	if o.stats, err = r.view.Stats(ctx); err != nil {
		return nil, err
	}
	if o.series, err = r.engine.Series(ctx, r.view, r.asOf-curveDays+1, r.asOf, timeline.Lifecycle); err != nil {
		return nil, err
	}
	o.cells, err = r.engine.Census(ctx, r.view, r.asOf)
	return o, err
}

// draw writes the overview.
func (o *overview) draw() error {
	if _, err := fmt.Fprintf(o.Out, "\n%s\n%s\n", o.book.Say("overview.title", phrase.Args{"Day": o.book.Day(o.asOf)}), o.size()); err != nil {
		return err
	}
	for _, row := range [][][]terminal.Table{
		{{o.stages()}},
		{{o.rates()}},
		{{o.counts(palier.FacetStars), o.counts(palier.FacetStatus)}, {o.counts(palier.FacetGroup)}},
		{{o.grid()}},
	} {
		fmt.Fprintln(o.Out)
		if err := terminal.Beside(o.Out, row...); err != nil {
			return err
		}
	}
	return nil
}

// size says how much there is of everything.
func (o *overview) size() string {
	return o.book.Say("overview.size", phrase.Args{
		"Contacts": o.book.Number(o.stats.Contacts), "Orders": o.book.Number(o.stats.Orders), "Products": o.book.Number(o.stats.Products),
		"First": o.book.Day(o.stats.FirstDay),
	})
}

// curve draws a number of each day of the last year.
func (o *overview) curve(on func(palier.Day) (value int64, known bool)) string {
	var values []int64
	for day := o.series.From; day <= o.series.To; day++ {
		if value, known := on(day); known {
			values = append(values, value)
		}
	}
	return terminal.Curve(values, overviewCurve)
}

// stages shows the contacts of each stage and how they have changed.
func (o *overview) stages() terminal.Table {
	table := terminal.Table{Columns: o.columns("stage", "contacts", "share", "lately", "year"), Left: []int{0, 4}}
	on := func(day palier.Day, from, to palier.Stage) (n int64) {
		for stage := from; stage <= to; stage++ {
			n += o.series.Stock(palier.FacetStage, day, uint8(stage))
		}
		return n
	}
	row := func(label string, from, to palier.Stage) []string {
		now := on(o.asOf, from, to)
		return []string{
			label, o.book.Number(now), o.percent(now, on(o.asOf, palier.NewLead, palier.InactiveBuyer)), o.signed(now - on(o.asOf-beforeDays, from, to)),
			o.curve(func(day palier.Day) (int64, bool) { return on(day, from, to), true }),
		}
	}
	for stage := palier.NewLead; int(stage) < palier.Stages; stage++ {
		table.Rows = append(table.Rows, row(o.book.Stage(stage), stage, stage))
	}
	table.Footer = row(o.book.Say("column.total", nil), palier.NewLead, palier.InactiveBuyer)
	return table
}

// rates shows the five rates, what they were, and their steady companions.
func (o *overview) rates() terminal.Table {
	table := terminal.Table{Columns: o.columns("rate", "value", "ago", "steady", "year"), Left: []int{0, 4}}
	for rate := palier.Rate(0); int(rate) < palier.Rates; rate++ {
		now, before := o.series.Rate(rate, o.asOf), o.series.Rate(rate, o.asOf-beforeDays)
		table.Rows = append(table.Rows, []string{
			o.book.Label("rate", rate.String()), o.percent(now.Converted, now.Cohort), o.percent(before.Converted, before.Cohort),
			o.percent(now.SteadyConverted, now.SteadyCohort),
			o.curve(func(day palier.Day) (int64, bool) {
				on := o.series.Rate(rate, day)
				return on.Converted * 1000 / max(1, on.Cohort), on.Cohort > 0
			}),
		})
	}
	return table
}
