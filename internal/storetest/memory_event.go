package storetest

import (
	"cmp"
	"context"
	"slices"

	"palier"
	"palier/internal/segment"
)

// Events streams what an activity adds up.
func (v *view) Events(ctx context.Context, query palier.EventQuery, each func([]palier.Event) error) error {
	return v.stream(ctx, query.Keys, each, func(who *owner) []palier.Event {
		events := v.events(who, query)
		slices.SortFunc(events, compareEvents)
		return events
	})
}

func compareEvents(a, b palier.Event) int {
	return cmp.Or(cmp.Compare(a.Contact, b.Contact), cmp.Compare(a.Day, b.Day), cmp.Compare(a.Order, b.Order),
		cmp.Compare(a.Effect, b.Effect), cmp.Compare(b.Amount, a.Amount), cmp.Compare(a.Quantity, b.Quantity))
}

// Dates streams the day that each contact has in a field.
func (v *view) Dates(ctx context.Context, field palier.Field, keys palier.KeyRange, each func([]palier.Event) error) error {
	return v.stream(ctx, keys, each, func(who *owner) []palier.Event {
		day, there := segment.Rank(field, v.subject(who, palier.Selection{}), palier.NoDay)
		if !there {
			return nil
		}
		return []palier.Event{{Contact: palier.KeyOf(who.id), Day: palier.Day(day)}}
	})
}

// stream gives the events of the contacts in a range of keys, by ascending key, and wipes
// them after, so that whoever keeps them notices.
func (v *view) stream(ctx context.Context, keys palier.KeyRange, each func([]palier.Event) error, of func(*owner) []palier.Event) error {
	for _, who := range v.facts().chosen(nil) {
		key := palier.KeyOf(who.id)
		if key < keys.First || key > keys.Last {
			continue
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		events := of(who)
		if len(events) == 0 {
			continue
		}
		err := each(events)
		clear(events)
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// events gives what an activity adds up for one contact.
func (v *view) events(who *owner, query palier.EventQuery) []palier.Event {
	subject := v.subject(who, palier.Selection{IgnoreStatus: query.IgnoreStatus})
	var events []palier.Event
	if query.Of.Count == palier.Engagements {
		for _, day := range subject.Engaged(query.Of.Where, query.Through) {
			events = append(events, palier.Event{Contact: subject.Contact, Day: day, Effect: day, Until: palier.LastDay + 1})
		}
		return events
	}
	for i, o := range who.orders {
		if o.sales == 0 || within(o.status, query.IgnoreStatus) {
			continue
		}
		seen := v.facts().order(o)
		for _, line := range seen.Matching(query.Of, query.Through) {
			event := palier.Event{
				Contact: subject.Contact, Day: o.day, Order: uint64(i + 1), Effect: o.day, Until: o.undone(),
				Amount: line.Amount, Quantity: palier.Quantity(line.Quantity),
			}
			if line.Amount < 0 {
				event.Effect = line.Effect
			}
			if event.Effect <= query.Through {
				events = append(events, event)
			}
		}
	}
	return events
}

// undone gives the first day on which no more is sold than given back on the order.
func (o *order) undone() palier.Day {
	net := o.sales
	for _, refund := range o.refundsInEffect() {
		if net += refund.Amount; net <= 0 {
			return refund.Day
		}
	}
	return palier.LastDay + 1
}

// Index has nothing to do: every question looks at the facts.
func (v *view) Index(context.Context) error { return nil }
