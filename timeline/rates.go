package timeline

import "palier"

// rates counts the entries of the conversion rates (model.md §7).
//
// What is known of a contact without refunds never changes, so its entries are counted
// once, by day, and the cohorts are sliding sums. With refunds an entry is one only
// during some epochs; then the days it is in the cohort are marked, by differences.
type rates struct {
	from, to palier.Day
	origin   palier.Day // before it no entry matters any more
	entries  [palier.Rates]entries
	marks    [palier.Rates]marks
}

// entries are counts by day from the origin on. For retention, the days on which a
// contact is in the cohort; it has no use for done.
type entries struct {
	entered []int32 // entries of this day
	turned  []int32 // those of them that are followed by a purchase in their window
	done    []int32 // entries, of any day, followed on this day by such a purchase
}

// marks are differences by day of the four numbers of a RateDay.
type marks struct{ cohort, converted, steadyCohort, steadyConverted []int32 }

// latestDays is how many days the steady companion of retention looks at.
const latestDays = 28

func newRates(k *Kernel, from, to palier.Day) rates {
	r := rates{from: from, to: to, origin: from}
	for _, window := range k.windows {
		r.origin = min(r.origin, from-2*window)
	}
	days := int(to-r.origin) + 1
	for i := range r.entries {
		r.entries[i] = entries{make([]int32, days), make([]int32, days), make([]int32, days)}
		n := int(to-from) + 2
		r.marks[i] = marks{make([]int32, n), make([]int32, n), make([]int32, n), make([]int32, n)}
	}
	return r
}

func (r *rates) merge(other *rates) {
	for i := range r.entries {
		e, f := &r.entries[i], &other.entries[i]
		addTo(e.entered, f.entered)
		addTo(e.turned, f.turned)
		addTo(e.done, f.done)
		m, n := &r.marks[i], &other.marks[i]
		addTo(m.cohort, n.cohort)
		addTo(m.converted, n.converted)
		addTo(m.steadyCohort, n.steadyCohort)
		addTo(m.steadyConverted, n.steadyConverted)
	}
}

// mark counts one more on the days first … last, as far as they are in the series.
func (r *rates) mark(counts []int32, first, last palier.Day) {
	first, last = max(first, r.from), min(last, r.to)
	if first <= last {
		counts[first-r.from]++
		counts[last-r.from+1]--
	}
}

// after gives the day of the purchases that follow the i-th, or dusk.
func (v *view) after(i int) palier.Day {
	if i+1 < len(v.purchases) {
		return v.purchases[i+1].day
	}
	return dusk
}

// addPlain counts the entries of a contact without refunds.
func (r *rates) addPlain(k *Kernel, v *view) {
	first := v.after(-1)
	if v.registered < first {
		r.enter(k, palier.LeadConversion, v.registered, first)
	}
	if first != dusk && !v.several(0) {
		r.enter(k, palier.Repurchase, first, v.after(0))
	}
	for i := range v.purchases {
		last, next := v.purchases[i].day, v.after(i)
		if day := last + k.customer.defecting + 1; day < next {
			r.enter(k, palier.WinbackDefecting, day, next)
		}
		if day := last + k.customer.inactive + 1; day < next {
			r.enter(k, palier.WinbackInactive, day, next)
		}
		if v.several(i) {
			r.retain(k, last, next)
		}
	}
}

// enter counts an entry of a contact without refunds, and the purchase after it.
func (r *rates) enter(k *Kernel, rate palier.Rate, day, next palier.Day) {
	if day < r.origin || day > r.to {
		return
	}
	e := &r.entries[rate]
	e.entered[day-r.origin]++
	if next-day <= k.windows[rate] {
		e.turned[day-r.origin]++
		e.done[next-r.origin]++
	}
}

// retain counts a purchase of a contact without refunds that is not its only one.
func (r *rates) retain(k *Kernel, last, next palier.Day) {
	e := &r.entries[palier.Retention]
	day := last + k.customer.defecting
	if day > r.to {
		return
	}
	if day >= r.origin {
		e.entered[day-r.origin]++
		if next <= day {
			e.turned[day-r.origin]++
		}
	}
	r.retainSteadily(k, last, next, dawn, dusk)
}

// retainSteadily marks the days on which a purchase is the latest of those that the
// steady companion of retention looks at, within the days from … to.
func (r *rates) retainSteadily(k *Kernel, last, next, from, to palier.Day) {
	m := &r.marks[palier.Retention]
	day := last + k.customer.defecting
	end := min(to, day+latestDays-1, next+k.customer.defecting-1)
	r.mark(m.steadyCohort, max(from, day), end)
	r.mark(m.steadyConverted, max(from, day, next), end)
}

// addEpoch marks the days from … to of one epoch of a contact with refunds.
func (r *rates) addEpoch(k *Kernel, v *view, from, to palier.Day) {
	from, to = max(from, r.from), min(to, r.to)
	if from > to {
		return
	}
	first := v.after(-1)
	if v.registered < first {
		r.enterEpoch(k, palier.LeadConversion, v.registered, first, from, to)
	}
	if first != dusk && !v.several(0) {
		r.enterEpoch(k, palier.Repurchase, first, v.after(0), from, to)
	}
	for i := range v.purchases {
		last, next := v.purchases[i].day, v.after(i)
		if last > to {
			return
		}
		if day := last + k.customer.defecting + 1; day < next {
			r.enterEpoch(k, palier.WinbackDefecting, day, next, from, to)
		}
		if day := last + k.customer.inactive + 1; day < next {
			r.enterEpoch(k, palier.WinbackInactive, day, next, from, to)
		}
		if v.several(i) {
			r.retainEpoch(k, last, next, from, to)
		}
	}
}

func (r *rates) enterEpoch(k *Kernel, rate palier.Rate, day, next, from, to palier.Day) {
	m, window := &r.marks[rate], k.windows[rate]
	r.mark(m.cohort, max(from, day), min(to, day+window))
	r.mark(m.steadyCohort, max(from, day+window), min(to, day+2*window))
	if next-day <= window {
		r.mark(m.converted, max(from, next), min(to, day+window))
		r.mark(m.steadyConverted, max(from, day+window), min(to, day+2*window))
	}
}

func (r *rates) retainEpoch(k *Kernel, last, next, from, to palier.Day) {
	m := &r.marks[palier.Retention]
	if day := last + k.customer.defecting; day >= from && day <= to {
		r.mark(m.cohort, day, day)
		if next <= day {
			r.mark(m.converted, day, day)
		}
	}
	r.retainSteadily(k, last, next, from, to)
}
