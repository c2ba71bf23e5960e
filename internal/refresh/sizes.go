package refresh

import (
	"context"

	"palier"
)

// Sizes tells how many members a segment has at the end of each day from one to another.
// No day is asked about by itself: of each contact all days are found at once.
func (e Engine) Sizes(ctx context.Context, view palier.View, where palier.Condition, from, to palier.Day) ([]int64, error) {
	if from > to {
		return nil, nil
	}
	o, err := e.over(ctx, view, where, from, to, false)
	if err != nil {
		return nil, err
	}
	type part struct {
		member
		more []int64 // than the day before, by day; there is one day more, which does not count
	}
	workers := parts(e, func() *part { return &part{o.member(), make([]int64, to-from+2)} })
	err = o.pass(ctx, view, func(worker int, h *palier.History) {
		p := workers[worker]
		for _, stay := range p.days(h, from, to) {
			p.more[stay.from-from]++
			p.more[stay.to-from+1]--
		}
	})
	sizes := make([]int64, to-from+1)
	size := int64(0)
	for day := range sizes {
		for _, p := range workers {
			size += p.more[day]
		}
		sizes[day] = size
	}
	return sizes, err
}
