package timeline

import "palier"

// series turns the counts into the rates of each day.
func (r *rates) series() (all [palier.Rates][]palier.RateDay) {
	for rate := range all {
		days := r.marks[rate].days()
		if palier.Rate(rate) == palier.Retention {
			r.sumRetention(days)
		} else {
			r.sumCohorts(days, r.entries[rate], r.k.windows[rate])
		}
		all[rate] = days
	}
	return all
}

// sumCohorts adds the contacts without refunds. An entry of day e is in the cohort on
// the days e … e+w and, when followed by a purchase in this time, converted from that
// day to e+w; it is in the steady cohort on the days e+w … e+2w.
func (r *rates) sumCohorts(days []palier.RateDay, entries []entries, window palier.Day) {
	w := int(window)
	var now palier.RateDay
	for at := range entries {
		now.Cohort += int64(entries[at].entered)
		now.Converted += int64(entries[at].done)
		if left := at - w; left >= 0 {
			now.SteadyCohort += int64(entries[left].entered)
			now.SteadyConverted += int64(entries[left].turned)
		}
		if left := at - w - 1; left >= 0 {
			now.Cohort -= int64(entries[left].entered)
			now.Converted -= int64(entries[left].turned)
		}
		if left := at - 2*w - 1; left >= 0 {
			now.SteadyCohort -= int64(entries[left].entered)
			now.SteadyConverted -= int64(entries[left].turned)
		}
		if i := at - int(r.from-r.origin); i >= 0 {
			days[i].Cohort += now.Cohort
			days[i].Converted += now.Converted
			days[i].SteadyCohort += now.SteadyCohort
			days[i].SteadyConverted += now.SteadyConverted
		}
	}
}
