package refresh

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"palier"
	"palier/timeline"
)

// Trial is what another model would change: who would be where on the last day of a
// series, and the series under both models.
type Trial struct {
	Before, After *timeline.Series
	moves         [palier.Facets]matrix
	spend         [2][]palier.Money
}

// Spend tells what the customers of a status spent in the last year under the engine's model:
// purchases and credits that are at most 365 days old on the last day.
func (t *Trial) Spend(s palier.Status) palier.Money { return t.spend[0][s] }

// SpendAfter tells so of a status of the other model, under that.
func (t *Trial) SpendAfter(s palier.Status) palier.Money { return t.spend[1][s] }

// Moves tells how many contacts have one value of a facet on the last day under the
// engine's model, and one under the other. The values are each of its own model.
func (t *Trial) Moves(f palier.Facet, before, after uint8) int64 {
	return t.moves[f].counts[t.moves[f].at(before, after)]
}

// Try tries another model on the whole base, over the days from … to. The histories are
// read once, unless the models ignore other order statuses or count other responses;
// then they are not the same histories, and are read once for each.
func (e Engine) Try(ctx context.Context, view palier.View, other *palier.Model, from, to palier.Day) (*Trial, error) {
	tried := e
	tried.Model = other
	trials := e.trials(tried, from, to)
	var err error
	if sameHistories(e.Model, other) {
		err = pass(ctx, e, view, e.query(), trials, func(t *trial, h *palier.History) {
			t.count(t.before.add(h), t.after.add(h))
		})
	} else {
		err = e.tryTwice(ctx, view, tried, trials)
	}
	if err != nil {
		return nil, err
	}
	for _, t := range trials[1:] {
		trials[0].merge(t)
	}
	all := trials[0]
	return &Trial{all.before.series.Series(), all.after.series.Series(), all.moves, [2][]palier.Money{all.before.spend, all.after.spend}}, nil
}

// sameHistories tells whether two models look at the same orders and responses.
func sameHistories(a, b *palier.Model) bool {
	return sameTexts(a.IgnoreStatus, b.IgnoreStatus) && sameTexts(a.ResponseTypes, b.ResponseTypes)
}

func sameTexts(a, b []string) bool {
	within := func(texts, others []string) bool {
		return !slices.ContainsFunc(texts, func(text string) bool {
			return !slices.ContainsFunc(others, func(other string) bool { return strings.EqualFold(text, other) })
		})
	}
	return within(a, b) && within(b, a)
}

// tryTwice reads the histories of one model, then those of the other. In between it keeps
// what each contact was.
func (e Engine) tryTwice(ctx context.Context, view palier.View, other Engine, trials []*trial) error {
	err := pass(ctx, e, view, e.query(), trials, func(t *trial, h *palier.History) {
		t.seen = append(t.seen, seen{contact: h.Contact, values: t.before.add(h)})
	})
	if err != nil {
		return err
	}
	var all []seen
	for _, t := range trials {
		all = append(all, t.seen...)
		t.seen = nil
	}
	slices.SortFunc(all, func(a, b seen) int { return cmp.Compare(a.contact, b.contact) })
	err = pass(ctx, other, view, other.query(), trials, func(t *trial, h *palier.History) {
		var before values
		i, found := slices.BinarySearchFunc(all, h.Contact, func(s seen, key palier.Key) int { return cmp.Compare(s.contact, key) })
		if found { // by this worker only, for a contact comes once
			before, all[i].again = all[i].values, true
		}
		t.count(before, t.after.add(h))
	})
	for i := range all { // whom the other model's histories leave out
		if !all[i].again {
			trials[0].count(all[i].values, values{})
		}
	}
	return err
}
