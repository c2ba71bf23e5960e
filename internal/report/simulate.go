package report

import (
	"context"

	"palier"
	"palier/internal/refresh"
	"palier/timeline"
)

// Simulation tells what another model would change, were it in force. Nothing is
// written. Each part is a report of its own, and all are of the same generation.
type Simulation struct {
	// Sizes counts the contacts of each value of all facets on the last day, before and
	// after: day, of, value, before, after. Values are in the model's order; one that
	// only one of the models has, such as a status level, is 0 under the other.
	Sizes *palier.Report

	// Moves counts the contacts by their value of a facet before and after, those who
	// keep it too: day, of, from, to, contacts; sorted by from and to. Who has no value
	// under either is left out; whom only one of the models excludes has the value none
	// under that.
	Moves *palier.Report

	// Rates gives the five rates and their steady companions of each day before and
	// after, in columns named as in the conversions report.
	Rates *palier.Report

	// Revenue adds up what the customers of each status spent in the last year (purchases
	// and credits at most 365 days old on the last day), before and after: day, status,
	// before, after. Statuses are in the order of Sizes.
	Revenue *palier.Report
}

// Reports lists the parts.
func (s *Simulation) Reports() []*palier.Report {
	return []*palier.Report{s.Sizes, s.Moves, s.Rates, s.Revenue}
}

// Simulate tries the engine of another model on one generation, against another engine. Of the query,
// From and To are the days of the rates, To is the day of sizes and moves, and Of the
// facet of the moves; members of a segment are those under the first engine's model, so nobody
// comes into a segment whom that excludes. Invalid when the days contradict each other.
func Simulate(ctx context.Context, view palier.View, engine, tried refresh.Engine, q Query) (*Simulation, error) {
	q, err := q.sorted("try another model")
	if err != nil {
		return nil, err
	}
	if engine, err = q.Segment.of(ctx, view, engine, q.AsOf); err != nil {
		return nil, err
	}
	stats, err := view.Stats(ctx)
	if err != nil {
		return nil, err
	}
	from := max(q.From, stats.FirstDay)
	if !from.Exists() || from > q.To {
		from = q.To
	}
	tried.Among, tried.Progress = engine.Among, engine.Progress
	trial, err := engine.Try(ctx, view, tried, from, q.To)
	if err != nil {
		return nil, err
	}
	part := func(name string) *run { return newRun(name, view, engine, q) }
	sizes, moves, rates, revenue := part("simulation_sizes"), part("simulation_moves"), part("simulation_rates"), part("simulation_revenue")
	sizes.trialSizes(trial, tried.Model)
	moves.trialMoves(trial, tried.Model)
	rates.trialRates(trial)
	revenue.trialRevenue(trial, tried.Model)
	return &Simulation{sizes.report, moves.report, rates.report, revenue.report}, nil
}

func (r *run) trialSizes(trial *refresh.Trial, other *palier.Model) {
	r.columns(
		palier.Column{Name: "day", Type: palier.ColumnDay},
		palier.Column{Name: "of", Type: palier.ColumnText},
		palier.Column{Name: "value", Type: palier.ColumnText},
		palier.Column{Name: "before", Type: palier.ColumnCount},
		palier.Column{Name: "after", Type: palier.ColumnCount},
	)
	for f := range palier.Facet(palier.Facets) {
		before, after := map[string]int64{}, map[string]int64{}
		r.eachMove(trial, other, f, func(from, to namedValue, n int64) {
			before[from.name] += n
			after[to.name] += n
		})
		for _, name := range namesUnder(f, r.engine.Model, other) {
			r.row(r.To, f.String(), name, before[name], after[name])
		}
	}
}

// namesUnder lists the values of a facet under two models, in the order of the first
// one, then those that only the second one has.
func namesUnder(f palier.Facet, models ...*palier.Model) (names []string) {
	known := map[string]bool{}
	for _, m := range models {
		for value := uint8(1); int(value) < m.ValueCount(f); value++ {
			if name := m.ValueName(f, value); !known[name] {
				known[name] = true
				names = append(names, name)
			}
		}
	}
	return names
}

func (r *run) trialMoves(trial *refresh.Trial, other *palier.Model) {
	r.columns(
		palier.Column{Name: "day", Type: palier.ColumnDay},
		palier.Column{Name: "of", Type: palier.ColumnText},
		palier.Column{Name: "from", Type: palier.ColumnText},
		palier.Column{Name: "to", Type: palier.ColumnText},
		palier.Column{Name: "contacts", Type: palier.ColumnCount},
	)
	r.eachMove(trial, other, r.Of, func(from, to namedValue, n int64) {
		if from.value != 0 || to.value != 0 {
			r.row(r.To, r.Of.String(), from.name, to.name, n)
		}
	})
}

// eachMove goes through the moves that anybody makes, sorted by name.
func (r *run) eachMove(trial *refresh.Trial, other *palier.Model, f palier.Facet, each func(from, to namedValue, n int64)) {
	for _, from := range valuesByName(r.engine.Model, f) {
		for _, to := range valuesByName(other, f) {
			if n := trial.Moves(f, from.value, to.value); n > 0 {
				each(from, to, n)
			}
		}
	}
}

func (r *run) trialRates(trial *refresh.Trial) {
	columns := []palier.Column{{Name: "day", Type: palier.ColumnDay}, {Name: "rate", Type: palier.ColumnText}}
	for _, side := range []string{"before_", "after_"} {
		for _, name := range []string{"cohort", "converted", "steady_cohort", "steady_converted"} {
			columns = append(columns, palier.Column{Name: side + name, Type: palier.ColumnCount})
		}
	}
	r.columns(columns...)
	first := firstOf(trial)
	if !first.Exists() {
		return
	}
	for day := max(first, trial.Before.From); day <= r.To; day++ {
		for rate := palier.Rate(0); int(rate) < palier.Rates; rate++ {
			b, a := trial.Before.Rate(rate, day), trial.After.Rate(rate, day)
			r.row(day, rate.String(),
				b.Cohort, b.Converted, b.SteadyCohort, b.SteadyConverted,
				a.Cohort, a.Converted, a.SteadyCohort, a.SteadyConverted)
		}
	}
}

func (r *run) trialRevenue(trial *refresh.Trial, other *palier.Model) {
	r.columns(
		palier.Column{Name: "day", Type: palier.ColumnDay},
		palier.Column{Name: "status", Type: palier.ColumnText},
		palier.Column{Name: "before", Type: palier.ColumnMoney},
		palier.Column{Name: "after", Type: palier.ColumnMoney},
	)
	before, after := map[string]palier.Money{}, map[string]palier.Money{}
	for _, v := range valuesByName(r.engine.Model, palier.FacetStatus) {
		before[v.name] = trial.Spend(palier.Status(v.value))
	}
	for _, v := range valuesByName(other, palier.FacetStatus) {
		after[v.name] = trial.SpendAfter(palier.Status(v.value))
	}
	for _, name := range namesUnder(palier.FacetStatus, r.engine.Model, other) {
		r.row(r.To, name, before[name], after[name])
	}
}

// firstOf gives the first day on which anybody has a stage under either model.
func firstOf(trial *refresh.Trial) palier.Day {
	first := palier.NoDay
	for _, series := range []*timeline.Series{trial.Before, trial.After} {
		if day := series.First(); day.Exists() && (!first.Exists() || day < first) {
			first = day
		}
	}
	return first
}
