package report_test

import (
	"fmt"
	"testing"

	"palier"
	"palier/internal/refresh"
	"palier/internal/report"
	"palier/timeline"
)

// asIfNothingHappened forgets what happens after a day.
func asIfNothingHappened(h palier.History, day palier.Day) palier.History {
	after := palier.History{Registered: h.Registered}
	for _, m := range h.Movements {
		if m.Day <= day && m.Effect <= day {
			after.Movements = append(after.Movements, m)
		}
	}
	for _, r := range h.Responses {
		if r <= day {
			after.Responses = append(after.Responses, r)
		}
	}
	return after
}

// comeAbout looks at everybody on each of the days to come.
func comeAbout(t *testing.T, view palier.View, engine refresh.Engine, day palier.Day, days int) []string {
	walker := timeline.New(engine.Model, engine.Currency).Walker()
	yearly := *engine.Model
	yearly.Status.Window = 365
	spender := timeline.New(&yearly, engine.Currency).Walker()
	type tally struct {
		contacts, first   int64
		spend, firstSpend palier.Money
	}
	tallies := map[string]*tally{}
	for _, h := range historiesOf(t, view, engine.Model) {
		h = asIfNothingHappened(h, day)
		before := walker.State(&h, day)
		if before.Stage == palier.NoStage {
			continue
		}
		spent := spender.State(&h, day).Spend
		known, left := map[string]bool{}, map[palier.Facet]bool{}
		for next := day + 1; next <= day+palier.Day(days); next++ {
			after := walker.State(&h, next)
			for f := range palier.Facet(palier.Facets) {
				from, to := before.Value(f), after.Value(f)
				move := fmt.Sprintf("%s,%s,%s", f, engine.Model.ValueName(f, from), engine.Model.ValueName(f, to))
				if from == to || known[move] {
					continue
				}
				row := fmt.Sprintf("%s,%s", next, move)
				if tallies[row] == nil {
					tallies[row] = &tally{}
				}
				sum := tallies[row]
				sum.contacts++
				sum.spend += spent
				if !left[f] {
					sum.first++
					sum.firstSpend += spent
				}
				known[move], left[f] = true, true
			}
			before = after
		}
	}
	var rows []string
	for row, n := range tallies {
		rows = append(rows, fmt.Sprintf("%s,%d,%d,%d,%d", row, n.contacts, n.spend, n.first, n.firstSpend))
	}
	return rows
}

func TestWhatIsComingIsWhatEachDayToComeShows(t *testing.T) {
	for seed := range uint64(3) {
		view := randomBase(t, seed)
		for _, m := range []*palier.Model{palier.DefaultModel(), otherModel()} {
			engine := refresh.Engine{Model: m, Currency: "EUR", Workers: 3, Memory: refresh.NewMemory(1 << 20)}
			for _, c := range []struct {
				day         palier.Day
				asked, days int
			}{{last, 0, 30}, {first + 100, 1, 1}, {first + 300, 120, 120}} {
				got := made(t, view, engine, report.Query{Name: "coming", To: c.day, AsOf: last, From: palier.NoDay, Days: c.asked})
				sameRows(t, got, comeAbout(t, view, engine, c.day, c.days))
				inOrder(t, got, "day", "of", "from", "to")
			}
		}
	}
}

func TestARegistrationAlreadyKnownStillComes(t *testing.T) {
	view := loaded(t,
		&palier.Batch{Kind: palier.KindContacts, Contacts: []palier.Contact{
			{Line: 2, ContactID: "answered", Registered: first + 105}, {Line: 3, ContactID: "unheard of", Registered: first + 105},
		}},
		&palier.Batch{Kind: palier.KindEngagements, File: 1, Engagements: []palier.Engagement{{Line: 2, ContactID: "answered", Day: first, Type: "click"}}})
	engine := refresh.Engine{Model: palier.DefaultModel(), Currency: "EUR"}
	got := csvOf(t, view, engine, query("coming", palier.NoDay, palier.NoDay, first+80))
	want := "day,of,from,to,contacts,spend,first,first_spend\n2025-01-03,stage,active_lead,cold_lead,1,0.00,1,0.00\n2025-01-17,stage,cold_lead,new_lead,1,0.00,0,0.00\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestAnImpossibleNumberOfDaysToComeIsRefused(t *testing.T) {
	view, engine := reports(t)
	for _, days := range []int{-1, 3651} {
		q := query("coming", palier.NoDay, palier.NoDay, first)
		q.Days = days
		if _, err := report.Run(ctx, view, engine, q); palier.CodeOf(err) != palier.Invalid {
			t.Errorf("%d days: %v", days, err)
		}
	}
}
