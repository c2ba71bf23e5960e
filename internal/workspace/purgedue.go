package workspace

import (
	"context"
	"fmt"
	"slices"

	"palier"
	"palier/internal/control"
	"palier/internal/refresh"
)

// purgeAtOnce is how many contacts one generation forgets: in between, others may load.
const purgeAtOnce = 50

// Purged says whom a purge erased.
type Purged struct {
	Leads, Customers int
	Remains          []Remain
	Published        palier.Published
}

// Purge erases everybody who is due, each as Forget does it: their days and amounts stay
// under random ids. It goes by the newest states, again before each part of the work, so that
// who comes back meanwhile is kept. Progress is told how many are erased, and of how many.
func (w *Workspace) Purge(ctx context.Context, progress func(done, of int)) (*Purged, error) {
	done := &Purged{}
	for seen := map[string]bool{}; ; {
		rule, goes, err := w.purgeSome(ctx, seen, done, progress)
		switch {
		case err != nil:
			return done, err
		case rule.IsOff():
			return nil, palier.Refuse("erase those who are due", "everybody is kept", "set after how long contacts are erased: palier retention set")
		case goes == 0:
			rule.Since = w.Today()
			return done, w.Control.EndPurge(ctx, rule, done.Leads, done.Customers, Who(ctx), w.now().UTC())
		}
	}
}

// purgeSome erases the first of those who are due, and tells how many it tried; nobody is
// tried twice.
func (w *Workspace) purgeSome(ctx context.Context, seen map[string]bool, done *Purged, progress func(done, of int)) (control.Retention, int, error) {
	w.intake.Lock()
	defer w.intake.Unlock()
	due, err := w.dueNow(ctx)
	if err != nil {
		return control.Retention{}, 0, err
	}
	contacts := slices.DeleteFunc(due.Contacts, func(c refresh.Silent) bool { return seen[c.ContactID] })
	if progress != nil {
		progress(len(seen), len(seen)+len(contacts))
	}
	some := contacts[:min(purgeAtOnce, len(contacts))]
	if len(some) == 0 {
		return due.Rule, 0, nil
	}
	gone := make([]*forgetting, len(some))
	for i, c := range some {
		seen[c.ContactID] = true
		if gone[i], err = w.beginForgetting(ctx, c.ContactID, ForgetOptions{}); err != nil {
			return due.Rule, 0, err
		}
	}
	if done.Published, err = w.forgetTogether(ctx, gone); err != nil {
		return due.Rule, 0, err
	}
	for i, c := range some {
		switch {
		case !gone[i].found: // the same person under an e-mail went with somebody before
		case c.Customer:
			done.Customers++
		default:
			done.Leads++
		}
	}
	return due.Rule, len(some), w.tellRemains(ctx, done, gone)
}

// dueNow tells who is due on the day of the published states.
func (w *Workspace) dueNow(ctx context.Context) (*Due, error) {
	lens, err := w.Look(ctx, nil, palier.NoDay)
	if err != nil {
		return nil, err
	}
	defer lens.Close()
	return w.Due(ctx, lens)
}

// forgetTogether erases contacts in one generation.
func (w *Workspace) forgetTogether(ctx context.Context, contacts []*forgetting) (palier.Published, error) {
	c := change{
		erase: func(u palier.Update) error {
			for _, f := range contacts {
				if err := f.erase(ctx, u); palier.CodeOf(err) != palier.NotFound && err != nil {
					return err
				}
			}
			return nil
		},
		settle: func(ctx context.Context) error {
			for _, f := range contacts {
				if err := w.beginErasure(ctx, f.erasure, f.erased); err != nil {
					return err
				}
			}
			return nil
		},
	}
	if err := w.update(ctx, &c); err != nil {
		return c.published, err
	}
	_, err := w.finishErasing(ctx, contacts)
	return c.published, err
}

// tellRemains adds what an erasure did not reach to what is told of a purge.
func (w *Workspace) tellRemains(ctx context.Context, done *Purged, contacts []*forgetting) error {
	var names []string
	for _, f := range contacts {
		names = append(append(names, objectors(f.erasure.ContactID, f.erased.Emails)...), f.erased.Emails...)
	}
	remains, err := w.remains(ctx, names)
	for _, r := range remains {
		if !slices.Contains(done.Remains, r) {
			done.Remains = append(done.Remains, r)
		}
	}
	return err
}

// staleDays is how old states may be by which contacts are erased without anybody looking:
// who bought since would count as silent.
const staleDays = 2

// mostAtOnce is which part of all contacts is erased without anybody looking: one of so many.
const mostAtOnce = 10

// PurgeMonthly erases those who are due, once in a month, from its first day on; nil where it
// is not time. It waits, with an error, while the data is old, and where more are due than
// come to be so in a month: then somebody must look, for a load may be missing.
func (w *Workspace) PurgeMonthly(ctx context.Context) (*Purged, error) {
	const tried = "erase those who are due, as every month"
	rule, err := w.Control.Retention(ctx)
	if err != nil || rule.IsOff() || !monthBegan(rule.Since, w.Today()) {
		return nil, err
	}
	due, err := w.dueNow(ctx)
	switch {
	case err != nil:
		return nil, err
	case w.Today()-due.AsOf > staleDays:
		return nil, palier.Refusef(tried, "load what came since", "the data ends on %s", due.AsOf)
	case len(due.Contacts)*mostAtOnce > due.All:
		return nil, palier.Refuse(tried, fmt.Sprintf("%d of %d contacts are due", len(due.Contacts), due.All), "look at them, and have them erased: palier retention purge")
	}
	return w.Purge(ctx, nil)
}

// monthBegan tells whether a month began after a day, up to another.
func monthBegan(since, today palier.Day) bool {
	a, b := since.Time(), today.Time()
	return b.After(a) && (a.Year() != b.Year() || a.Month() != b.Month())
}
