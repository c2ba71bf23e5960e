package timeline_test

import (
	"testing"

	"palier"
	"palier/timeline"

	"pgregory.net/rapid"
)

// drawDay draws a day around what a drawn history tells of.
func drawDay(t *rapid.T, name string) palier.Day {
	return epoch + palier.Day(rapid.IntRange(-15, 160).Draw(t, name))
}

func TestAMoveIsTheLastChangeThatGaveTheLaterDayItsValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t)
		w := timeline.New(m, "EUR").Walker()
		for range 2 { // the second after what the walker remembers of the first
			h, from := drawHistory(t), drawDay(t, "from")
			to := from + palier.Day(rapid.IntRange(0, 90).Draw(t, "days"))
			for f := range palier.Facet(palier.Facets) {
				if got, want := w.Move(h, f, from, to), (&naive{m, h}).move(f, from, to); got != want {
					t.Fatalf("%s from %s to %s: got %+v, want %+v", f, from, to, got, want)
				}
			}
		}
	})
}

// move looks at both days, then goes back from the later one to the change.
func (n *naive) move(f palier.Facet, from, to palier.Day) palier.Change {
	value := func(day palier.Day) uint8 {
		s := n.facts(day, day)
		return s.Value(f)
	}
	move := palier.Change{Day: palier.NoDay, Facet: f, From: value(from), To: value(to)}
	if move.From == move.To {
		return move
	}
	move.Day = to
	for value(move.Day-1) == move.To {
		move.Day--
	}
	move.Cause = n.cause(f, move.Day, move.To)
	return move
}

func TestAMoveIsBlamedOnItsLastStep(t *testing.T) {
	w := timeline.New(palier.DefaultModel(), "EUR").Walker()
	h := historyOf(epoch, []line{{"a", epoch + 10, 100}, {"b", epoch + 30, 100}, {"b", epoch + 40, -100}}, nil)
	for _, c := range []struct {
		from, to palier.Day
		want     palier.Change
	}{
		{-5, -1, palier.Change{Day: palier.NoDay}},
		{-5, 0, palier.Change{Day: epoch, To: uint8(palier.NewLead), Cause: palier.CauseRegistration}},
		{-5, 20, palier.Change{Day: epoch + 10, To: uint8(palier.FirstTimeBuyer), Cause: palier.CauseOrder}},
		{20, 35, palier.Change{Day: epoch + 30, From: uint8(palier.FirstTimeBuyer), To: uint8(palier.ActiveBuyer), Cause: palier.CauseOrder}},
		{20, 45, palier.Change{Day: palier.NoDay, From: uint8(palier.FirstTimeBuyer), To: uint8(palier.FirstTimeBuyer)}},
		{35, 45, palier.Change{Day: epoch + 40, From: uint8(palier.ActiveBuyer), To: uint8(palier.FirstTimeBuyer), Cause: palier.CauseRefund}},
		{5, 101, palier.Change{Day: epoch + 101, From: uint8(palier.NewLead), To: uint8(palier.DefectingBuyer), Cause: palier.CauseTime}},
	} {
		if got := w.Move(h, palier.FacetStage, epoch+c.from, epoch+c.to); got != c.want {
			t.Errorf("from day %d to %d: got %+v, want %+v", c.from, c.to, got, c.want)
		}
	}
}
