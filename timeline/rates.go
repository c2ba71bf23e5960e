package timeline

import "palier"

// rates counts the entries of the conversion rates (model.md §7).
//
// What is known of a contact without refunds never changes, so its entries are counted
// once, by day, and the cohorts are sliding sums of these counts. With refunds an entry
// is one only during some epochs; then the days it is in the cohort are marked.
type rates struct {
	k         *Kernel
	from, to  palier.Day
	reach     palier.Day              // how many days a purchase matters to any rate
	origin    palier.Day              // before it no entry matters on any day
	entries   [palier.Rates][]entries // by day from the origin on
	retention []retained              // likewise, and one for what comes after the series
	marks     [palier.Rates]marks
}

// entries counts, for one day, what contacts without refunds bring to a rate.
type entries struct {
	entered int32 // entries of this day
	turned  int32 // those of them that are followed by a purchase in their window
	done    int32 // entries, of any day, that are followed on this day by such a purchase
}

func newRates(k *Kernel, from, to palier.Day) rates {
	r := rates{k: k, from: from, to: to, reach: latestDays}
	for _, window := range k.windows {
		r.reach = max(r.reach, 2*window)
	}
	r.reach += k.customer.inactive + 1
	r.origin = from - r.reach
	n := int(to-r.origin) + 1
	for i := range r.entries {
		r.entries[i] = make([]entries, n)
		r.marks[i] = newMarks(int(to-from) + 1)
	}
	r.retention = make([]retained, n+1)
	return r
}

func (r *rates) merge(other *rates) {
	for rate := range r.entries {
		for i, e := range other.entries[rate] {
			r.entries[rate][i].entered += e.entered
			r.entries[rate][i].turned += e.turned
			r.entries[rate][i].done += e.done
		}
		r.marks[rate].merge(&other.marks[rate])
	}
	for i, d := range other.retention {
		r.retention[i].bought += d.bought
		r.retention[i].retired += d.retired
		r.retention[i].late += d.late
		r.retention[i].back += d.back
	}
}

// span is the days on which something is known as it is: an epoch, cut to the series.
// A contact without refunds has only one, without ends.
type span struct{ from, to palier.Day }

var always = span{dawn, dusk}

// add counts the entries of a contact, as known in the view during a span.
func (r *rates) add(v *view, s span) {
	if s != always {
		s.from, s.to = max(s.from, r.from), min(s.to, r.to)
		if s.from > s.to {
			return
		}
	}
	first := v.after(-1)
	if v.registered < first {
		r.enter(palier.LeadConversion, v.registered, first, s)
	}
	if first == dusk {
		return
	}
	if !v.several(0) {
		r.enter(palier.Repurchase, first, v.after(0), s)
	}
	defecting, inactive := r.k.customer.defecting, r.k.customer.inactive
	for _, i := range v.lapsesFrom(known(v.purchases, s.from-r.reach-1)) {
		last, next := v.purchases[i].day, v.after(int(i))
		if last > s.to {
			break
		}
		if day := last + defecting + 1; day < next {
			r.enter(palier.WinbackDefecting, day, next, s)
		}
		if day := last + inactive + 1; day < next {
			r.enter(palier.WinbackInactive, day, next, s)
		}
	}
	if s == always {
		r.countRetention(v)
	} else {
		r.markRetention(v, s)
	}
}

// enter counts an entry and the day of the purchase after it, as known during a span.
func (r *rates) enter(rate palier.Rate, day, next palier.Day, s span) {
	window := r.k.windows[rate]
	if s != always {
		r.marks[rate].enter(r.from, s, window, day, next)
		return
	}
	if day < r.origin || day > r.to {
		return
	}
	days := r.entries[rate]
	days[day-r.origin].entered++
	if next-day <= window {
		days[day-r.origin].turned++
		days[next-r.origin].done++
	}
}
