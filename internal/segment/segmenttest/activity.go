package segmenttest

import (
	"strconv"

	"pgregory.net/rapid"

	"palier"
	"palier/internal/segment"
)

func (v Vocabulary) bought(t *rapid.T) segment.Node {
	b := segment.Bought{Unit: segment.Lines, Where: v.where(t, purchase), Window: v.window(t)}
	if rapid.Bool().Draw(t, "counted") {
		b.Unit = rapid.SampledFrom([]segment.Unit{segment.Orders, segment.Lines, segment.Units}).Draw(t, "unit")
		quantity := v.quantity(t, 0)
		b.Quantity = &quantity
	}
	return b
}

func (v Vocabulary) spent(t *rapid.T) segment.Node {
	return segment.Spent{Quantity: v.quantity(t, 2), Where: v.where(t, purchase), Window: v.window(t)}
}

func (v Vocabulary) engaged(t *rapid.T) segment.Node {
	e := segment.Engaged{Where: v.where(t, engagement), Window: v.window(t)}
	if rapid.Bool().Draw(t, "counted") {
		quantity := v.quantity(t, 0)
		e.Quantity = &quantity
	}
	if len(v.Types) > 0 && rapid.Bool().Draw(t, "typed") {
		e.By = rapid.SliceOfN(rapid.SampledFrom(v.Types), 1, 2).Draw(t, "by")
	}
	return e
}

func (v Vocabulary) moved(t *rapid.T) segment.Node {
	places := rapid.SampledFrom(v.Places).Draw(t, "places")
	place := func(label string) *segment.Place {
		p := rapid.SampledFrom(places).Draw(t, label)
		return &p
	}
	m := segment.Moved{Window: v.window(t)}
	kind := rapid.IntRange(0, 2).Draw(t, "kind of move")
	if kind != 1 {
		m.From = place("from")
	}
	if kind != 0 {
		m.To = place("to")
	}
	return m
}

// where draws a condition on what was bought or done, if the vocabulary has fields of it.
func (v Vocabulary) where(t *rapid.T, subjects []palier.Subject) segment.Node {
	if len(v.having(subjects, anything)) == 0 || rapid.Bool().Draw(t, "anything") {
		return nil
	}
	return v.tree(t, min(v.Depth, 1), []func(*rapid.T) segment.Node{
		func(t *rapid.T) segment.Node { return v.compare(t, subjects) },
	})
}

// window draws a range of days, or none.
func (v Vocabulary) window(t *rapid.T) *segment.Window {
	first, last := v.day(t, "from"), v.day(t, "to")
	switch rapid.IntRange(0, 4).Draw(t, "window") {
	case 1:
		days := rapid.IntRange(0, int(v.Last-v.First)+1).Draw(t, "last days")
		return &segment.Window{LastDays: &days, From: palier.NoDay, To: palier.NoDay}
	case 2:
		return &segment.Window{From: min(first, last), To: max(first, last)}
	case 3:
		return &segment.Window{From: first, To: palier.NoDay}
	case 4:
		return &segment.Window{From: palier.NoDay, To: last - 1, Before: true}
	}
	return nil
}

func (v Vocabulary) day(t *rapid.T, label string) palier.Day {
	return palier.Day(rapid.Int32Range(int32(v.First), int32(v.Last)).Draw(t, label))
}

func (v Vocabulary) quantity(t *rapid.T, decimals int) segment.Quantity {
	return segment.Quantity{
		Bound:  rapid.SampledFrom([]segment.Bound{segment.QuantityAtLeast, segment.QuantityAtMost, segment.QuantityExactly}).Draw(t, "bound"),
		Number: digits(t, decimals),
	}
}

// digits draws a number of at most so many decimals.
func digits(t *rapid.T, decimals int) string {
	number := strconv.Itoa(rapid.IntRange(0, 20).Draw(t, "number"))
	if decimals = rapid.IntRange(0, decimals).Draw(t, "decimals"); decimals > 0 {
		number += "." + rapid.StringOfN(rapid.RuneFrom([]rune("05")), decimals, decimals, -1).Draw(t, "fraction")
	}
	return number
}
