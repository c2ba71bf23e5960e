package report_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"palier"
	"palier/internal/refresh"
	"palier/internal/report"
)

// earlier gives a base as it was before some rows came that randomBase has: some contacts had
// not registered, some orders not been loaded, and some had another amount.
func earlier(t *testing.T, seed uint64) palier.View {
	t.Helper()
	batches := randomBatches(seed)
	kept := batches[0].Contacts[:0]
	for i, row := range batches[0].Contacts {
		if i%11 > 0 {
			kept = append(kept, row)
		}
	}
	batches[0].Contacts = kept
	var lines []palier.OrderLine
	for _, line := range batches[1].OrderLines {
		switch sum := line.OrderID[len(line.OrderID)-1] + line.ContactID[3]; {
		case sum%7 == 0:
			continue
		case sum%5 == 0:
			line.Amount *= 3
		}
		lines = append(lines, line)
	}
	batches[1].OrderLines = lines
	return loaded(t, batches...)
}

// chain is where a contact stands: as was told, under the model of then on the facts of now,
// as is told now, and on the last day.
type chain [4]string

// chains looks everybody up in four states computed apart.
func chains(t *testing.T, before, view palier.View, then, now refresh.Engine, f palier.Facet, day, to palier.Day) []chain {
	t.Helper()
	all := map[string]*chain{}
	for i, of := range []struct {
		view   palier.View
		engine refresh.Engine
		day    palier.Day
	}{{before, then, day}, {view, then, day}, {view, now, day}, {view, now, to}} {
		for id, state := range statesOn(t, of.view, of.engine, of.day) {
			if all[id] == nil {
				all[id] = &chain{"none", "none", "none", "none"}
			}
			all[id][i] = of.engine.Model.ValueName(f, state.Value(f))
		}
	}
	var list []chain
	for _, c := range all {
		list = append(list, *c)
	}
	return list
}

// restatedAs counts chains as the report does.
func restatedAs(all []chain, f palier.Facet, day, to palier.Day) []string {
	counts, moved := map[string]int64{}, map[string]int64{}
	for _, c := range all {
		for step, cause := range []string{"data", "model"} {
			if c[step] != c[step+1] {
				key := fmt.Sprintf("%s,%s,%s,%s,%s,%s", day, to, f, c[step], c[step+1], cause)
				if counts[key]++; c[2] != c[3] {
					moved[key]++
				}
			}
		}
	}
	var rows []string
	for key, n := range counts {
		rows = append(rows, fmt.Sprintf("%s,%d,%d", key, n, moved[key]))
	}
	return rows
}

// aFew are some contacts, to be left out.
func aFew(t *testing.T, view palier.View) (few palier.Among) {
	t.Helper()
	for _, h := range historiesOf(t, view, palier.DefaultModel()) {
		if h.Contact%7 == 0 {
			few = append(few, h.Contact)
		}
	}
	slices.Sort(few)
	return few
}

func TestWhatWasToldWhatChangedItAndWhoMovedAddUpToTheLastDay(t *testing.T) {
	names := append(slices.Sorted(maps.Keys(otherModels())), "exclusion")
	for seed := range uint64(2) {
		before, view := earlier(t, seed), randomBase(t, seed)
		for _, name := range names {
			now := refresh.Engine{Model: palier.DefaultModel(), Hash: "now", Currency: "EUR", Workers: 3, Memory: refresh.NewMemory(1 << 20)}
			then := refresh.Engine{Model: otherModels()[name], Hash: name, Currency: "EUR", Workers: 2}
			if name == "exclusion" {
				then.Model, now.Exclude = otherModel(), aFew(t, view)
			}
			told := refresh.Telling{Engine: then, Facts: func(_ context.Context, look func(palier.View, refresh.Engine) error) error {
				return look(before, then)
			}}
			for f := range palier.Facet(palier.Facets) {
				day, to := first+300, last
				all := chains(t, before, view, then, now, f, day, to)
				got := made(t, view, now, report.Query{Name: "restated", From: day, To: to, AsOf: last, Of: f, Told: told, Data: true})
				sameRows(t, got, restatedAs(all, f, day, to))
				inOrder(t, got, "cause", "from", "to")
				stocks := map[string]int64{}
				for _, c := range all {
					stocks[c[0]]++ // as was told
					stocks[c[3]]--
				}
				moves := made(t, view, now, report.Query{Name: "movement", From: day, To: to, AsOf: last, Of: f})
				for _, rows := range []*palier.Report{got, moves} {
					for _, row := range rows.Rows {
						stocks[row[3].(string)] -= row[6].(int64)
						stocks[row[4].(string)] += row[6].(int64)
					}
				}
				for value, n := range stocks {
					if n != 0 && value != "none" {
						t.Errorf("%s: of %s, %d are not accounted for", f, value, n)
					}
				}
			}
		}
	}
}

func TestNobodyIsRestatedWhereNothingChanged(t *testing.T) {
	view := randomBase(t, 1)
	now := refresh.Engine{Model: palier.DefaultModel(), Hash: "now", Currency: "EUR"}
	for name, told := range map[string]refresh.Telling{"never told": {}, "the same model": {Engine: now}} {
		if got := made(t, view, now, report.Query{Name: "restated", From: first + 100, To: last, AsOf: last, Told: told, Data: true}); len(got.Rows) > 0 {
			t.Errorf("%s: %v", name, got.Rows)
		}
	}
	got := made(t, view, now, report.Query{Name: "restated", From: palier.NoDay, To: last, AsOf: last, Told: refresh.Telling{Engine: refresh.Engine{Model: otherModel(), Currency: "EUR"}}})
	if len(got.Rows) == 0 || got.Rows[0][0] != last-30 {
		t.Errorf("without a day it is not told of 30 days before: %v", got.Rows)
	}
}

func TestAStatusIsTheSameByItsName(t *testing.T) {
	view, now := reports(t)
	then := now
	model := palier.DefaultModel()
	model.Status.Levels = append([]palier.StatusLevel{{Name: "tiny", UpTo: 10}}, model.Status.Levels...)
	then.Model = model
	q := query("restated", first+25, first+30, first+30)
	q.Of, q.Told = palier.FacetStatus, refresh.Telling{Engine: then}
	if got := made(t, view, now, q); len(got.Rows) > 0 {
		t.Errorf("a level below theirs moves %v", rowsOf(got))
	}
	model.Status.Levels[2].Name = "argent" // of 150.01
	if got := fmt.Sprint(rowsOf(made(t, view, now, q))); got != "[2024-10-29,2024-11-03,status,argent,normal,model,1,0]" {
		t.Errorf("a level of another name: %s", got)
	}
}
