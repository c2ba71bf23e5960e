package report_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"palier"
	"palier/internal/demo"
	"palier/internal/refresh"
	"palier/internal/report"
)

// inMemory is a view of histories that lie ready: what is measured is the pass over them.
type inMemory struct {
	palier.View
	all []palier.History
}

func (v *inMemory) Histories(_ context.Context, query palier.HistoryQuery, each func(worker int, batch []palier.History) error) error {
	const batch = 2048
	failed := make(chan error, query.Workers)
	for worker := range query.Workers {
		go func() {
			var err error
			for i := worker * batch; i < len(v.all) && err == nil; i += query.Workers * batch {
				err = each(worker, v.all[i:min(i+batch, len(v.all))])
			}
			failed <- err
		}()
	}
	var err error
	for range query.Workers {
		if e := <-failed; e != nil {
			err = e
		}
	}
	return err
}

func (v *inMemory) Published() palier.Published { return palier.Published{} }

func (v *inMemory) Stats(context.Context) (palier.Stats, error) {
	return palier.Stats{FirstDay: demo.Large(1).From}, nil
}

// benchOrders are those of some 300,000 contacts.
const benchOrders = 2_000_000

func benchBase(b *testing.B) (*inMemory, refresh.Engine, palier.Day) {
	b.Helper()
	shop := demo.Large(benchOrders)
	all, err := shop.Histories()
	if err != nil {
		b.Fatal(err)
	}
	return &inMemory{all: all}, refresh.Engine{Model: palier.DefaultModel(), Currency: "EUR"}, shop.To
}

func BenchmarkReport(b *testing.B) {
	view, engine, to := benchBase(b)
	for _, c := range []struct {
		name string
		q    report.Query
	}{
		{"MovementOfStage", report.Query{Name: "movement", From: to - 365, Of: palier.FacetStage}},
		{"MovementOfProfile", report.Query{Name: "movement", From: to - 365, Of: palier.FacetProfile}},
		{"Coming", report.Query{Name: "coming", From: palier.NoDay}},
		{"Leads", report.Query{Name: "leads", From: palier.NoDay}},
		{"Conversions", report.Query{Name: "conversions", From: palier.NoDay}}, // to compare with
	} {
		b.Run(c.name, func(b *testing.B) {
			c.q.To, c.q.AsOf = to, to
			b.ReportAllocs()
			for b.Loop() {
				if _, err := report.Run(b.Context(), view, engine, c.q); err != nil {
					b.Fatal(err)
				}
			}
			perContact(b, view)
		})
	}
}

func BenchmarkSimulate(b *testing.B) {
	view, engine, to := benchBase(b)
	for name, other := range otherModels() {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := report.Simulate(b.Context(), view, engine, under(engine, other), query("", palier.NoDay, to, to)); err != nil {
					b.Fatal(err)
				}
			}
			perContact(b, view)
		})
	}
}

// BenchmarkReportOfASegment makes a report of everybody, of every second contact and of
// every hundredth: a filter must cost no more than it saves.
func BenchmarkReportOfASegment(b *testing.B) {
	view, engine, to := benchBase(b)
	everybody := make([]palier.Key, len(view.all))
	for i := range view.all {
		everybody[i] = view.all[i].Contact
	}
	slices.Sort(everybody)
	for _, remembered := range []bool{false, true} {
		name := "Read"
		if remembered {
			name, engine.Memory = "Remembered", refresh.NewMemory(1<<30)
		}
		for _, of := range []int{1, 2, 100} {
			b.Run(fmt.Sprintf("%s/OneOf%d", name, of), func(b *testing.B) {
				engine.Among = nil
				for i := 0; of > 1 && i < len(everybody); i += of {
					engine.Among = append(engine.Among, everybody[i])
				}
				b.ReportAllocs()
				for b.Loop() {
					if _, err := report.Run(b.Context(), view, engine, report.Query{Name: "conversions", From: palier.NoDay, To: to, AsOf: to}); err != nil {
						b.Fatal(err)
					}
				}
				perContact(b, view)
			})
		}
	}
}

func perContact(b *testing.B, view *inMemory) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(view.all)), "ns/contact")
}
