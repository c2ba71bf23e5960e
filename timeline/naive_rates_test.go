package timeline_test

import (
	"slices"

	"palier"
)

// rate adds a contact to a rate as known on a day (§7), straight from the table.
func (n *naive) rate(rate palier.Rate, day palier.Day, to *palier.RateDay) {
	if rate == palier.Retention {
		n.retention(day, to)
		return
	}
	w := palier.Day(n.m.Window(rate))
	var bought []palier.Day
	for _, p := range n.purchases(day) {
		bought = append(bought, p.day)
	}
	followed := func(e, until palier.Day) bool {
		return slices.ContainsFunc(bought, func(p palier.Day) bool { return p > e && p <= until })
	}
	for _, e := range n.entries(rate, bought) {
		if e <= day && day <= e+w {
			to.Cohort++
			if followed(e, day) {
				to.Converted++
			}
		}
		if e+w <= day && day <= e+2*w {
			to.SteadyCohort++
			if followed(e, e+w) {
				to.SteadyConverted++
			}
		}
	}
}

// entries are the days of a contact's entries, given the days of its purchases.
func (n *naive) entries(rate palier.Rate, bought []palier.Day) (days []palier.Day) {
	switch rate {
	case palier.LeadConversion:
		if r := n.registration(); r != palier.NoDay && (len(bought) == 0 || r < bought[0]) {
			days = append(days, r)
		}
	case palier.Repurchase:
		if len(bought) == 1 || len(bought) > 1 && bought[1] != bought[0] {
			days = append(days, bought[0])
		}
	case palier.WinbackDefecting, palier.WinbackInactive:
		limit := n.m.Customer.Defecting
		if rate == palier.WinbackInactive {
			limit = n.m.Customer.Inactive
		}
		for i, last := range bought {
			e := last + palier.Day(limit) + 1
			if i+1 == len(bought) || bought[i+1] > e {
				days = append(days, e)
			}
		}
	}
	return days
}

func (n *naive) retention(day palier.Day, to *palier.RateDay) {
	d := palier.Day(n.m.Customer.Defecting)
	purchases := n.purchases(day)
	several := func(on palier.Day) bool {
		count := 0
		for _, p := range purchases {
			if p.day <= on {
				count++
			}
		}
		return count >= 2
	}
	bought := func(on palier.Day) bool {
		return slices.ContainsFunc(purchases, func(p naivePurchase) bool { return p.day == on })
	}
	after := func(on palier.Day) bool {
		return slices.ContainsFunc(purchases, func(p naivePurchase) bool { return p.day > on })
	}
	if on := day - d; bought(on) && several(on) {
		to.Cohort++
		if after(on) {
			to.Converted++
		}
	}
	for on := day - d; on >= day-d-27; on-- {
		if bought(on) {
			if several(on) {
				to.SteadyCohort++
				if after(on) {
					to.SteadyConverted++
				}
			}
			return
		}
	}
}
