package report_test

import (
	"fmt"
	"slices"
	"testing"

	"palier"
	"palier/internal/refresh"
)

// leadsFrom asks for everybody's dossier and state.
func leadsFrom(t *testing.T, view palier.View, engine refresh.Engine, day palier.Day) (rows []string) {
	counts, waits := map[string]int64{}, map[string][]int{}
	histories := historiesOf(t, view, engine.Model)
	for id, s := range statesOn(t, view, engine, day) {
		d, err := view.Dossier(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		source := "-"
		if d.Row != nil && d.Row.Source != "" {
			source = d.Row.Source
		}
		row := func(of, value string) string { return fmt.Sprintf("%s,%s,%s,%s", day, source, of, value) }
		counts[row("stage", s.Stage.String())]++
		registered := registeredOn(histories[id])
		switch {
		case registered > day:
		case !s.Stage.IsCustomer():
			counts[row("first_purchase", "not_yet")]++
		case registered < s.FirstPurchase:
			wait := int(s.FirstPurchase - registered)
			every := fmt.Sprintf("%s,*,first_purchase_of_all,bought", day)
			waits[every] = append(waits[every], wait)
			waits[row("first_purchase", "bought")] = append(waits[row("first_purchase", "bought")], wait)
			counts[row("first_purchase", bandOf(wait))]++
		}
	}
	for row, n := range counts {
		rows = append(rows, fmt.Sprintf("%s,%d,", row, n))
	}
	for row, days := range waits {
		slices.Sort(days)
		rows = append(rows, fmt.Sprintf("%s,%d,%d", row, len(days), days[(len(days)-1)/2]))
	}
	return rows
}

// registeredOn is R of model.md §2.
func registeredOn(h palier.History) palier.Day {
	if h.Registered.Exists() {
		return h.Registered
	}
	days := slices.Clone(h.Responses)
	for _, m := range h.Movements {
		if m.Amount > 0 {
			days = append(days, m.Day)
		}
	}
	return slices.Min(days)
}

func bandOf(days int) string {
	switch {
	case days <= 7:
		return "1-7"
	case days <= 30:
		return "8-30"
	case days <= 90:
		return "31-90"
	case days <= 180:
		return "91-180"
	case days <= 365:
		return "181-365"
	}
	return "366+"
}

func TestLeadsAreCountedBySourceAndByTheirTimeToTheFirstPurchase(t *testing.T) {
	for seed := range uint64(3) {
		view := randomBase(t, seed)
		for _, m := range []*palier.Model{palier.DefaultModel(), otherModel()} {
			engine := refresh.Engine{Model: m, Currency: "EUR", Workers: 3, Memory: refresh.NewMemory(1 << 20)}
			made(t, view, engine, query("stages", palier.NoDay, palier.NoDay, last)) // after which histories are kept, without sources
			for _, day := range []palier.Day{first, first + 250, last} {
				got := made(t, view, engine, query("leads", palier.NoDay, day, last))
				sameRows(t, got, leadsFrom(t, view, engine, day))
			}
		}
	}
}

func TestTheLeadsReportStandsInItsOrder(t *testing.T) {
	day := func(n int) palier.Day { return first + palier.Day(n) }
	order := func(line int, id, contact string, n int) palier.OrderLine {
		return palier.OrderLine{Line: line, OrderID: id, ContactID: contact, Day: day(n), Amount: 1000}
	}
	contact := func(line int, id, source string) palier.Contact {
		return palier.Contact{Line: line, ContactID: id, Source: source, Registered: first}
	}
	view := loaded(t,
		&palier.Batch{Kind: palier.KindContacts, Contacts: []palier.Contact{
			contact(2, "a", "web"), contact(3, "b", "web"), contact(4, "c", "web"), contact(5, "d", "web"), contact(6, "e", ""), contact(7, "same day", ""),
		}},
		&palier.Batch{Kind: palier.KindOrders, File: 1, OrderLines: []palier.OrderLine{
			order(2, "1", "a", 7), order(3, "2", "b", 8), order(4, "3", "c", 31), order(5, "4", "same day", 0), order(6, "5", "guest", 5),
		}})
	engine := refresh.Engine{Model: palier.DefaultModel(), Currency: "EUR"}
	got := csvOf(t, view, engine, query("leads", palier.NoDay, palier.NoDay, day(40)))
	want := `day,source,of,value,contacts,median_days
2024-11-13,-,stage,new_lead,1,
2024-11-13,-,stage,first_time_buyer,2,
2024-11-13,-,first_purchase,not_yet,1,
2024-11-13,web,stage,new_lead,1,
2024-11-13,web,stage,first_time_buyer,3,
2024-11-13,web,first_purchase,bought,3,8
2024-11-13,web,first_purchase,1-7,1,
2024-11-13,web,first_purchase,8-30,1,
2024-11-13,web,first_purchase,31-90,1,
2024-11-13,web,first_purchase,not_yet,1,
2024-11-13,*,first_purchase_of_all,bought,3,8
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
