package refresh

import (
	"context"
	"slices"

	"palier"
	"palier/internal/advisor"
	"palier/timeline"
)

// Evidence gathers in one pass what the advisor needs: of durations that began in so many
// days before the as-of day, of what customers spent and did up to it. It is as known on the
// as-of day under the engine's model, of those whom the engine looks at.
func (e Engine) Evidence(ctx context.Context, view palier.View, asOf palier.Day, days int) (*advisor.Evidence, error) {
	kernel := e.kernel()
	all := parts(e, func() *witness {
		return &witness{walker: kernel.Walker(), Evidence: advisor.NewEvidence(asOf, days, e.Model), from: asOf - palier.Day(days), window: palier.Day(e.Model.Status.Window)}
	})
	if err := pass(ctx, e, view, e.query(), all, (*witness).add); err != nil {
		return nil, err
	}
	for _, w := range all[1:] {
		all[0].Evidence.Merge(w.Evidence)
	}
	return all[0].Evidence, nil
}

// witness is what one worker gathers.
type witness struct {
	walker *timeline.Walker
	*advisor.Evidence
	from   palier.Day // the first day on which durations begin
	window palier.Day // of the status
	signs  []palier.Day
}

func (w *witness) add(h *palier.History) {
	past := w.walker.Past(h, w.AsOf)
	if !past.Registered.Exists() {
		return
	}
	first, last := w.addPurchases(past.Bought)
	answered := palier.NoDay
	if n := len(past.Responses); n > 0 {
		answered = past.Responses[n-1]
	}
	w.addSigns(&past, first)
	if !first.Exists() {
		w.Silent.Add(w.age(max(past.Registered, answered)))
		return
	}
	w.Away.Add(w.age(last))
	w.addSpend(past.Bought)
	if answered >= w.from {
		w.Answered.Add(w.age(answered))
	}
	for i := range w.Periods {
		addPeriod(&w.Periods[i], past.Bought, w.age(last), w.AsOf)
	}
}

func (w *witness) age(day palier.Day) int { return int(w.AsOf - day) }

// addPurchases counts the durations from each purchase day to the next, and gives the first
// and last purchase day.
func (w *witness) addPurchases(bought []timeline.Bought) (first, last palier.Day) {
	first, last = palier.NoDay, palier.NoDay
	for _, b := range bought {
		if b.Purchases == 0 {
			continue
		}
		if !first.Exists() {
			first = b.Day
		} else if last >= w.from {
			w.Purchases.Add(w.age(last), int(b.Day-last))
		}
		last = b.Day
	}
	if first.Exists() && last >= w.from {
		w.Purchases.Contacts++
		w.Purchases.Add(w.age(last), 0)
	}
	return first, last
}

// addSigns counts the durations from the registration and each response of a lead to the
// next response or the first purchase, whatever comes first on a later day.
func (w *witness) addSigns(past *timeline.Past, bought palier.Day) {
	w.signs = append(append(w.signs[:0], past.Responses...), past.Registered)
	slices.Sort(w.signs)
	began := false
	for _, day := range slices.Compact(w.signs) {
		if day < w.from {
			continue
		}
		if bought.Exists() && day >= bought {
			break
		}
		next := bought
		if i, _ := slices.BinarySearch(past.Responses, day+1); i < len(past.Responses) && (!next.Exists() || past.Responses[i] < next) {
			next = past.Responses[i]
		}
		took := 0
		if next.Exists() {
			took = int(next - day)
		}
		w.Signs.Add(w.age(day), took)
		began = true
	}
	if began {
		w.Signs.Contacts++
	}
}

// addSpend counts what a customer spent in the window of the status.
func (w *witness) addSpend(bought []timeline.Bought) {
	var spend palier.Money
	for i := len(bought) - 1; i >= 0 && w.AsOf-bought[i].Day <= w.window; i-- {
		spend += bought[i].Amount
	}
	if spend < 1 {
		w.NoSpend++
		return
	}
	w.Spend.Add(spend)
}

// addPeriod counts a customer in who bought in the period before a day, so many days ago the
// last time.
func addPeriod(p *advisor.InPeriod, bought []timeline.Bought, recency int, asOf palier.Day) {
	if recency >= p.Days {
		return
	}
	purchases, amount := 0, palier.Money(0)
	for i := len(bought) - 1; i >= 0 && int(asOf-bought[i].Day) < p.Days; i-- {
		purchases += bought[i].Purchases
		amount += bought[i].Amount
	}
	p.Recency.Add(recency)
	p.Frequency.Add(purchases)
	p.Monetary.Add(amount)
}

// SilentMembers gives the leads whose registration and latest response are more than so many
// days ago, as known on a day.
func (e Engine) SilentMembers(ctx context.Context, view palier.View, day palier.Day, days int) ([]palier.Key, error) {
	return found(ctx, e, view, e.kernel().Walker, func(w *timeline.Walker, h *palier.History) bool {
		past := w.Past(h, day)
		if !past.Registered.Exists() || slices.ContainsFunc(past.Bought, func(b timeline.Bought) bool { return b.Purchases > 0 }) {
			return false
		}
		latest := past.Registered
		if n := len(past.Responses); n > 0 {
			latest = max(latest, past.Responses[n-1])
		}
		return int(day-latest) > days
	})
}
