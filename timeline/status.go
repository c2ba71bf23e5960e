package timeline

import "palier"

// statusOf is the status of a customer who spent so much over the status window
// (model.md §4), counted before max(0, …).
func (k *Kernel) statusOf(spent palier.Money) palier.Status {
	status := palier.NoSpend
	for spent > k.upTo[status] {
		status++
	}
	return status
}

// spentOn gives the money of the status window as known on a day, before max(0, …).
func (k *Kernel) spentOn(v *view, day palier.Day) palier.Money {
	_, sum := within(v.money, day, k.window+1)
	return sum
}

// within adds up the days whose age on a day is 0 … span-1.
func within(totals []dayTotal, day, span palier.Day) (count int, sum palier.Money) {
	for i := known(totals, day) - 1; i >= 0 && day-totals[i].day < span; i-- {
		count += int(totals[i].count)
		sum += totals[i].amount
	}
	return count, sum
}

// walkStatuses appends the statuses of the days from … to, known as in the view. Money
// enters the window on its day and leaves it when it is more than the window old.
func (k *Kernel) walkStatuses(v *view, from, to palier.Day, t track) track {
	m := v.money
	in, out := known(m, from), known(m, from-k.window-1)
	var spent palier.Money
	for _, total := range m[out:in] {
		spent += total.amount
	}
	status := palier.NoStatus
	first := dusk
	if len(v.purchases) > 0 {
		first = v.purchases[0].day
	}
	if first <= from {
		status = k.statusOf(spent)
	}
	t = t.set(from, uint8(status))
	for {
		enter, leave := dusk, dusk
		if in < len(m) {
			enter = m[in].day
		}
		if out < in {
			leave = m[out].day + k.window + 1
		}
		day := min(enter, leave)
		if day > to || day == dusk {
			return t
		}
		if day == enter {
			spent += m[in].amount
			in++
		}
		if day == leave {
			spent -= m[out].amount
			out++
		}
		if day >= first && (spent > k.upTo[status] || spent <= k.above[status]) {
			status = k.statusOf(spent)
			t = t.set(day, uint8(status))
		}
	}
}
