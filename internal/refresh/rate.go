package refresh

import (
	"context"
	"slices"

	"palier"
	"palier/timeline"
)

// RatePart is one of the numbers that a conversion rate and its steady companion are made
// of.
type RatePart uint8

// The parts of a rate.
const (
	RateCohort RatePart = iota
	RateConverted
	SteadyCohort
	SteadyConverted
)

var ratePartNames = [...]string{"cohort", "converted", "steady_cohort", "steady_converted"}

// String names the part as the report on conversions names its columns.
func (p RatePart) String() string { return ratePartNames[p] }

// ParseRatePart reads a part by its name.
func ParseRatePart(name string) (RatePart, error) {
	if i := slices.Index(ratePartNames[:], name); i >= 0 {
		return RatePart(i), nil
	}
	return 0, palier.Refusef("find the part "+name+" of a rate", "choose cohort, converted, steady_cohort or steady_converted", "there is none of this name")
}

// of gives the part's number.
func (p RatePart) of(d palier.RateDay) int64 {
	return [...]int64{d.Cohort, d.Converted, d.SteadyCohort, d.SteadyConverted}[p]
}

// RateMembers gives the contacts behind a number of a rate on a day, ascending. There may be
// fewer than the number says: two entries of one contact count as two (model.md §7).
func (e Engine) RateMembers(ctx context.Context, view palier.View, rate palier.Rate, part RatePart, day palier.Day) ([]palier.Key, error) {
	kernel := e.kernel()
	return found(ctx, e, view, func() *timeline.Cohorts { return kernel.Cohorts(day) }, func(c *timeline.Cohorts, h *palier.History) bool {
		brought := c.Of(h)
		return part.of(brought[rate]) > 0
	})
}
