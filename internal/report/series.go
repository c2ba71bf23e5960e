package report

import (
	"cmp"
	"context"
	"slices"

	"palier"
	"palier/timeline"
)

// stages counts the contacts in each stage at the end of each day.
func stages(ctx context.Context, r *run) error {
	columns := []palier.Column{{Name: "day", Type: palier.ColumnDay}}
	for stage := palier.NewLead; int(stage) < palier.Stages; stage++ {
		columns = append(columns, palier.Column{Name: stage.String(), Type: palier.ColumnCount})
	}
	r.columns(columns...)
	return r.days(ctx, timeline.Lifecycle, func(s *timeline.Series, day palier.Day) {
		row := []any{day}
		for stage := palier.NewLead; int(stage) < palier.Stages; stage++ {
			row = append(row, s.Stock(palier.FacetStage, day, uint8(stage)))
		}
		r.row(row...)
	})
}

// conversions gives the five rates and their steady companions on each day.
func conversions(ctx context.Context, r *run) error {
	r.columns(
		palier.Column{Name: "day", Type: palier.ColumnDay},
		palier.Column{Name: "rate", Type: palier.ColumnText},
		palier.Column{Name: "cohort", Type: palier.ColumnCount},
		palier.Column{Name: "converted", Type: palier.ColumnCount},
		palier.Column{Name: "steady_cohort", Type: palier.ColumnCount},
		palier.Column{Name: "steady_converted", Type: palier.ColumnCount},
	)
	return r.days(ctx, timeline.Lifecycle, func(s *timeline.Series, day palier.Day) {
		for rate := palier.Rate(0); int(rate) < palier.Rates; rate++ {
			d := s.Rate(rate, day)
			r.row(day, rate.String(), d.Cohort, d.Converted, d.SteadyCohort, d.SteadyConverted)
		}
	})
}

// flow counts the contacts that moved from one value of a facet to another on each day.
func flow(ctx context.Context, r *run) error {
	r.columns(
		palier.Column{Name: "day", Type: palier.ColumnDay},
		palier.Column{Name: "from", Type: palier.ColumnText},
		palier.Column{Name: "to", Type: palier.ColumnText},
		palier.Column{Name: "contacts", Type: palier.ColumnCount},
	)
	scope := timeline.Everything
	if r.Of == palier.FacetStage || r.Of == palier.FacetStatus {
		scope = timeline.Lifecycle
	}
	values := valuesByName(r.engine.Model, r.Of)
	return r.days(ctx, scope, func(s *timeline.Series, day palier.Day) {
		for _, from := range values {
			for _, to := range values {
				if n := s.Flow(r.Of, day, from.value, to.value); n > 0 && from != to {
					r.row(day, from.name, to.name, n)
				}
			}
		}
	})
}

type namedValue struct {
	name  string
	value uint8
}

// valuesByName lists the values of a facet, none included, sorted by name.
func valuesByName(m *palier.Model, f palier.Facet) []namedValue {
	values := make([]namedValue, m.ValueCount(f))
	for value := range uint8(len(values)) {
		values[value] = namedValue{m.ValueName(f, value), value}
	}
	slices.SortFunc(values, func(a, b namedValue) int { return cmp.Compare(a.name, b.name) })
	return values
}
