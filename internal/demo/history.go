package demo

import (
	"cmp"
	"runtime"
	"slices"
	"sync"

	"palier"
)

// Histories gives the histories of all contacts, by number, as a store gives them under
// the default model once the shop's files are loaded: without cancelled orders, and
// with the engagements that are responses. ContactID is left empty.
func (s Shop) Histories() ([]palier.History, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	all := make([]palier.History, s.Contacts)
	const part = 4096
	parts := make(chan int)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			w := historian{shop: s, dice: newDice()}
			for from := range parts {
				for number := from; number < min(from+part, s.Contacts); number++ {
					all[number] = w.history(number)
				}
			}
		})
	}
	for from := 0; from < s.Contacts; from += part {
		parts <- from
	}
	close(parts)
	workers.Wait()
	return all, nil
}

// historian draws histories. It cuts their slices from large ones, which is far quicker
// than to make each.
type historian struct {
	shop      Shop
	dice      dice
	days      []palier.Day
	movements []palier.Movement
	responses []palier.Day
}

const slab = 1 << 16

func (w *historian) history(number int) palier.History {
	p := w.shop.person(w.dice, number)
	return palier.History{
		Contact:    w.key(&p),
		Registered: p.registered(),
		Movements:  w.movementsOf(&p),
		Responses:  w.responsesOf(&p),
	}
}

func (w *historian) key(p *person) palier.Key {
	if p.guest {
		return palier.KeyOf(palier.EmailPrefix + w.shop.name(w.dice, p.number).email())
	}
	return palier.KeyOf(contactID(p.number))
}

func (w *historian) movementsOf(p *person) []palier.Movement {
	if len(w.movements)+4*(maxEach+1) > cap(w.movements) {
		w.movements = make([]palier.Movement, 0, slab)
	}
	start := len(w.movements)
	w.days = w.shop.purchases(w.dice, p, w.days[:0])
	credits := 0
	for n, day := range w.days {
		o := w.shop.order(w.dice, p.character, n)
		if o.cancelled {
			continue
		}
		id := uint64(p.number)<<16 | uint64(n)<<1
		w.movements = append(w.movements, palier.Movement{Order: id, Amount: o.total(o.count), Day: day, Effect: day})
		if back := day + o.refundAfter; o.refunded > 0 && back <= w.shop.To {
			w.movements = append(w.movements, palier.Movement{Order: id, Amount: -o.total(o.refunded), Day: day, Effect: back})
		}
		if back := day + o.creditAfter; o.credit != 0 && back <= w.shop.To {
			w.movements = append(w.movements, palier.Movement{Order: id | 1, Amount: o.credit, Day: back, Effect: back})
			credits++
		}
	}
	return sorted(w.movements[start:len(w.movements):len(w.movements)], credits > 0)
}

func (w *historian) responsesOf(p *person) []palier.Day {
	if len(w.responses)+maxEach > cap(w.responses) {
		w.responses = make([]palier.Day, 0, slab)
	}
	start := len(w.responses)
	w.days = w.shop.engagements(w.dice, p, w.days[:0])
	for n, day := range w.days {
		if w.shop.engagement(w.dice, p.number, n).isResponse() {
			w.responses = append(w.responses, day)
		}
	}
	return w.responses[start:len(w.responses):len(w.responses)]
}

// sorted puts movements in the order of palier.History. Only a credit can stand out of it.
func sorted(movements []palier.Movement, credits bool) []palier.Movement {
	if credits {
		slices.SortFunc(movements, func(a, b palier.Movement) int {
			return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Order, b.Order), cmp.Compare(a.Effect, b.Effect))
		})
	}
	return movements
}
