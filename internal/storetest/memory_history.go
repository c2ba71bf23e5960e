package storetest

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"palier"
)

// historyBatch is how many histories are handed over at once.
const historyBatch = 500

// Histories streams the histories, each worker those of a range of keys.
func (v *view) Histories(ctx context.Context, query palier.HistoryQuery, each func(worker int, batch []palier.History) error) error {
	owners := v.facts().chosen(query.Contacts)
	workers := max(query.Workers, 1)
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var running sync.WaitGroup
	for worker := range workers {
		part := owners[len(owners)*worker/workers : len(owners)*(worker+1)/workers]
		running.Go(func() {
			for batch := range slices.Chunk(part, historyBatch) {
				if err := hand(ctx, query, batch, func(h []palier.History) error { return each(worker, h) }); err != nil {
					cancel(err)
				}
			}
		})
	}
	running.Wait()
	return context.Cause(ctx)
}

// hand gives the histories of some owners to each, then wipes them, so that whoever
// keeps them notices.
func hand(ctx context.Context, query palier.HistoryQuery, owners []*owner, each func([]palier.History) error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	batch := make([]palier.History, len(owners))
	for i, who := range owners {
		batch[i] = who.history(query)
	}
	defer func() {
		for _, h := range batch {
			clear(h.Movements)
			clear(h.Responses)
			clear(h.Items)
		}
		clear(batch)
	}()
	return each(batch)
}

// chosen gives the owners with the ids, all for nil, by ascending key.
func (f *facts) chosen(ids []string) []*owner {
	var owners []*owner
	if ids == nil {
		for _, who := range f.owners {
			owners = append(owners, who)
		}
	}
	for _, id := range ids {
		if who := f.owners[id]; who != nil && !slices.Contains(owners, who) {
			owners = append(owners, who)
		}
	}
	slices.SortFunc(owners, func(a, b *owner) int { return cmp.Compare(palier.KeyOf(a.id), palier.KeyOf(b.id)) })
	return owners
}

// history gives what the kernel needs of an owner.
func (o *owner) history(query palier.HistoryQuery) palier.History {
	h := palier.History{Contact: palier.KeyOf(o.id), Registered: palier.NoDay}
	if query.WithIDs {
		h.ContactID = o.id
	}
	if o.row != nil {
		h.Registered = o.row.Registered
		if query.WithSources {
			h.Source = o.row.Source
		}
	}
	for i, order := range o.orders {
		if !within(order.status, query.IgnoreStatus) {
			h.Movements = order.appendMovements(h.Movements, uint64(i+1))
			if query.WithItems {
				h.Items = order.appendItems(h.Items, uint64(i+1))
			}
		}
	}
	for _, e := range o.engagements {
		if within(e.Type, query.ResponseTypes) {
			h.Responses = append(h.Responses, e.Day)
		}
	}
	return h
}

// within tells whether a text is one of a list, whatever the case.
func within(text string, list []string) bool {
	return slices.ContainsFunc(list, func(other string) bool { return strings.EqualFold(text, other) })
}

func (o *order) appendMovements(to []palier.Movement, number uint64) []palier.Movement {
	if o.sales > 0 {
		to = append(to, palier.Movement{Order: number, Amount: o.sales, Day: o.day, Effect: o.day})
	}
	for _, refund := range o.refundsInEffect() {
		to = append(to, palier.Movement{Order: number, Amount: refund.Amount, Day: o.day, Effect: refund.Day})
	}
	return to
}
