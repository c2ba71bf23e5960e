package refresh

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"palier"
)

// drawHistories draws histories as a store gives them, with days and amounts of any size.
func drawHistories(t *rapid.T) []palier.History {
	histories := make([]palier.History, rapid.IntRange(0, 600).Draw(t, "contacts"))
	day := rapid.Custom(func(t *rapid.T) palier.Day {
		return palier.Day(rapid.OneOf(rapid.Int32Range(19_000, 20_000), rapid.Int32Range(-25_000, 84_000)).Draw(t, "day"))
	})
	amount := rapid.OneOf(rapid.Int64Range(1, 50_000), rapid.Int64Range(math.MaxInt32-1, math.MaxInt32+1), rapid.Int64Range(1, math.MaxInt64/2))
	for i := range histories {
		h := &histories[i]
		h.Contact = palier.Key(rapid.Uint64().Draw(t, "key"))
		h.Registered = rapid.OneOf(rapid.Just(palier.NoDay), day).Draw(t, "registered")
		h.Responses = rapid.SliceOfN(day, 0, 4).Draw(t, "responses")
		slices.Sort(h.Responses)
		days := rapid.SliceOfN(day, 0, 5).Draw(t, "days")
		slices.Sort(days)
		for n, day := range days {
			sale := palier.Movement{Order: uint64(n), Day: day, Effect: day, Amount: palier.Money(amount.Draw(t, "amount"))}
			if rapid.IntRange(0, 9).Draw(t, "credit") == 0 {
				sale.Amount = -sale.Amount
			}
			h.Movements = append(h.Movements, sale)
			for range rapid.IntRange(0, 2).Draw(t, "refunds") {
				refund := sale
				refund.Amount, refund.Effect = -1, day+palier.Day(rapid.IntRange(0, 70_000).Draw(t, "after"))
				h.Movements = append(h.Movements, refund)
			}
		}
	}
	return histories
}

// renumbered gives histories with their orders numbered by the order in which they come,
// and nothing where there is an empty slice.
func renumbered(histories []palier.History) []palier.History {
	all := slices.Clone(histories)
	for i := range all {
		h := &all[i]
		h.Movements, h.Responses = append([]palier.Movement(nil), h.Movements...), append([]palier.Day(nil), h.Responses...)
		number := uint64(0)
		for j := range h.Movements {
			m := &h.Movements[j]
			if j == 0 || m.Day != h.Movements[j-1].Day || m.Order != histories[i].Movements[j-1].Order {
				number++
			}
			m.Order = number
		}
	}
	return all
}

func TestPackedHistoriesComeBackAsTheyWere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		histories := drawHistories(t)
		var l learner
		for part := range slices.Chunk(histories, rapid.IntRange(1, 700).Draw(t, "part")) {
			l.add(part)
		}
		var back []palier.History
		var u unpacker
		for _, p := range l.parts {
			if err := u.unpack(p, func(batch []palier.History) error {
				back = append(back, renumbered(batch)...)
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
		if want := renumbered(histories); len(back) != len(want) || len(want) > 0 && !reflect.DeepEqual(back, want) {
			t.Fatalf("got\n%+v, want\n%+v", back, want)
		}
	})
}
