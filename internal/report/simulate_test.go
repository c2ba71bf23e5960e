package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"palier"
	"palier/internal/refresh"
	"palier/internal/report"
	"palier/internal/storetest"
)

// otherModels are a model of other limits, and two that also see other histories: one
// leaves orders out and so some guests altogether, the other counts more responses.
func otherModels() map[string]*palier.Model {
	fewer, more := otherModel(), otherModel()
	fewer.IgnoreStatus = append(fewer.IgnoreStatus, "Review")
	more.ResponseTypes = append(more.ResponseTypes, "OPEN")
	return map[string]*palier.Model{"limits": otherModel(), "statuses": fewer, "responses": more}
}

// sameMovers compares who moves with how many.
func sameMovers(t *testing.T, view palier.View, engine, tried refresh.Engine, moves *palier.Report) {
	t.Helper()
	for _, row := range moves.Rows {
		f, err := palier.ParseFacet(row[1].(string))
		if err != nil {
			t.Fatal(err)
		}
		who, err := engine.Movers(ctx, view, tried, f, row[0].(palier.Day), func(before, after uint8) bool {
			return engine.Model.ValueName(f, before) == row[2] && tried.Model.ValueName(f, after) == row[3]
		})
		if err != nil || int64(len(who)) != row[4] || !slices.IsSorted(who) || len(slices.Compact(who)) != len(who) {
			t.Errorf("%v: %d are found, %v", row, len(who), err)
		}
	}
}

// from holds of who came from a source.
func from(source string) palier.Condition {
	return palier.Test{Field: palier.Field{Of: palier.OfContact, Name: "source"}, Op: palier.OneOf, Texts: []string{source}}
}

// under gives the engine of another model that leaves out the same contacts.
func under(engine refresh.Engine, other *palier.Model) refresh.Engine {
	engine.Model, engine.Hash = other, ""
	return engine
}

func TestASimulationIsWhatBothModelsSayOfEverybody(t *testing.T) {
	for seed := range uint64(2) {
		// A memory is one store's: generations have numbers of their own in each.
		engine := refresh.Engine{Model: palier.DefaultModel(), Currency: "EUR", Workers: 3, Memory: refresh.NewMemory(1 << 20)}
		view := randomBase(t, seed)
		for name, other := range otherModels() {
			tried := refresh.Engine{Model: other, Currency: "EUR"}
			if name == "limits" { // each leaves out others, whom the other one sees
				engine.Exclude, tried.Exclude = from("web"), from("shop")
			} else {
				engine.Exclude = nil
			}
			for _, day := range []palier.Day{last, first + 200} {
				engine.Hash = "for " + name // so that what it makes of the base is kept, and tried against again
				before, after := statesOn(t, view, engine, day), statesOn(t, view, tried, day)
				if len(before) == len(after) && name == "statuses" && day == last {
					t.Error("no guest is left out: the base is too tame")
				}
				for f := range palier.Facet(palier.Facets) {
					got, err := report.Simulate(ctx, view, engine, tried, report.Query{AsOf: last, To: day, From: palier.NoDay, Of: f})
					if err != nil {
						t.Fatal(err)
					}
					sameRows(t, got.Moves, movesUnder(engine, tried, f, day, before, after))
					inOrder(t, got.Moves, "from", "to")
					sameMovers(t, view, engine, tried, got.Moves)
					sameRows(t, got.Sizes, sizesUnder(engine, tried, day, before, after))
					sameRows(t, got.Revenue, revenueUnder(t, view, engine, tried, day, before, after))
				}
			}
		}
	}
}

func TestASimulationHasTheRatesOfBothModels(t *testing.T) {
	engine := refresh.Engine{Model: palier.DefaultModel(), Currency: "EUR", Workers: 3, Memory: refresh.NewMemory(1 << 20)}
	view := randomBase(t, 3)
	for name, other := range otherModels() {
		got, err := report.Simulate(ctx, view, engine, under(engine, other), query("", palier.NoDay, palier.NoDay, last))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(rowsOf(got.Rates), ratesUnder(t, view, engine, refresh.Engine{Model: other, Currency: "EUR"})) {
			t.Errorf("%s: the rates are not those of the conversions under each model", name)
		}
	}
}

