package refresh_test

import (
	"context"
	"slices"
	"sync"
	"testing"

	"palier"
	"palier/internal/advisor"
	"palier/internal/demo"
	"palier/internal/refresh"
)

// ready is a view of histories that lie ready, of a store that answers at once: what is
// measured is the pass. Of attributes it knows one that every second contact has.
type ready struct {
	palier.View
	all  []palier.History
	half []palier.Key
}

func (r *ready) Histories(_ context.Context, query palier.HistoryQuery, each func(worker int, batch []palier.History) error) error {
	const batch = 2048
	var group sync.WaitGroup
	for worker := range query.Workers {
		group.Go(func() {
			for i := worker * batch; i < len(r.all); i += query.Workers * batch {
				each(worker, r.all[i:min(i+batch, len(r.all))])
			}
		})
	}
	group.Wait()
	return nil
}

func (r *ready) Published() palier.Published { return palier.Published{} }

func (r *ready) Members(_ context.Context, s palier.Selection) ([]palier.Key, error) {
	if all, ok := s.Where.(palier.All); ok && len(all) == 1 {
		if _, attribute := all[0].(palier.Test); attribute {
			return r.half, nil
		}
	}
	return nil, nil
}

// benchOrders are those of some 300,000 contacts over ten years.
const benchOrders = 2_000_000

func benchView(b *testing.B) (*ready, palier.Day) {
	b.Helper()
	shop := demo.Large(benchOrders)
	all, err := shop.Histories()
	if err != nil {
		b.Fatal(err)
	}
	r := &ready{all: all}
	for i := range all {
		if i%2 == 0 {
			r.half = append(r.half, all[i].Contact)
		}
	}
	slices.Sort(r.half)
	return r, shop.To
}

// benchConditions are segments as the language tells them.
func benchConditions() map[string]palier.Condition {
	fact := func(name string, t palier.FieldType, min, max int64) palier.Condition {
		return palier.Test{Field: palier.Field{Of: palier.OfState, Name: name, Type: t}, Op: palier.Within, Min: min, Max: max}
	}
	stage := fact("stage", palier.FieldChoice, int64(palier.ActiveBuyer), int64(palier.DefectingBuyer))
	attribute := palier.Test{Field: palier.Field{Of: palier.OfContact, Name: "city", Attribute: true}, Op: palier.IsSet}
	return map[string]palier.Condition{
		"Stage":             stage,
		"StageAndAttribute": palier.All{stage, attribute},
		"Stars":             fact("stars", palier.FieldNumber, 3, 4),
		"Spend":             fact("spend", palier.FieldMoney, 100_00, 1<<40),
		"StageAndPurchases": palier.All{stage, fact("purchases", palier.FieldNumber, 3, 1<<40)},
		"Moved":             palier.Moved{Facet: palier.FacetStage, From: int16(palier.ActiveBuyer), To: int16(palier.DefectingBuyer), Window: palier.Window{Last: true, Days: 30}},
	}
}

func BenchmarkSizesOfFourYears(b *testing.B) {
	view, to := benchView(b)
	for name, where := range benchConditions() {
		b.Run(name, func(b *testing.B) {
			engine := refresh.Engine{Model: palier.DefaultModel(), Currency: "EUR"}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := engine.Sizes(b.Context(), view, where, to-4*365, to); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(view.all)), "ns/contact")
		})
	}
}

func BenchmarkSelectOfAnotherDay(b *testing.B) {
	view, to := benchView(b)
	for name, where := range benchConditions() {
		b.Run(name, func(b *testing.B) {
			engine := refresh.Engine{Model: palier.DefaultModel(), Currency: "EUR"}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := engine.Select(b.Context(), view, palier.Selection{Where: where, Day: to - 365}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(view.all)), "ns/contact")
		})
	}
}

func BenchmarkEvidence(b *testing.B) {
	view, to := benchView(b)
	engine := refresh.Engine{Model: palier.DefaultModel(), Currency: "EUR"}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := engine.Evidence(b.Context(), view, to, advisor.UsualDays); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(view.all)), "ns/contact")
}

// BenchmarkBacktest measures eight days and what followed them, beside one day of all states.
func BenchmarkBacktest(b *testing.B) {
	view, to := benchView(b)
	engine := refresh.Engine{Model: palier.DefaultModel(), Currency: "EUR"}
	days, err := advisor.TestDays(to-4*365, to, 91)
	if err != nil {
		b.Fatal(err)
	}
	for name, ask := range map[string]func() error{
		"EightDays": func() error {
			_, err := engine.Backtest(b.Context(), view, days, 91)
			return err
		},
		"StatesOfOneDay": func() error {
			return engine.States(b.Context(), view, to, refresh.StateOptions{}, func([]palier.ContactState) error { return nil })
		},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := ask(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(view.all)), "ns/contact")
		})
	}
}

// BenchmarkRestated measures who stands elsewhere because of another model, and because of other
// data where it lies ready, beside one day of all states.
func BenchmarkRestated(b *testing.B) {
	view, to := benchView(b)
	limits, statuses := palier.DefaultModel(), palier.DefaultModel()
	limits.Customer.Defecting, limits.Lead.Cold = 60, 45
	statuses.IgnoreStatus = append(statuses.IgnoreStatus, "review") // other histories, so that they are read twice
	engine := refresh.Engine{Model: palier.DefaultModel(), Hash: "now", Currency: "EUR"}
	under := func(m *palier.Model) refresh.Telling {
		then := refresh.Engine{Model: m, Hash: "then", Currency: "EUR"}
		return refresh.Telling{Engine: then, Facts: func(_ context.Context, look func(palier.View, refresh.Engine) error) error { return look(view, then) }}
	}
	restated := func(told refresh.Telling, cause palier.Cause) func() error {
		return func() error {
			_, err := engine.Restated(b.Context(), view, told, cause, palier.FacetStage, to-90)
			return err
		}
	}
	for name, ask := range map[string]func() error{
		"Limits":   restated(under(limits), palier.CauseModel),
		"Statuses": restated(under(statuses), palier.CauseModel),
		"Data":     restated(under(limits), palier.CauseData),
		"StatesOfOneDay": func() error {
			return engine.States(b.Context(), view, to, refresh.StateOptions{}, func([]palier.ContactState) error { return nil })
		},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := ask(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(view.all)), "ns/contact")
		})
	}
}
