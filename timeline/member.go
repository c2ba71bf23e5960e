package timeline

import "palier"

// Cohorts tells of one contact after the other what it brings to the conversion rates of
// a day, which is how one finds whom a rate is of. It is not for several goroutines at once.
type Cohorts struct {
	w     *Walker
	rates rates
}

// Cohorts begins with a day.
func (k *Kernel) Cohorts(day palier.Day) *Cohorts {
	return &Cohorts{k.Walker(), newRates(k, day, day)}
}

// Of gives what a contact brings to each rate, as known on the day: the sum over all
// contacts is that day of Series. A contact may bring two entries to a rate.
func (c *Cohorts) Of(h *palier.History) (brought [palier.Rates]palier.RateDay) {
	day := c.rates.from
	if !c.w.toLast(h, day) {
		return brought
	}
	c.rates.add(&c.w.view, span{day, day})
	for rate := range brought {
		m := &c.rates.marks[rate]
		brought[rate] = palier.RateDay{
			Cohort: int64(m.cohort[0]), Converted: int64(m.converted[0]),
			SteadyCohort: int64(m.steadyCohort[0]), SteadyConverted: int64(m.steadyConverted[0]),
		}
		for _, counts := range [][]int32{m.cohort, m.converted, m.steadyCohort, m.steadyConverted} {
			clear(counts)
		}
	}
	return brought
}