func movesUnder(engine, tried refresh.Engine, f palier.Facet, day palier.Day, before, after map[string]palier.State) []string {
	counts := map[string]int64{}
	count := func(id string) {
		was, is := before[id], after[id]
		if was.Value(f) != 0 || is.Value(f) != 0 {
			counts[fmt.Sprintf("%s,%s,%s,%s", day, f, engine.Model.ValueName(f, was.Value(f)), tried.Model.ValueName(f, is.Value(f)))]++
		}
	}
	for id := range before {
		count(id)
	}
	for id := range after {
		if _, both := before[id]; !both {
			count(id)
		}
	}
	return counted(counts)
}

// revenueUnder adds up the spend of a status window of a year, under each model otherwise.
func revenueUnder(t *testing.T, view palier.View, engine, tried refresh.Engine, day palier.Day, before, after map[string]palier.State) (rows []string) {
	t.Helper()
	sums := map[string][2]palier.Money{}
	for i, side := range []struct {
		engine refresh.Engine
		states map[string]palier.State
	}{{engine, before}, {tried, after}} {
		m := *side.engine.Model
		for status := palier.NoSpend; int(status) < m.ValueCount(palier.FacetStatus); status++ {
			sums[m.StatusName(status)] = sums[m.StatusName(status)]
		}
		yearly := m
		yearly.Status.Window = 365
		for id, s := range statesOn(t, view, refresh.Engine{Model: &yearly, Currency: "EUR"}, day) {
			if status := side.states[id].Status; status != palier.NoStatus {
				sum := sums[m.StatusName(status)]
				sum[i] += s.Spend
				sums[m.StatusName(status)] = sum
			}
		}
	}
	for name, sum := range sums {
		rows = append(rows, fmt.Sprintf("%s,%s,%d,%d", day, name, sum[0], sum[1]))
	}
	return rows
}

func sizesUnder(engine, tried refresh.Engine, day palier.Day, before, after map[string]palier.State) (rows []string) {
	sizes := map[string][2]int64{}
	for i, side := range []struct {
		m      *palier.Model
		states map[string]palier.State
	}{{engine.Model, before}, {tried.Model, after}} {
		for f := range palier.Facet(palier.Facets) {
			for value := range uint8(side.m.ValueCount(f)) {
				row := fmt.Sprintf("%s,%s,%s", day, f, side.m.ValueName(f, value))
				size := sizes[row]
				for _, s := range side.states {
					if s.Value(f) == value {
						size[i]++
					}
				}
				if value > 0 {
					sizes[row] = size
				}
			}
		}
	}
	for row, size := range sizes {
		rows = append(rows, fmt.Sprintf("%s,%d,%d", row, size[0], size[1]))
	}
	return rows
}

func ratesUnder(t *testing.T, view palier.View, engine, tried refresh.Engine) (rows []string) {
	before, after := made(t, view, engine, query("conversions", palier.NoDay, palier.NoDay, last)), made(t, view, tried, query("conversions", palier.NoDay, palier.NoDay, last))
	if fmt.Sprint(before.Rows[0][0]) != fmt.Sprint(after.Rows[0][0]) {
		t.Fatal("the models begin on different days: join them by day")
	}
	others := rowsOf(after)
	for i, row := range rowsOf(before) {
		other := others[i]
		rows = append(rows, row+other[strings.Index(other, ",")+1+len(before.Rows[i][1].(string)):])
	}
	return rows
}

func TestASimulationOfTheSameModelMovesNobody(t *testing.T) {
	view := randomBase(t, 1)
	engine := refresh.Engine{Model: palier.DefaultModel(), Currency: "EUR"}
	got, err := report.Simulate(ctx, view, engine, under(engine, palier.DefaultModel()), query("", palier.NoDay, palier.NoDay, last))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range got.Moves.Rows {
		if row[2] != row[3] {
			t.Errorf("%v move from %v to %v", row[4], row[2], row[3])
		}
	}
	for _, row := range got.Sizes.Rows {
		if row[3] != row[4] {
			t.Errorf("%v %v: %v before, %v after", row[1], row[2], row[3], row[4])
		}
	}
}

