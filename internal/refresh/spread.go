package refresh

import (
	"context"
	"slices"

	"palier"
	"palier/timeline"
)

// Spread tells how contacts lie around the limits of a model on a day.
type Spread struct {
	Leads     []int64        // by days since the registration or the latest response, whichever is later
	Customers []int64        // by days since the last purchase
	Spend     []palier.Money // of each customer over the status window, ascending
	Levels    [4][5]int64    // customers by level of engagement, recency, frequency and monetary value
}

// Spread walks the whole base once.
func (e Engine) Spread(ctx context.Context, view palier.View, day palier.Day) (*Spread, error) {
	type part struct {
		walker *timeline.Walker
		Spread
	}
	kernel := e.kernel()
	workers := parts(e, func() *part { return &part{walker: kernel.Walker()} })
	err := pass(ctx, e, view, e.query(), workers, func(p *part, h *palier.History) {
		state := p.walker.State(h, day)
		switch {
		case state.Stage == palier.NoStage:
		case state.Status == palier.NoStatus:
			registered := p.walker.Origin(h, day).Registered
			oneMore(&p.Leads, max(0, int(day-max(registered, state.LastResponse))))
		default:
			oneMore(&p.Customers, int(day-state.LastPurchase))
			p.Spend = append(p.Spend, state.Spend)
			for i, level := range [4]uint8{state.Levels.Engagement, state.Levels.Recency, state.Levels.Frequency, state.Levels.Monetary} {
				p.Levels[i][level]++
			}
		}
	})
	if err != nil {
		return nil, err
	}
	all := &workers[0].Spread
	for _, p := range workers[1:] {
		addCounts(&all.Leads, p.Leads)
		addCounts(&all.Customers, p.Customers)
		all.Spend = append(all.Spend, p.Spend...)
		for i := range p.Levels {
			for level, n := range p.Levels[i] {
				all.Levels[i][level] += n
			}
		}
	}
	slices.Sort(all.Spend)
	return all, nil
}

// oneMore counts one more of a number.
func oneMore(counts *[]int64, number int) {
	if number >= len(*counts) {
		*counts = append(*counts, make([]int64, number+1-len(*counts))...)
	}
	(*counts)[number]++
}

func addCounts(to *[]int64, counts []int64) {
	if len(counts) > len(*to) {
		*to = append(*to, make([]int64, len(counts)-len(*to))...)
	}
	for number, n := range counts {
		(*to)[number] += n
	}
}
