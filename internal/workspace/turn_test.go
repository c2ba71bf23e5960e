package workspace_test

import (
	"testing"

	"palier"
	"palier/internal/workspace"
)

func TestALoadTurnsThoseWhoWouldBeElsewhereWithoutIt(t *testing.T) {
	w := made(t)
	take(t, w, "contact_id,registered_at\nann,2026-11-01\nbob,2026-11-02\n")
	second := take(t, w, "order_id,contact_id,ordered_at,amount\no1,ann,2026-11-10,10.00\no2,cat,2026-11-11,10.00\n")
	purchases := palier.Test{Field: palier.Field{Of: palier.OfState, Name: "purchases", Type: palier.FieldNumber}, Op: palier.Within, Max: 0}
	day := palier.DayOf(2026, 11, 12)
	lens, err := w.Look(ctx, nil, palier.NoDay)
	if err != nil {
		t.Fatal(err)
	}
	defer lens.Close()
	told := map[string]string{}
	for name, where := range map[string]palier.Condition{"leads": purchases, "buyers": palier.Not{Of: purchases}} {
		turns, err := w.TurnsOfLoad(ctx, lens, second.Load.Number, palier.Selection{Where: where, Day: day})
		if err != nil {
			t.Fatal(err)
		}
		for _, turn := range turns {
			if turn.Cause != palier.CauseData || turn.Day != day {
				t.Errorf("%s: %+v", name, turn)
			}
			sign := "-"
			if turn.Entered {
				sign = "+"
			}
			told[name] += sign + turn.ContactID
		}
	}
	if told["leads"] != "-ann" || told["buyers"] != "+ann+cat" {
		t.Errorf("got %v", told)
	}
	if again, err := w.TurnsOfLoad(ctx, lens, second.Load.Number, palier.Selection{Where: purchases, Day: day}); err != nil || len(again) != 1 {
		t.Errorf("asked again: %v, %v", again, err)
	}
	if _, err := w.TurnsOfLoad(ctx, lens, 9, palier.Selection{Where: purchases, Day: day}); palier.CodeOf(err) != palier.NotFound {
		t.Errorf("a load that is not: %v", err)
	}
}

func TestErasuresAreCountedByTheirDay(t *testing.T) {
	w := zoesShop(t)
	forget(t, w, "bob", workspace.ForgetOptions{})
	today := w.Today()
	for _, c := range []struct {
		from, to palier.Day
		want     int64
	}{{today - 1, today, 1}, {today, today + 1, 0}, {today - 9, today - 1, 0}} {
		if got, err := w.Erased(ctx, c.from, c.to); err != nil || got != c.want {
			t.Errorf("after %s up to %s: %d (%v), want %d", c.from, c.to, got, err, c.want)
		}
	}
}
