package refresh_test

import (
	"reflect"
	"testing"

	"palier"
	"palier/internal/advisor"
	"palier/internal/refresh"

	"pgregory.net/rapid"
)

// bought makes movements of orders, a day and an amount each, numbered from 1.
func bought(orders ...[2]int) (all []palier.Movement) {
	for i, o := range orders {
		day := asOf - palier.Day(o[0])
		all = append(all, palier.Movement{Order: uint64(i + 1), Day: day, Effect: day, Amount: palier.Money(o[1])})
	}
	return all
}

// ago gives days so long before the as-of day.
func ago(ages ...int) (days []palier.Day) {
	for _, age := range ages {
		days = append(days, asOf-palier.Day(age))
	}
	return days
}

// refunded adds a refund of the last movement's order, in effect so long ago.
func refunded(all []palier.Movement, age, amount int) []palier.Movement {
	m := all[len(all)-1]
	return append(all, palier.Movement{Order: m.Order, Day: m.Day, Effect: asOf - palier.Day(age), Amount: -palier.Money(amount)})
}

func TestTheEvidenceIsWhatEachContactBringsToIt(t *testing.T) {
	m := palier.DefaultModel()
	m.Status.Window, m.RFM.Period = 300, 40
	engine := refresh.Engine{Model: m, Currency: "EUR", Workers: 2}
	for name, c := range map[string]struct {
		h    palier.History
		want func(*advisor.Evidence)
	}{
		"whoever buys again comes back, and then may again": {
			palier.History{Registered: asOf - 500, Movements: bought([2]int{800, 1}, [2]int{700, 10_00}, [2]int{290, 20_00}, [2]int{290, 5_00}, [2]int{35, 7_00})},
			func(e *advisor.Evidence) {
				e.Purchases.Contacts = 1
				e.Purchases.Add(700, 410)
				e.Purchases.Add(290, 255)
				e.Purchases.Add(35, 0)
				e.Away.Add(35)
				e.Spend.Add(32_00)
				for i := range e.Periods {
					p := &e.Periods[i]
					switch p.Days {
					case 40, 91, 182:
						p.Recency.Add(35)
						p.Frequency.Add(1)
						p.Monetary.Add(7_00)
					case 365:
						p.Recency.Add(35)
						p.Frequency.Add(3)
						p.Monetary.Add(32_00)
					}
				}
			},
		},
		"a purchase refunded by now was none": {
			palier.History{Registered: palier.NoDay, Movements: refunded(bought([2]int{400, 10_00}, [2]int{200, 20_00}), 100, 20_00)},
			func(e *advisor.Evidence) {
				e.Signs.Contacts, e.Purchases.Contacts = 0, 1
				e.Purchases.Add(400, 0)
				e.Away.Add(400)
				e.NoSpend = 1
			},
		},
		"and a lead again is silent since its first sale, unless it shows up": {
			palier.History{Registered: palier.NoDay, Movements: refunded(bought([2]int{200, 20_00}), 100, 20_00), Responses: ago(150, 50)},
			func(e *advisor.Evidence) {
				e.Signs.Contacts = 1
				e.Signs.Add(200, 50)
				e.Signs.Add(150, 100)
				e.Signs.Add(50, 0)
				e.Silent.Add(50)
			},
		},
		"a lead's signs end with the first purchase": {
			palier.History{Registered: asOf - 100, Movements: bought([2]int{60, 5_00}), Responses: ago(100, 90, 90, 60, 30)},
			func(e *advisor.Evidence) {
				e.Signs.Contacts, e.Purchases.Contacts = 1, 1
				e.Signs.Add(100, 10)
				e.Signs.Add(90, 30)
				e.Purchases.Add(60, 0)
				e.Away.Add(60)
				e.Spend.Add(5_00)
				e.Answered.Add(30)
				for i := range e.Periods {
					if p := &e.Periods[i]; p.Days > 60 {
						p.Recency.Add(60)
						p.Frequency.Add(1)
						p.Monetary.Add(5_00)
					}
				}
			},
		},
		"a registration between responses waits for the next one": {
			palier.History{Registered: asOf - 70, Responses: ago(80, 40)},
			func(e *advisor.Evidence) {
				e.Signs.Contacts = 1
				e.Signs.Add(80, 40)
				e.Signs.Add(70, 30)
				e.Signs.Add(40, 0)
				e.Silent.Add(40)
			},
		},
		"what is long ago is not looked at": {
			palier.History{Registered: asOf - 731, Responses: ago(900, 800)},
			func(e *advisor.Evidence) { e.Silent.Add(731) },
		},
		"what is to come is not known": {
			palier.History{Registered: asOf + 5, Movements: bought([2]int{-1, 5_00}), Responses: ago(-3)},
			func(*advisor.Evidence) {},
		},
		"a credit lowers spend": {
			palier.History{Registered: palier.NoDay, Movements: append(bought([2]int{20, 50_00}), palier.Movement{Order: 9, Day: asOf - 10, Effect: asOf - 10, Amount: -20_00})},
			func(e *advisor.Evidence) {
				e.Purchases.Contacts = 1
				e.Purchases.Add(20, 0)
				e.Away.Add(20)
				e.Spend.Add(30_00)
				for i := range e.Periods {
					e.Periods[i].Recency.Add(20)
					e.Periods[i].Frequency.Add(1)
					e.Periods[i].Monetary.Add(30_00)
				}
			},
		},
	} {
		want := advisor.NewEvidence(asOf, 730, m)
		c.want(want)
		got, err := engine.Evidence(ctx, &ready{all: []palier.History{c.h}}, asOf, 730)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", name, got, want)
		}
	}
}

