package report_test

import (
	"fmt"
	"testing"

	"palier"
	"palier/internal/refresh"
	"palier/internal/report"
	"palier/timeline"
)

// movedBetween looks at everybody on both days, and through all their changes for the cause.
func movedBetween(t *testing.T, view palier.View, engine refresh.Engine, f palier.Facet, from, to palier.Day) []string {
	before, after := statesOn(t, view, engine, from), statesOn(t, view, engine, to)
	kernel := timeline.New(engine.Model, engine.Currency)
	counts := map[string]int64{}
	for id, h := range historiesOf(t, view, engine.Model) {
		was, is := before[id], after[id]
		if was.Value(f) == 0 && is.Value(f) == 0 {
			continue
		}
		cause := "-"
		if was.Value(f) != is.Value(f) {
			for _, change := range kernel.Changes(&h, to) {
				if change.Facet == f {
					cause = change.Cause.String()
				}
			}
		}
		name := func(s palier.State) string { return engine.Model.ValueName(f, s.Value(f)) }
		counts[fmt.Sprintf("%s,%s,%s,%s,%s,%s", from, to, f, name(was), name(is), cause)]++
	}
	return counted(counts)
}

func TestMovementIsTheDifferenceOfTwoDaysWithTheCauseOfTheLastChange(t *testing.T) {
	causes := map[any]bool{}
	for seed := range uint64(3) {
		view := randomBase(t, seed)
		for _, m := range []*palier.Model{palier.DefaultModel(), otherModel()} {
			engine := refresh.Engine{Model: m, Currency: "EUR", Workers: 3, Memory: refresh.NewMemory(1 << 20)}
			for f := range palier.Facet(palier.Facets) {
				for _, days := range [][2]palier.Day{{first - 5, last}, {first + 200, first + 230}, {last - 1, last}, {last, last}} {
					got := made(t, view, engine, report.Query{Name: "movement", From: days[0], To: days[1], AsOf: last, Of: f})
					sameRows(t, got, movedBetween(t, view, engine, f, days[0], days[1]))
					inOrder(t, got, "from", "to", "cause")
					for _, row := range got.Rows {
						causes[row[5]] = true
					}
				}
			}
		}
	}
	for _, cause := range []string{"-", "order", "time", "refund", "response", "registration"} {
		if !causes[cause] {
			t.Errorf("nobody moved by %s: the bases are too tame", cause)
		}
	}
}

func TestMovementLooksBackThirtyDaysUnlessADayIsGiven(t *testing.T) {
	view, engine := reports(t)
	got := csvOf(t, view, engine, query("movement", palier.NoDay, palier.NoDay, first+35))
	want := `from_day,to_day,of,from,to,cause,contacts
2024-10-09,2024-11-08,stage,new_lead,new_lead,-,1
2024-10-09,2024-11-08,stage,none,active_buyer,order,1
2024-10-09,2024-11-08,stage,none,first_time_buyer,order,1
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
