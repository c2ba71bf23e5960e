package storetest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"palier"
)

// wordsOfItems says what the movements of a history are made of, equal for equal ones
// whatever the opaque numbers, such as
//
//	order 5: 2000 "i" +1000, 1000 - -200@9
//
// It fails where the items are out of order or do not add up to the movements.
func wordsOfItems(h *palier.History, names map[uint64]string) (string, error) {
	if !slices.IsSortedFunc(h.Items, func(a, b palier.ItemMovement) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.Effect, b.Effect))
	}) {
		return "", fmt.Errorf("the items are not sorted by order, effect in %+v", *h)
	}
	type movement struct {
		order  uint64
		effect palier.Day
		sold   bool
	}
	left, days := map[movement]palier.Money{}, map[movement]palier.Day{}
	for _, m := range h.Movements {
		id := movement{m.Order, m.Effect, m.Amount > 0}
		left[id] += m.Amount
		days[id] = m.Day
	}
	parts := map[movement][]string{}
	for _, item := range h.Items {
		id := movement{item.Order, item.Effect, item.Amount > 0}
		name, known := names[item.Item]
		if !known {
			return "", fmt.Errorf("the catalogue has no item %d of %+v", item.Item, *h)
		}
		left[id] -= item.Amount
		parts[id] = append(parts[id], fmt.Sprintf("%d %s %+d", int64(item.Quantity), name, item.Amount))
	}
	var words []string
	for id, rest := range left {
		if rest != 0 {
			return "", fmt.Errorf("%d of what takes effect on day %d is of no item, or too much, in %+v", rest, id.effect, *h)
		}
		words = append(words, fmt.Sprintf("day %d, effect %d: %s", days[id], id.effect, strings.Join(sorted(parts[id]), ", ")))
	}
	return strings.Join(sorted(words), "; "), nil
}

// itemNames gives the names of the items by their numbers.
func itemNames(ctx context.Context, view palier.View) (map[uint64]string, error) {
	items, err := view.Catalogue(ctx)
	names := map[uint64]string{0: "-"}
	for i, item := range items {
		if _, taken := names[item.Number]; taken {
			return nil, fmt.Errorf("two items have the number %d, which must not be 0", item.Number)
		}
		if i > 0 && items[i-1].ItemID >= item.ItemID {
			return nil, fmt.Errorf("the item %q comes after %q", item.ItemID, items[i-1].ItemID)
		}
		names[item.Number] = fmt.Sprintf("%q", item.ItemID)
	}
	return names, err
}

// readItems streams what the movements of contacts are made of.
func readItems(ctx context.Context, view palier.View, query palier.HistoryQuery) (told, error) {
	query.WithItems, query.WithIDs = true, true
	names, err := itemNames(ctx, view)
	if err != nil {
		return nil, err
	}
	all, lock := told{}, sync.Mutex{}
	err = view.Histories(ctx, query, func(_ int, batch []palier.History) error {
		lock.Lock()
		defer lock.Unlock()
		for i := range batch {
			words, err := wordsOfItems(&batch[i], names)
			if err != nil {
				return err
			}
			if words != "" {
				all[batch[i].ContactID] = words
			}
		}
		return nil
	})
	return all, err
}

// items reads the newest generation's.
func (s *shop) items(query palier.HistoryQuery) (all told) {
	s.Helper()
	s.see(func(v palier.View) {
		var err error
		all, err = readItems(s.ctx, v, query)
		s.must(err)
	})
	return all
}

// catalogue puts the newest generation's into words, by item id, without the numbers.
func (s *shop) catalogue() told {
	s.Helper()
	words := told{}
	s.see(func(v palier.View) {
		items, err := v.Catalogue(s.ctx)
		s.must(err)
		for _, item := range items {
			words[item.ItemID] = fmt.Sprintf("%q in %q, known %t, sold %t", item.Title, item.Category, item.Known, item.Sold)
		}
	})
	return words
}

// quality reads the newest generation's.
func (s *shop) quality() (q palier.Quality) {
	s.Helper()
	s.see(func(v palier.View) {
		var err error
		q, err = v.Quality(s.ctx)
		s.must(err)
	})
	return q
}
