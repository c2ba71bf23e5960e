package timeline

import "palier"

// retained counts, for one day, the purchases of contacts without refunds that are not
// a contact's only one so far.
//
// A purchase is in the cohort customer.defecting days later. It is in the steady cohort
// from then on for latestDays, or until the next purchase takes its place.
type retained struct {
	bought  int32 // purchases of this day
	retired int32 // purchases that leave the steady cohort customer.defecting days later
	late    int32 // purchases of this day that are not followed in time
	back    int32 // late ones that are followed on this day, or leave the steady cohort
}

// latestDays is how many days the steady companion of retention looks at.
const latestDays = 28

// countRetention counts a contact without refunds.
func (r *rates) countRetention(v *view) {
	p, days, origin := v.purchases, r.retention, r.origin
	second := 1
	if v.several(0) {
		second = 0
	}
	beyond := r.to + 1
	for i := second; i < len(p); i++ {
		retired := min(p[i].day+latestDays, beyond)
		if i+1 < len(p) {
			retired = min(retired, p[i+1].day)
		}
		if day := p[i].day; day >= origin {
			days[day-origin].bought++
			days[retired-origin].retired++
		}
	}
	defecting := r.k.customer.defecting
	for _, i := range v.lapses {
		if day := p[i].day; int(i) >= second && day >= origin {
			days[day-origin].late++
			days[min(day+defecting+latestDays, v.after(int(i)), beyond)-origin].back++
		}
	}
}

// markRetention marks a contact with refunds, as known during a span.
func (r *rates) markRetention(v *view, s span) {
	m, defecting := &r.marks[palier.Retention], r.k.customer.defecting
	for i := known(v.purchases, s.from-defecting-latestDays); i < len(v.purchases); i++ {
		last, next := v.purchases[i].day, v.after(i)
		day := last + defecting
		if day > s.to {
			return
		}
		if !v.several(i) {
			continue
		}
		end := min(day+latestDays, next+defecting) - 1
		mark(m.cohort, r.from, s, day, day)
		mark(m.steadyCohort, r.from, s, day, end)
		mark(m.steadyConverted, r.from, s, max(day, next), end)
		if next <= day {
			mark(m.converted, r.from, s, day, day)
		}
	}
}

// sumRetention adds the contacts without refunds to the days of the series.
func (r *rates) sumRetention(days []palier.RateDay) {
	defecting := int(r.k.customer.defecting)
	var cohort, waiting int64 // steady: all, and those not yet converted
	for at, day := range r.retention[:len(r.retention)-1] {
		waiting -= int64(day.back)
		bought, late := int64(0), int64(0)
		if at >= defecting {
			then := r.retention[at-defecting]
			bought, late = int64(then.bought), int64(then.late)
			cohort += bought - int64(then.retired)
			waiting += late
		}
		if i := at - int(r.from-r.origin); i >= 0 {
			days[i].Cohort += bought
			days[i].Converted += bought - late
			days[i].SteadyCohort += cohort
			days[i].SteadyConverted += cohort - waiting
		}
	}
}
