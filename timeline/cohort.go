package timeline

import "palier"

// series turns the counts into the rates of each day.
func (r *rates) series(k *Kernel) (all [palier.Rates][]palier.RateDay) {
	for rate := range all {
		days := r.marks[rate].days(int(r.to-r.from) + 1)
		if palier.Rate(rate) == palier.Retention {
			r.addRetention(days)
		} else {
			r.addCohorts(days, &r.entries[rate], k.windows[rate])
		}
		all[rate] = days
	}
	return all
}

// days adds up the differences.
func (m *marks) days(n int) []palier.RateDay {
	days := make([]palier.RateDay, n)
	var now palier.RateDay
	for i := range days {
		now.Cohort += int64(m.cohort[i])
		now.Converted += int64(m.converted[i])
		now.SteadyCohort += int64(m.steadyCohort[i])
		now.SteadyConverted += int64(m.steadyConverted[i])
		days[i] = now
	}
	return days
}

// addRetention adds the contacts without refunds: they are in the cohort on one day.
func (r *rates) addRetention(days []palier.RateDay) {
	e := &r.entries[palier.Retention]
	for i := range days {
		at := int(r.from-r.origin) + i
		days[i].Cohort += int64(e.entered[at])
		days[i].Converted += int64(e.turned[at])
	}
}

// addCohorts adds the contacts without refunds. An entry of day e is in the cohort on
// the days e … e+w and, when followed by a purchase in this time, converted from that
// day to e+w; it is in the steady cohort on the days e+w … e+2w.
func (r *rates) addCohorts(days []palier.RateDay, e *entries, window palier.Day) {
	w := int(window)
	var now palier.RateDay
	for at := range e.entered {
		now.Cohort += int64(e.entered[at])
		now.Converted += int64(e.done[at])
		if left := at - w; left >= 0 {
			now.SteadyCohort += int64(e.entered[left])
			now.SteadyConverted += int64(e.turned[left])
		}
		if left := at - w - 1; left >= 0 {
			now.Cohort -= int64(e.entered[left])
			now.Converted -= int64(e.turned[left])
		}
		if left := at - 2*w - 1; left >= 0 {
			now.SteadyCohort -= int64(e.entered[left])
			now.SteadyConverted -= int64(e.turned[left])
		}
		if i := at - int(r.from-r.origin); i >= 0 {
			days[i].Cohort += now.Cohort
			days[i].Converted += now.Converted
			days[i].SteadyCohort += now.SteadyCohort
			days[i].SteadyConverted += now.SteadyConverted
		}
	}
}
