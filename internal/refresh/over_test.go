package refresh_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"palier"
)

func TestTheSizesOfAllDaysAreThoseOfEachDayByItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		store, engine := drawStore(t), drawEngine(t)
		drawLeftOut(t, &engine)
		v := see(t, store)
		where := drawCondition(t, 3)
		from, to := drawDay(t)-5, drawDay(t)+5
		got, err := engine.Sizes(ctx, v, where, from, to)
		if err != nil {
			t.Fatal(err)
		}
		r := newReference(t, v, engine)
		for day := from; day <= to; day++ {
			if want := r.members(where, day); got[day-from] != int64(len(want)) {
				t.Fatalf("on %s there are %d members, want %v of %s", day, got[day-from], want, shown(where))
			}
		}
	})
}

func TestWhoEntersAndLeavesIsWhoIsAMemberOnOneDayAndNotOnTheNext(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		store, engine := drawStore(t), drawEngine(t)
		drawLeftOut(t, &engine)
		v := see(t, store)
		where := drawCondition(t, 3)
		from, to := drawDay(t)-5, drawDay(t)+5
		turns, err := engine.Turnover(ctx, v, where, from, to)
		if err != nil {
			t.Fatal(err)
		}
		r := newReference(t, v, engine)
		before := r.members(where, from)
		for day := from + 1; day <= to; day++ {
			now := r.members(where, day)
			for len(turns) > 0 && turns[0].Day == day {
				turn := turns[0]
				turns = turns[1:]
				id := turn.ContactID
				if turn.Contact != palier.KeyOf(id) || slices.Contains(now, id) != turn.Entered || slices.Contains(before, id) == turn.Entered {
					t.Fatalf("%+v: %v were members the day before, now %v", turn, before, now)
				}
				if turn.Entered {
					before = append(before, id)
				} else {
					before = slices.DeleteFunc(before, func(other string) bool { return other == id })
				}
			}
			if slices.Sort(before); !slices.Equal(before, now) {
				t.Fatalf("after the turns of %s there are %v, want %v of %s", day, before, now, shown(where))
			}
		}
		if len(turns) > 0 {
			t.Fatalf("%+v are of other days", turns)
		}
	})
}
