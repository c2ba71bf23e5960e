package storetest

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"palier"
)

// runAtomic reads again and again, inside views and across them, while loads of bulk
// rows are applied, published and undone: what a view says never changes, and is always
// one of the generations that were committed.
func runAtomic(t *testing.T, open Open, bulk int) {
	t.Run("readers see whole generations only while many rows are published", func(t *testing.T) {
		m := newMerchant(newShop(t, open), bulk)
		few, many := bulk/10, bulk/10+bulk
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		var reading sync.WaitGroup
		for range 2 {
			reading.Go(func() {
				if err := m.watch(ctx); err != nil {
					t.Error(err)
				}
			})
		}
		m.step(m.loading(0, few, 100), true)
		m.step(m.loading(few, many, 100), true)
		m.step(m.loading(few, few+1000, 700), false)
		m.step(m.undoing(2, func(order int) palier.Money {
			if order >= few+1000 {
				return 0
			}
			return m.amounts[order]
		}), true)
		stop()
		reading.Wait()
		t.Logf("%d views were read while %d generations were made", m.views.Load(), len(m.committed)-1)
		if m.views.Load() < 2 {
			t.Error("nothing was read meanwhile")
		}
	})
}

// watch reads views until the context ends.
func (m *merchant) watch(ctx context.Context) error {
	generation := int64(-1)
	for ctx.Err() == nil {
		view, err := m.store.View(ctx)
		if err == nil {
			err = m.watchView(ctx, view, &generation)
			err = errors.Join(err, view.Close())
		}
		if err != nil && ctx.Err() == nil {
			return err
		}
	}
	return nil
}

// watchView reads one view twice. The generation is that of the view before.
func (m *merchant) watchView(ctx context.Context, view palier.View, generation *int64) error {
	published := view.Published()
	if published.Generation < *generation {
		return errors.New("a later view has an earlier generation")
	}
	*generation = published.Generation
	var before figures
	for i := range 2 {
		now, err := figuresOf(ctx, view)
		switch {
		case err != nil:
			return err
		case i > 0 && now != before:
			return now.differ("a view changed", before)
		case !m.knows(now):
			return now.differ("a view is no generation", m.newest())
		case view.Published() != published:
			return errors.New("the generation of a view changed")
		}
		before = now
	}
	m.views.Add(1)
	return nil
}

// merchant is a shop with many orders, and knows what each generation must say.
type merchant struct {
	*shop
	customers int
	amounts   []palier.Money // of each order; 0: not there
	states    []palier.Money // the spend in the published states of each customer; 0: none
	views     atomic.Int64   // how many were read through

	lock      sync.Mutex
	committed []figures // what generations say, the one in the making included
}

func newMerchant(s *shop, bulk int) *merchant {
	customers := bulk * 3 / 20
	return &merchant{
		shop: s, customers: customers, amounts: make([]palier.Money, bulk+bulk/10), states: make([]palier.Money, customers),
		committed: make([]figures, 1),
	}
}

func (m *merchant) knows(f figures) bool {
	m.lock.Lock()
	defer m.lock.Unlock()
	return slices.Contains(m.committed, f)
}

func (m *merchant) newest() figures {
	m.lock.Lock()
	defer m.lock.Unlock()
	return m.committed[len(m.committed)-1]
}
