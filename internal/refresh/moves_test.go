package refresh_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"palier"
	"palier/internal/refresh"
)

// hasValue asks for a value of a facet's field on a day; value 0 for none.
func hasValue(f palier.Facet, field string, value uint8, on palier.Moment) palier.Condition {
	test := palier.Test{Field: palier.Field{Of: palier.OfState, Name: field, Type: palier.FieldChoice}, Op: palier.OneOf, Numbers: []int64{int64(value)}, On: on}
	if f == palier.FacetStars {
		test.Field.Type, test.Op, test.Numbers = palier.FieldNumber, palier.Within, nil
		test.Min, test.Max = int64(value)-1, int64(value)-1
	}
	if value == 0 {
		test.Op, test.Numbers = palier.IsSet, nil
		return palier.Not{Of: test}
	}
	return test
}

// drawMoves draws a base, and some who are left out of everything. Nobody has objected: who
// has counts in totals, and is in no segment.
func drawMoves(t *rapid.T) (palier.View, refresh.Engine) {
	store, engine := drawStore(t), drawEngine(t)
	drawLeftOut(t, &engine)
	engine.Objected = nil
	return see(t, store), engine
}

func membersOf(t *rapid.T, v palier.View, e refresh.Engine, day palier.Day, where ...palier.Condition) []palier.Key {
	members, err := e.Members(ctx, v, palier.Selection{Where: palier.All(where), Day: day})
	if err != nil {
		t.Fatal(err)
	}
	return members
}

func TestTheContactsBehindAMoveAreAsManyAsCountedAndASegmentSaysThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, engine := drawMoves(t)
		f := palier.Facet(rapid.IntRange(0, int(palier.Facets)-1).Draw(t, "facet"))
		to := drawDay(t)
		from := to - palier.Day(rapid.IntRange(0, 30).Draw(t, "back"))
		moves, err := engine.Movement(ctx, v, f, from, to)
		if err != nil {
			t.Fatal(err)
		}
		sums := map[[2]uint8]int64{}
		for move, tally := range moves {
			sums[[2]uint8{move.From, move.To}] += tally.Contacts
			keys, err := engine.MovementMembers(ctx, v, f, from, to, func(c palier.Change) bool {
				c.Day = move.Day
				return c == move
			})
			if err != nil || !slices.IsSorted(keys) || int64(len(keys)) != tally.Contacts {
				t.Fatalf("%v: %d contacts, counted are %d (%v)", move, len(keys), tally.Contacts, err)
			}
		}
		for values, count := range sums {
			keys, err := engine.MovementMembers(ctx, v, f, from, to, func(c palier.Change) bool { return c.From == values[0] && c.To == values[1] })
			if err != nil {
				t.Fatal(err)
			}
			said := membersOf(t, v, engine, to, hasValue(f, f.String(), values[0], palier.Moment{Fixed: true, Day: from}), hasValue(f, f.String(), values[1], palier.Moment{}))
			if int64(len(said)) != count || !slices.Equal(said, keys) {
				t.Fatalf("%s from %d to %d: a segment has %d, the engine %d, counted are %d", f, values[0], values[1], len(said), len(keys), count)
			}
		}
		engine.Among = []palier.Key{}
		if keys, err := engine.MovementMembers(ctx, v, f, from, to, func(palier.Change) bool { return true }); err != nil || len(keys) > 0 {
			t.Fatalf("among nobody: %v, %v", keys, err)
		}
	})
}

func TestTheContactsBehindWhatIsComingAreAsManyAsCountedAndASegmentSaysTheFirst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, engine := drawMoves(t)
		day := drawDay(t)
		through := day + palier.Day(rapid.IntRange(1, 40).Draw(t, "ahead"))
		moves, err := engine.Coming(ctx, v, day, through)
		if err != nil {
			t.Fatal(err)
		}
		var leaving [palier.Facets]int64
		sums := map[palier.Change]refresh.Tally{}
		for move, tally := range moves {
			isComing(t, v, engine, day, through, move, move.Day, move.Day, tally)
			leaving[move.Facet] += tally.First
			move.Day = palier.NoDay
			sum := sums[move]
			sum.Contacts += tally.Contacts
			sum.First += tally.First
			sums[move] = sum
		}
		for move, tally := range sums {
			isComing(t, v, engine, day, through, move, day+1, through, tally)
		}
		for f, want := range leaving {
			keys, err := engine.ComingMembers(ctx, v, day, through, func(c palier.Change, first bool) bool { return c.Facet == palier.Facet(f) && first })
			if err != nil || int64(len(keys)) != want {
				t.Fatalf("%d leave their %s, counted are %d (%v)", len(keys), palier.Facet(f), want, err)
			}
			if palier.Facet(f) != palier.FacetGroup {
				name := palier.Facet(f).String()
				if said := membersOf(t, v, engine, day, comesOn(name, day+1, through)); !slices.Equal(said, keys) {
					t.Fatalf("a segment says that %v leave their %s, the engine %v", said, name, keys)
				}
			}
		}
	})
}

// isComing checks who makes a move on some days: as many as counted, and where it is the
// first of all of them, those whom a segment says.
func isComing(t *rapid.T, v palier.View, e refresh.Engine, day, through palier.Day, move palier.Change, from, to palier.Day, tally refresh.Tally) {
	keys, err := e.ComingMembers(ctx, v, day, through, func(c palier.Change, _ bool) bool {
		return c.Facet == move.Facet && c.From == move.From && c.To == move.To && c.Day >= from && c.Day <= to
	})
	if err != nil || !slices.IsSorted(keys) || int64(len(keys)) != tally.Contacts {
		t.Fatalf("%v: %d contacts, counted are %d (%v)", move, len(keys), tally.Contacts, err)
	}
	if name := move.Facet.String(); tally.First == tally.Contacts && move.Facet != palier.FacetGroup {
		said := membersOf(t, v, e, day, hasValue(move.Facet, name, move.From, palier.Moment{}), hasValue(move.Facet, "next_"+name, move.To, palier.Moment{}), comesOn(name, from, to))
		if !slices.Equal(said, keys) {
			t.Fatalf("%v: a segment says %v, the engine %v", move, said, keys)
		}
	}
}

// comesOn asks whether the next value of a facet comes on one of some days.
func comesOn(facet string, from, to palier.Day) palier.Condition {
	return palier.Test{Field: palier.Field{Of: palier.OfState, Name: "next_" + facet + "_on", Type: palier.FieldDay}, Op: palier.Within, Min: int64(from), Max: int64(to)}
}
