package refresh_test

import (
	"testing"

	"pgregory.net/rapid"

	"palier"
	"palier/internal/refresh"
	"palier/timeline"
)

func TestWhoComesToAStageDoesSoForTheCauseThatTheKernelTells(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		store, engine := drawStore(t), drawEngine(t)
		v := see(t, store)
		stage := int64(rapid.IntRange(int(palier.NewLead), int(palier.InactiveBuyer)).Draw(t, "stage"))
		where := palier.Test{Field: palier.Field{Of: palier.OfState, Name: "stage", Type: palier.FieldChoice}, Op: palier.OneOf, Numbers: []int64{stage}}
		turns, err := engine.Turnover(ctx, v, where, dawn-1, dusk+20)
		if err != nil {
			t.Fatal(err)
		}
		r := newReference(t, v, engine)
		kernel := timeline.New(engine.Model, engine.Currency)
		entered := 0
		for _, turn := range turns {
			if !turn.Entered {
				continue
			}
			entered++
			for _, c := range kernel.Changes(r.histories[turn.ContactID], turn.Day) {
				if c.Day == turn.Day && c.Facet == palier.FacetStage && (int64(c.To) != stage || c.Cause != turn.Cause) {
					t.Fatalf("%s on %s: %s, want %s", turn.ContactID, turn.Day, turn.Cause, c.Cause)
				}
			}
		}
		want := 0
		for _, h := range r.histories {
			for _, c := range kernel.Changes(h, dusk+20) {
				if c.Facet == palier.FacetStage && int64(c.To) == stage && c.Day >= dawn {
					want++
				}
			}
		}
		if entered != want {
			t.Fatalf("%d come, want %d", entered, want)
		}
	})
}

// shop is a base in which one contact does some things.
func shop(t *testing.T, contact palier.Contact, lines []palier.OrderLine, engagements []palier.Engagement) palier.View {
	t.Helper()
	store := newStore(t,
		palier.Batch{Kind: palier.KindContacts, Contacts: []palier.Contact{contact}},
		palier.Batch{Kind: palier.KindOrderLines, File: 1, OrderLines: lines},
		palier.Batch{Kind: palier.KindEngagements, File: 2, Engagements: engagements})
	return view(t, store)
}

func TestWhoTurnsDoesSoForWhatHappenedThatDay(t *testing.T) {
	sale := func(order string, day palier.Day, amount palier.Money) palier.OrderLine {
		return palier.OrderLine{OrderID: order, ContactID: "ann", Day: day, Amount: amount, Quantity: 1000}
	}
	activity := func(count palier.Count, least int64, window palier.Window) palier.Condition {
		return palier.Activity{Count: count, Min: least, Max: 1 << 40, Window: window}
	}
	last := func(days palier.Day) palier.Window { return palier.Window{Last: true, Days: days} }
	lines := []palier.OrderLine{sale("a", 100, 50_00), sale("b", 110, 10_00), sale("a", 120, -50_00)}
	engagements := []palier.Engagement{{ContactID: "ann", Day: 105, Type: "sent"}}
	type turn struct {
		day     palier.Day
		entered bool
		cause   palier.Cause
	}
	for name, c := range map[string]struct {
		where palier.Condition
		want  []turn
	}{
		"two orders": {activity(palier.Orders, 2, palier.Always()), []turn{{110, true, palier.CauseOrder}, {120, false, palier.CauseRefund}}},
		"an order in the last 5 days": {activity(palier.Orders, 1, last(5)),
			[]turn{{100, true, palier.CauseOrder}, {106, false, palier.CauseTime}, {110, true, palier.CauseOrder}, {116, false, palier.CauseTime}}},
		"spent 55":     {activity(palier.Spent, 55_00, palier.Always()), []turn{{110, true, palier.CauseOrder}, {120, false, palier.CauseRefund}}},
		"sent a thing": {activity(palier.Engagements, 1, last(2)), []turn{{105, true, palier.CauseResponse}, {108, false, palier.CauseTime}}},
		"everybody":    {palier.All{}, []turn{{90, true, palier.CauseRegistration}}},
		"no order":     {palier.Not{Of: activity(palier.Lines, 1, palier.Always())}, []turn{{90, true, palier.CauseRegistration}, {100, false, palier.CauseOrder}}},
	} {
		t.Run(name, func(t *testing.T) {
			v := shop(t, palier.Contact{ContactID: "ann", Registered: 90}, lines, engagements)
			turns, err := refresh.Engine{Model: palier.DefaultModel(), Currency: "EUR"}.Turnover(ctx, v, c.where, 50, 140)
			if err != nil {
				t.Fatal(err)
			}
			if len(turns) != len(c.want) {
				t.Fatalf("got %+v, want %+v", turns, c.want)
			}
			for i, got := range turns {
				if want := (refresh.Turn{Day: c.want[i].day, Contact: palier.KeyOf("ann"), ContactID: "ann", Entered: c.want[i].entered, Cause: c.want[i].cause}); got != want {
					t.Errorf("got %+v, want %+v", got, want)
				}
			}
		})
	}
}

func TestAnotherModelOrDefinitionTurnsThoseWhoAreMembersInOneReadingOnly(t *testing.T) {
	store, engine := base(t)
	v := publish(t, store, engine)
	impatient := *engine.Model
	impatient.Customer = palier.CustomerLimits{Defecting: 5, Inactive: 10}
	tried := engine
	tried.Model, tried.Hash = &impatient, "impatient"
	active := palier.Selection{Day: asOf, Where: palier.Test{Field: palier.Field{Of: palier.OfState, Name: "stage", Type: palier.FieldChoice}, Op: palier.OneOf, Numbers: []int64{int64(palier.ActiveBuyer)}}}
	turns, err := refresh.Compare(ctx, refresh.Reading{Engine: engine, View: v, Segment: active}, refresh.Reading{Engine: tried, View: v, Segment: active}, palier.CauseModel)
	if err != nil || len(turns) == 0 {
		t.Fatalf("%d turns: %v", len(turns), err)
	}
	for _, turn := range turns {
		h, err := engine.History(ctx, v, turn.ContactID)
		if err != nil {
			t.Fatal(err)
		}
		before := timeline.New(engine.Model, "EUR").State(h, asOf).Stage == palier.ActiveBuyer
		after := timeline.New(&impatient, "EUR").State(h, asOf).Stage == palier.ActiveBuyer
		if before == after || turn.Entered != after || turn.Cause != palier.CauseModel || turn.Day != asOf {
			t.Errorf("%+v: before %t, after %t", turn, before, after)
		}
	}
}
