package refresh

import (
	"context"
	"reflect"
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

// Try tries the engine of another model on the whole base, over the days from … to. Each leaves
// out whom its own model excludes: who is left out by one of them only comes in from no value,
// or goes out to none. What the engine's own model makes of the base is kept in memory, if there
// is one, for the next limit that is tried.
func (e Engine) Try(ctx context.Context, view palier.View, tried Engine, from, to palier.Day) (*Trial, error) {
	if e.Memory == nil && sameHistories(e.Model, tried.Model) && reflect.DeepEqual(e.Exclude, tried.Exclude) {
		return e.tryAtOnce(ctx, view, tried, from, to)
	}
	was, err := e.position(ctx, view, from, to)
	if err != nil {
		return nil, err
	}
	return was.against(ctx, view, e, tried)
}

// tryAtOnce reads the histories once and walks each under both models, which takes less where
// they come from the store.
func (e Engine) tryAtOnce(ctx context.Context, view palier.View, tried Engine, from, to palier.Day) (*Trial, error) {
	type part struct {
		before, after *side
		trial         *trial
	}
	before, after := e.sides(from, to), tried.sides(from, to)
	workers := parts(e, func() *part { return &part{before(), after(), e.trial(tried)} })
	err := pass(ctx, e, view, e.query(), workers, func(p *part, h *palier.History) {
		p.trial.count(p.before.add(h), p.after.add(h))
	})
	if err != nil {
		return nil, err
	}
	all := workers[0]
	for _, p := range workers[1:] {
		all.before.merge(p.before)
		all.after.merge(p.after)
		all.trial.merge(p.trial)
	}
	return all.trial.told(all.before.series.Series(), all.before.spend, all.after), nil
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
