package refresh

import (
	"context"

	"palier"
	"palier/internal/advisor"
	"palier/timeline"
)

// Backtest tells in one pass what customers did in the periods that follow some days, which
// are a period apart, ascending, by what was known of them on these days.
func (e Engine) Backtest(ctx context.Context, view palier.View, days []palier.Day, period int) (*advisor.Backtest, error) {
	kernel := e.kernel()
	ends := append(append([]palier.Day{}, days...), days[len(days)-1]+palier.Day(period))
	all := parts(e, func() *tester {
		return &tester{walker: kernel.Walker(), days: ends, Backtest: advisor.NewBacktest(days, period, e.Model)}
	})
	if err := pass(ctx, e, view, e.query(), all, (*tester).add); err != nil {
		return nil, err
	}
	for _, t := range all[1:] {
		all[0].Backtest.Merge(t.Backtest)
	}
	return all[0].Backtest, nil
}

// tester is what one worker counts.
type tester struct {
	walker    *timeline.Walker
	days      []palier.Day
	standings []timeline.Standing
	*advisor.Backtest
}

func (t *tester) add(h *palier.History) {
	t.standings = t.walker.AppendStandings(t.standings[:0], h, t.days)
	for i := range t.standings {
		s, test := &t.standings[i], &t.Tests[i]
		did := advisor.Followed{Contacts: 1, Spend: s.Spent}
		if s.Bought {
			did.Buyers = 1
		}
		switch {
		case palier.Stage(s.Values[palier.FacetStage]).IsCustomer():
			test.Scores[s.Score.Num].Add(did)
			for f, value := range s.Values {
				test.Values[f][value].Add(did)
			}
		case s.Bought:
			test.New.Add(did)
		}
	}
}
