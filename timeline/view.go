package timeline

import (
	"slices"

	"palier"
)

// dayTotal is what one day brought: how many purchases, and how much money. A day on
// which there was only a credit has no purchase.
type dayTotal struct {
	day    palier.Day
	count  int32
	amount palier.Money
}

// theEnd stands behind the last entry of money, where it saves asking for the length.
var theEnd = dayTotal{day: dusk}

// known tells how many of the days have come by the end of a day.
func known(totals []dayTotal, day palier.Day) int {
	if len(totals) == 0 || totals[0].day > day {
		return 0
	}
	low, high := 1, len(totals)
	for low < high {
		middle := (low + high) / 2
		if totals[middle].day <= day {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}

// view is what is known of a contact during one epoch: the days from one refund to the
// day before the next. Within an epoch the purchases of the past are fixed, and those
// to come appear on their days.
type view struct {
	purchases  []dayTotal // days with at least one purchase
	money      []dayTotal // the same with the credits; the same slice when there are none
	lapses     []int32    // indexes of purchases that no other follows within customer.defecting
	responses  []palier.Day
	registered palier.Day // R of model.md §2, which may be yet to come
	entry      palier.Day // the first day with a stage
}

// appear finds the entry day and R, given the registration day of the contact's row and
// the day of its first sale, each NoDay without one.
func (v *view) appear(registered, sale palier.Day) {
	v.entry = earliest(registered, sale)
	if len(v.responses) > 0 {
		v.entry = earliest(v.entry, v.responses[0])
	}
	v.registered = registered
	if !registered.Exists() {
		v.registered = v.entry
	}
}

// earliest gives the earlier of two days, and NoDay only when neither exists.
func earliest(a, b palier.Day) palier.Day {
	if !a.Exists() || b.Exists() && b < a {
		return b
	}
	return a
}

// firstSale gives the day of the first sale, even if refunded since; NoDay for none.
func firstSale(movements []palier.Movement) palier.Day {
	for i := range movements {
		if movements[i].Amount > 0 {
			return movements[i].Day
		}
	}
	return palier.NoDay
}

// countUpTo tells how many of the days, ascending, are not after a day.
func countUpTo(days []palier.Day, day palier.Day) int {
	n, _ := slices.BinarySearch(days, day+1)
	return n
}

// several tells whether there was more than one purchase by the end of the day of the
// i-th entry of purchases.
func (v *view) several(i int) bool { return i > 0 || v.purchases[i].count > 1 }

// after gives the day of the purchases that follow the i-th, or dusk.
func (v *view) after(i int) palier.Day {
	if i+1 < len(v.purchases) {
		return v.purchases[i+1].day
	}
	return dusk
}

// findLapses fills in lapses. Most customers come back soon or late by no rule that a
// processor could guess, so every purchase is written down and only kept if it is one.
func (v *view) findLapses(defecting palier.Day) {
	p := v.purchases
	lapses := slices.Grow(v.lapses[:0], len(p))[:len(p)]
	n := 0
	for i := 1; i < len(p); i++ {
		lapses[n] = int32(i - 1)
		if p[i].day-p[i-1].day > defecting {
			n++
		}
	}
	if len(p) > 0 {
		lapses[n] = int32(len(p) - 1)
		n++
	}
	v.lapses = lapses[:n]
}

// lapsesFrom gives the lapses that begin with the i-th purchase or a later one.
func (v *view) lapsesFrom(i int) []int32 {
	n, _ := slices.BinarySearch(v.lapses, int32(i))
	return v.lapses[n:]
}
