package refresh_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"palier"
	"palier/internal/refresh"
	"palier/internal/segment"
)

// publishDrawn publishes the states of a day.
func publishDrawn(t *rapid.T, store palier.Store, e refresh.Engine, day palier.Day) {
	err := store.Update(ctx, func(u palier.Update) error {
		return e.Publish(ctx, u, palier.Publication{AsOf: day, Policy: "auto", Model: e.Hash, At: time.Unix(0, 0)})
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestASegmentOfAnyDayHasTheMembersThatHoldSaysPublishedOrNot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		store, engine := drawStore(t), drawEngine(t)
		drawLeftOut(t, &engine)
		day := drawDay(t)
		if rapid.Bool().Draw(t, "published") {
			publishDrawn(t, store, engine, rapid.SampledFrom([]palier.Day{day, day - 3}).Draw(t, "as of"))
		}
		v := see(t, store)
		where := drawCondition(t, 3)
		got, err := engine.Members(ctx, v, palier.Selection{Where: where, Day: day})
		if err != nil {
			t.Fatal(err)
		}
		if want := newReference(t, v, engine).members(where, day); !slices.Equal(namesOf(got), want) {
			t.Fatalf("on %s %v are members, want %v of %s", day, namesOf(got), want, shown(where))
		}
	})
}

func TestTheFirstByAFactOfAnyDayAreThoseWithTheHighestOrLowestAndTheSmallestId(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		store, engine := drawStore(t), drawEngine(t)
		day := drawDay(t)
		v := see(t, store)
		r := newReference(t, v, engine)
		top := palier.Ranking{
			Count: rapid.IntRange(1, 4).Draw(t, "count"), Lowest: rapid.Bool().Draw(t, "lowest"),
			By: palier.Field{Of: palier.OfState, Name: rapid.SampledFrom([]string{"purchases", "spend", "stars", "last_purchase", "recency"}).Draw(t, "by")},
		}
		all := r.members(palier.All{}, day)
		value := func(id string) int64 { n, _ := segment.Rank(top.By, r.subjects[id], day); return n }
		all = slices.DeleteFunc(all, func(id string) bool { _, there := segment.Rank(top.By, r.subjects[id], day); return !there })
		slices.SortStableFunc(all, func(a, b string) int {
			if top.Lowest {
				a, b = b, a
			}
			return int(value(b) - value(a))
		})
		want := slices.Sorted(slices.Values(all[:min(top.Count, len(all))]))
		got, err := engine.Members(ctx, v, palier.Selection{Day: day, Top: top})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(namesOf(got), want) {
			t.Fatalf("%+v on %s are %v, want %v", top, day, namesOf(got), want)
		}
	})
}
