package workspace

import (
	"context"

	"palier"
	"palier/internal/advisor"
)

// Proof is a model tested against what customers did next, and perhaps another one beside
// it, on the same days.
type Proof struct {
	AsOf   palier.Day
	Period int     // in days
	Models []Tried // the lens's, then the other one
}

// Tried is a model and its back-test.
type Tried struct {
	Model *palier.Model
	*advisor.Backtest
}

// Backtest tests the lens's model, and another one if it is not nil, on the ends of the last
// periods. A period is as long as the lens's model says, or so many days. Nothing later than
// the lens's day is known; days on which nobody was a customer yet are left out.
func (w *Workspace) Backtest(ctx context.Context, l *Lens, other *palier.Model, period int) (*Proof, error) {
	const tried = "test the model against what came next"
	if period == 0 {
		period = l.Engine.Model.RFM.Period
	}
	if period < 1 || period > palier.MaxPeriod {
		return nil, palier.Refusef(tried, "follow customers for 1 to 730 days", "%d days are out of range", period)
	}
	stats, err := l.Stats(ctx)
	if err != nil {
		return nil, err
	}
	days, err := advisor.TestDays(stats.FirstDay, l.AsOf, period)
	if err != nil {
		return nil, err
	}
	proof := &Proof{AsOf: l.AsOf, Period: period}
	engine := l.Engine
	for _, m := range []*palier.Model{l.Engine.Model, other} {
		if m == nil {
			continue
		}
		if m != l.Engine.Model {
			if engine, err = w.Engine(ctx, l.View, m); err != nil {
				return nil, err
			}
		}
		made, err := engine.Backtest(ctx, l.View, days, period)
		if err != nil {
			return nil, err
		}
		proof.Models = append(proof.Models, Tried{m, made})
	}
	return proof, proof.leaveOutEmpty()
}

// leaveOutEmpty leaves out the days on which nobody was a customer under any of the models.
func (p *Proof) leaveOutEmpty() error {
	for len(p.Models[0].Tests) > 0 {
		for _, m := range p.Models {
			if m.Tests[0].Customers().Contacts > 0 {
				return nil
			}
		}
		for _, m := range p.Models {
			m.Tests = m.Tests[1:]
		}
	}
	return palier.Refusef("test the model against what came next", "load more orders of the past, or choose a shorter period",
		"nobody was a customer %d days before the as-of day", p.Period)
}
