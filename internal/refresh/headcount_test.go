package refresh_test

import (
	"reflect"
	"testing"

	"palier"
	"palier/internal/advisor"

	"pgregory.net/rapid"
)

func TestAHeadcountIsWhatTheStatesOfTheDaySay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		engine := drawEngine(t)
		v := see(t, drawStore(t))
		defer v.Close()
		day := drawDay(t)
		got, err := engine.Headcount(ctx, v, day)
		if err != nil {
			t.Fatal(err)
		}
		cells, err := engine.Census(ctx, v, day)
		if err != nil {
			t.Fatal(err)
		}
		want := advisor.CountCells(engine.Model, cells)
		spread, err := engine.Spread(ctx, v, day)
		if err != nil {
			t.Fatal(err)
		}
		want.Levels = spread.Levels
		daily, model := engine, *engine.Model
		model.PurchaseUnit = palier.UnitDay
		daily.Model = &model
		days := statesBy(t, v, daily, day) // whose purchases are days with some
		for contact, s := range statesBy(t, v, engine, day) {
			if s.LastResponse.Exists() && s.Stage.IsCustomer() {
				want.Answering++
			}
			if s.Stage.IsCustomer() && s.LastPurchase <= day-palier.Day(model.RFM.Period) {
				want.Idle++
			}
			if s.Purchases > 0 {
				want.Repeats += int64(s.Purchases - 1)
				want.Together += int64(s.Purchases - days[contact].Purchases)
			}
			if s.Purchases > 1 && days[contact].Purchases == 1 {
				want.Alone++
			}
		}
		registered := palier.Test{Field: palier.Field{Of: palier.OfContact, Name: "registered_at", Type: palier.FieldDay}, Op: palier.Within, Min: int64(dawn), Max: int64(day)}
		all := int64(len(membersOf(t, v, engine, day, registered)))
		for other, n := range got.Registered {
			registered.Min, registered.Max, all = int64(other), int64(other), all-n
			if on := membersOf(t, v, engine, day, registered); int64(len(on)) != n || n == 0 {
				t.Fatalf("on %s %d registered, and not %d", other, len(on), n)
			}
		}
		if all != 0 {
			t.Fatalf("%d more registered", all)
		}
		want.Registered = got.Registered
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("got  %+v\nwant %+v", got, want)
		}
		alone, err := engine.AloneMembers(ctx, v, day)
		if err != nil || int64(len(alone)) != got.Alone {
			t.Fatalf("%d are alone, and listed %d: %v", got.Alone, len(alone), err)
		}
	})
}
