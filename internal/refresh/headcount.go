package refresh

import (
	"context"

	"palier"
	"palier/internal/advisor"
	"palier/timeline"
)

// Headcount tells in one pass how contacts stand at the end of a day, and what of their past
// makes numbers say less than they seem to.
func (e Engine) Headcount(ctx context.Context, view palier.View, day palier.Day) (*advisor.Headcount, error) {
	kernel := e.kernel()
	all := parts(e, func() *counter {
		return &counter{kernel.Walker(), day, e.Model.RFM.Period, advisor.NewHeadcount(e.Model)}
	})
	if err := pass(ctx, e, view, e.query(), all, (*counter).add); err != nil {
		return nil, err
	}
	for _, c := range all[1:] {
		all[0].Headcount.Merge(c.Headcount)
	}
	return all[0].Headcount, nil
}

// counter is what one worker counts.
type counter struct {
	walker *timeline.Walker
	day    palier.Day
	period int // of the model, in days
	*advisor.Headcount
}

func (c *counter) add(h *palier.History) {
	state := c.walker.State(h, c.day)
	c.Add(&state)
	if state.Stage == palier.NoStage {
		return
	}
	if state.Stage.IsCustomer() && int(c.day-state.LastPurchase) >= c.period {
		c.Idle++
	}
	if h.Registered.Exists() && h.Registered <= c.day {
		c.Registered[h.Registered]++
	}
	if state.Purchases < 2 {
		return
	}
	c.Repeats += int64(state.Purchases) - 1
	past := c.walker.Past(h, c.day)
	c.Together += together(&past)
	if alone(&state) {
		c.Alone++
	}
}

// together counts the purchases that came on the day of the one before.
func together(past *timeline.Past) (n int64) {
	for _, b := range past.Bought {
		n += int64(max(0, b.Purchases-1))
	}
	return n
}

// AloneMembers gives the customers of several purchases who have bought on one day only, as
// known on a day.
func (e Engine) AloneMembers(ctx context.Context, view palier.View, day palier.Day) ([]palier.Key, error) {
	return found(ctx, e, view, e.kernel().Walker, func(w *timeline.Walker, h *palier.History) bool {
		state := w.State(h, day)
		return alone(&state)
	})
}

func alone(s *palier.State) bool { return s.Purchases > 1 && s.FirstPurchase == s.LastPurchase }
