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
// enters the window on its day and leaves it when it is more than the window old. Which
// comes next follows no rule that a processor could guess, so nothing depends on it but
// sums.
func (k *Kernel) walkStatuses(v *view, from, to palier.Day, t track) track {
	span := k.window + 1
	w := windowOn(v, from, span)
	m, in, out, spent := w.money, w.in, w.out, w.sum
	status, first := palier.NoStatus, v.after(-1)
	if first <= from {
		status = k.statusOf(spent)
	}
	t = t.set(from, uint8(status))
	above, upTo := k.above[status], k.upTo[status]
	for {
		// With an empty window, out is the day that enters next, and leaves after that.
		enter, leave := m[in].day, m[out].day+span
		day := min(enter, leave)
		if day > to || day == dusk {
			return t
		}
		come, gone := m[in].amount, m[out].amount
		entered, left := 1, 1
		if enter != day {
			come, entered = 0, 0
		}
		if leave != day {
			gone, left = 0, 0
		}
		spent += come - gone
		in += entered
		out += left
		if (spent > upTo || spent <= above) && day >= first {
			status = k.statusOf(spent)
			above, upTo = k.above[status], k.upTo[status]
			t = append(t, step{day, uint8(status)})
		}
	}
}
