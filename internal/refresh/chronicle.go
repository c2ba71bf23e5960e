package refresh

import (
	"context"
	"reflect"

	"palier"
)

// chronicle is what a store tells, for all days of a range, of the leaves of a condition
// that change over time and are no facts: what happened, and days in attributes.
type chronicle struct {
	engine   Engine
	from, to palier.Day
	raw      bool // keep what happened, not only what follows from it

	leaves []palier.Condition
	told   []annals
}

// annals is what is known of one leaf.
type annals interface{ ask() asked }

// ask gives a leaf to be asked.
func (c *chronicle) ask(leaf palier.Condition) asked {
	for i, known := range c.leaves {
		if reflect.DeepEqual(known, leaf) {
			return c.told[i].ask()
		}
	}
	return nil
}

// read asks the store about all leaves.
func (c *chronicle) read(ctx context.Context, store palier.Segments, where palier.Condition) (err error) {
	eachLeaf(where, func(leaf palier.Condition) palier.Condition {
		var told annals
		switch leaf := leaf.(type) {
		case palier.Activity:
			if err == nil && c.ask(leaf) == nil {
				told, err = c.happened(ctx, store, leaf)
			}
		case palier.Test:
			if err == nil && leaf.Field.Of == palier.OfContact && c.ask(leaf) == nil {
				told, err = c.dated(ctx, store, leaf)
			}
		}
		if told != nil {
			c.leaves, c.told = append(c.leaves, leaf), append(c.told, told)
		}
		return leaf
	})
	return err
}

// keyRanges is in how many ranges of keys the store is asked for events, so that it need
// not sort all of them at once.
const keyRanges = 16

// eachRange goes through the ranges in ascending order.
func eachRange(each func(palier.KeyRange) error) error {
	const size = ^palier.Key(0)/keyRanges + 1
	for i := range palier.Key(keyRanges) {
		if err := each(palier.KeyRange{First: i * size, Last: i*size + (size - 1)}); err != nil {
			return err
		}
	}
	return nil
}

// dated reads a day of each contact.
func (c *chronicle) dated(ctx context.Context, store palier.Segments, t palier.Test) (annals, error) {
	d := &dates{test: &t}
	keep := sieve{some: c.engine.Among != nil, only: c.engine.Among}.sifter()
	err := eachRange(func(keys palier.KeyRange) error {
		return store.Dates(ctx, t.Field, keys, func(events []palier.Event) error {
			for i := range events {
				if keep.keeps(events[i].Contact) {
					d.keys, d.days = append(d.keys, events[i].Contact), append(d.days, events[i].Day)
				}
			}
			return nil
		})
	})
	return d, err
}

// dates are a day of each contact, and the test that it passes on some days.
type dates struct {
	test *palier.Test
	keys []palier.Key
	days []palier.Day
}

func (d *dates) ask() asked { return &dateOf{newGauge(d.test), cursor{keys: d.keys}, d} }

type dateOf struct {
	gauge
	cursor
	*dates
}

func (d *dateOf) on(l *life, within days) days {
	at, found := d.find(l.h.Contact)
	if !found {
		return nil
	}
	l.begin()
	for _, part := range within {
		d.gauge.add(&l.slate, int64(d.days[at]), part.from, part.to)
	}
	return l.end()
}