func TestARateHasTheDaysAskedForAndNoneBeforeTheFirstStage(t *testing.T) {
	view, engine := reports(t)
	for _, c := range []struct{ from, to, first, last palier.Day }{
		{palier.NoDay, palier.NoDay, first, first + 30}, {first - 50, first + 2, first, first + 2}, {first + 5, first + 6, first + 5, first + 6},
	} {
		got, err := report.Simulate(ctx, view, engine, under(engine, otherModel()), query("", c.from, c.to, first+30))
		if err != nil {
			t.Fatal(err)
		}
		rows := got.Rates.Rows
		if rows[0][0] != c.first || rows[len(rows)-1][0] != c.last || len(rows) != palier.Rates*int(c.last-c.first+1) {
			t.Errorf("%+v: %d rows from %v to %v", c, len(rows), rows[0][0], rows[len(rows)-1][0])
		}
	}
	if _, err := report.Simulate(ctx, view, engine, under(engine, otherModel()), query("", palier.NoDay, first+31, first+30)); palier.CodeOf(err) != palier.Invalid {
		t.Errorf("a day after the as-of day: %v", err)
	}
	if _, err := report.Simulate(ctx, view, engine, under(engine, otherModel()), query("", first+3, first+2, first+30)); palier.CodeOf(err) != palier.Invalid {
		t.Errorf("days the wrong way round: %v", err)
	}
}

func TestASimulationOfNobodyAndOfLeadsOnly(t *testing.T) {
	engine := refresh.Engine{Model: palier.DefaultModel(), Currency: "EUR"}
	nobody, err := report.Simulate(ctx, open(t, storetest.NewMemory()), engine, under(engine, otherModel()), query("", palier.NoDay, palier.NoDay, first))
	if err != nil {
		t.Fatal(err)
	}
	if len(nobody.Moves.Rows) != 0 || len(nobody.Rates.Rows) != 0 {
		t.Errorf("nobody moves: %v, %v", nobody.Moves.Rows, nobody.Rates.Rows)
	}
	leads, err := report.Simulate(ctx, leadsOnly(t), engine, under(engine, otherModel()), query("", palier.NoDay, palier.NoDay, first+40))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(rowsOf(leads.Moves), "\n"); got != "2024-11-13,stage,new_lead,cold_lead,2" {
		t.Errorf("leads move: %s", got)
	}
}

func leadsOnly(t *testing.T) palier.View {
	t.Helper()
	return loaded(t, &palier.Batch{Kind: palier.KindContacts, Contacts: []palier.Contact{{Line: 2, ContactID: "a", Registered: first}, {Line: 3, ContactID: "b", Registered: first + 5}}})
}

func TestABaseOfLeadsOnlyHasMovementComingAndLeads(t *testing.T) {
	view := leadsOnly(t)
	engine := refresh.Engine{Model: palier.DefaultModel(), Currency: "EUR"}
	for name, want := range map[string]string{
		"movement": "2024-12-03,2025-01-02,stage,new_lead,new_lead,-,2",
		"coming":   "2025-01-03,stage,new_lead,cold_lead,1,0,1,0\n2025-01-08,stage,new_lead,cold_lead,1,0,1,0",
		"leads":    "2025-01-02,-,stage,new_lead,2,\n2025-01-02,-,first_purchase,not_yet,2,",
	} {
		if got := strings.Join(rowsOf(made(t, view, engine, query(name, palier.NoDay, palier.NoDay, first+90))), "\n"); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
		}
	}
	q := query("movement", palier.NoDay, palier.NoDay, first+90)
	q.Of = palier.FacetStatus
	if got := made(t, view, engine, q); len(got.Rows) != 0 {
		t.Errorf("leads have no status, and move by it: %v", got.Rows)
	}
}
