package report_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"

	"palier"
	"palier/internal/report"
)

// watched is a view that counts the passes over its histories.
type watched struct {
	palier.View
	generation int64
	passes     *atomic.Int64
	before     func()
}

func (c *watched) Published() palier.Published {
	p := c.View.Published()
	p.Generation = c.generation
	return p
}

func (c *watched) Histories(ctx context.Context, query palier.HistoryQuery, each func(worker int, batch []palier.History) error) error {
	c.passes.Add(1)
	c.before()
	return c.View.Histories(ctx, query, each)
}

func TestAReportIsMadeOnceForAGenerationAndForgottenWithIt(t *testing.T) {
	view, engine := reports(t)
	var shelf report.Shelf
	var passes atomic.Int64
	ask := func(generation int64, name string, segment report.Segment) {
		t.Helper()
		made, err := shelf.Run(t.Context(), &watched{view, generation, &passes, func() {}}, engine, report.Query{Name: name, AsOf: first + 30, To: palier.NoDay, From: palier.NoDay, Segment: segment})
		if err != nil || made.Generation != generation || made.Name != name {
			t.Errorf("%s of %d is %+v, %v", name, generation, made, err)
		}
	}
	for i, c := range []struct {
		generation int64
		name       string
		segment    report.Segment
		passes     int64
	}{
		{1, "stages", report.Segment{}, 1}, {1, "stages", report.Segment{}, 1}, {1, "conversions", report.Segment{}, 2}, {1, "stages", report.Segment{}, 2},
		{1, "stages", buyers(), 4}, {1, "stages", buyers(), 4}, // its members are asked for, too
		{2, "stages", report.Segment{}, 5}, {1, "stages", report.Segment{}, 6}, {2, "stages", report.Segment{}, 6}, // an older one drives no newer one out
	} {
		if ask(c.generation, c.name, c.segment); passes.Load() != c.passes {
			t.Errorf("after question %d there were %d passes, and not %d", i+1, passes.Load(), c.passes)
		}
	}
	if _, err := shelf.Run(t.Context(), view, engine, report.Query{Name: "shoes", AsOf: first}); palier.CodeOf(err) != palier.NotFound {
		t.Errorf("the error is %v", err)
	}
}

func TestThoseWhoAskForAReportAtOnceWaitForOne(t *testing.T) {
	view, engine := reports(t)
	var shelf report.Shelf
	var passes atomic.Int64
	begun, goOn := make(chan bool), make(chan bool)
	var asking sync.WaitGroup
	ask := func(ctx context.Context, wanted error) {
		asking.Go(func() {
			slow := &watched{view, 1, &passes, func() { close(begun); <-goOn }}
			if _, err := shelf.Run(ctx, slow, engine, report.Query{Name: "stages", AsOf: 20_030, To: palier.NoDay, From: palier.NoDay}); err != wanted {
				t.Errorf("the error is %v", err)
			}
		})
	}
	ctx, leave := context.WithCancel(t.Context())
	ask(ctx, context.Canceled)
	<-begun
	for range 20 {
		ask(t.Context(), nil)
	}
	for shelf.Waiting() < 21 {
	}
	leave() // with its view, on which the others wait
	close(goOn)
	asking.Wait()
	if passes.Load() != 1 {
		t.Errorf("there were %d passes", passes.Load())
	}
}

func TestOtherAnswersAreKeptByTheirQuestion(t *testing.T) {
	view, engine := reports(t)
	var shelf report.Shelf
	made := 0
	ask := func(question string, fails error) (int, error) {
		return report.Kept(t.Context(), &shelf, view, engine, question, func(context.Context) (int, error) {
			made++
			return made, fails
		})
	}
	refusal := palier.Refuse("answer", "not now", "")
	if _, err := ask("one", refusal); err != refusal {
		t.Errorf("the error is %v", err)
	}
	for _, c := range []struct {
		question string
		want     int
	}{{"one", 2}, {"two", 3}, {"one", 2}, {"two", 3}} {
		if got, err := ask(c.question, nil); got != c.want || err != nil {
			t.Errorf("%s is answered by %d, %v; want %d", c.question, got, err, c.want)
		}
	}
}