func TestABacktestCountsTheStatesOfItsDaysAndWhatTheStatesAfterTellOfThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		engine := drawEngine(t)
		store := drawStore(t)
		v, err := store.View(ctx)
		if err != nil {
			t.Fatal(err)
		}
		defer v.Close()
		period := rapid.IntRange(1, 15).Draw(t, "period")
		days := []palier.Day{drawDay(t)}
		for range rapid.IntRange(0, 3).Draw(t, "more") {
			days = append(days, days[len(days)-1]+palier.Day(period))
		}
		got, err := engine.Backtest(ctx, v, days, period)
		if err != nil {
			t.Fatal(err)
		}
		want := advisor.NewBacktest(days, period, engine.Model)
		spending := engine // the spend of its states is that of the period that ends with their day
		model := *engine.Model
		model.Status.Window = period - 1
		spending.Model = &model
		for i := range want.Tests {
			naiveTest(t, v, engine, spending, &want.Tests[i], palier.Day(period))
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("got  %+v\nwant %+v", got, want)
		}
	})
}

// naiveTest counts a test by the states of the contacts on its day and at its end.
func naiveTest(t *rapid.T, v palier.View, engine, spending refresh.Engine, test *advisor.Test, period palier.Day) {
	before, after := statesBy(t, v, engine, test.Day), statesBy(t, v, spending, test.Day+period)
	for contact, end := range after {
		did := advisor.Followed{Contacts: 1}
		if end.LastPurchase.Exists() && end.LastPurchase > test.Day {
			did.Buyers = 1
		}
		if end.Stage.IsCustomer() {
			did.Spend = end.Spend
		}
		s, known := before[contact]
		switch {
		case known && s.Stage.IsCustomer():
			test.Scores[s.Score.Num].Add(did)
			for f := range test.Values {
				test.Values[f][s.Value(palier.Facet(f))].Add(did)
			}
		case did.Buyers > 0:
			test.New.Add(did)
		}
	}
}

func statesBy(t *rapid.T, v palier.View, engine refresh.Engine, day palier.Day) map[palier.Key]palier.State {
	engine.Workers = 1
	states := map[palier.Key]palier.State{}
	err := engine.States(ctx, v, day, refresh.StateOptions{}, func(all []palier.ContactState) error {
		for _, s := range all {
			states[s.Contact] = s.State
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return states
}
