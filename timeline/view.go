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
	responses  []palier.Day
	registered palier.Day // R of model.md §2, which may be yet to come
	entry      palier.Day // the first day with a stage
}

// countUpTo tells how many of the days, ascending, are not after a day.
func countUpTo(days []palier.Day, day palier.Day) int {
	n, _ := slices.BinarySearch(days, day+1)
	return n
}

// several tells whether there was more than one purchase by the end of the day of the
// i-th entry of purchases.
func (v *view) several(i int) bool { return i > 0 || v.purchases[i].count > 1 }
