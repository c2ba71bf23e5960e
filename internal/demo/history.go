package demo

import (
	"cmp"
	"runtime"
	"slices"
	"sync"

	"palier"
)

// Histories gives the histories of all contacts, by number, as a store gives them under
// the default model once the shop's files are loaded: without orders that the model
// ignores, and with the engagements that are responses. ContactID is left empty.
func (s Shop) Histories() ([]palier.History, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	all := make([]palier.History, s.Contacts)
	const part = 4096
	parts := make(chan int)
	drawer := newDrawer(s)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			h := historian{drawer: drawer.fork()}
			for from := range parts {
				for number := from; number < min(from+part, s.Contacts); number++ {
					all[number] = h.history(number)
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
	drawer
	days        []palier.Day
	engagements []engagement
	movements   []palier.Movement
	responses   []palier.Day
}

const slab = 1 << 16

func (h *historian) history(number int) palier.History {
	p := h.person(number)
	h.days = h.purchaseDays(&p, h.days[:0])
	return palier.History{
		Contact:    h.key(&p),
		Registered: p.registered(),
		Movements:  h.movementsOf(&p),
		Responses:  h.responsesOf(&p),
	}
}

func (h *historian) key(p *person) palier.Key {
	switch p.kind {
	case guest:
		card := h.card(p)
		return palier.KeyOf(palier.EmailPrefix + card.email())
	case walkIn:
		return palier.KeyOf(palier.OrderPrefix + orderID(p.number, 0))
	}
	return palier.KeyOf(contactID(p.number))
}

func (h *historian) movementsOf(p *person) []palier.Movement {
	if len(h.movements)+3*len(h.days) > cap(h.movements) {
		h.movements = make([]palier.Movement, 0, slab)
	}
	start := len(h.movements)
	credits := 0
	for n, day := range h.days {
		o := h.order(p.character, n)
		if !o.counts(h.shop.To - day) {
			continue
		}
		id := uint64(p.number)<<16 | uint64(n)<<1
		all := h.basket(p.character, &o, day)
		h.movements = append(h.movements, palier.Movement{Order: id, Amount: all.total(), Day: day, Effect: day})
		if back := day + o.backAfter; o.back != nothing && back <= h.shop.To {
			returned := all.returned(o.back)
			h.movements = append(h.movements, palier.Movement{Order: id, Amount: -returned.total(), Day: day, Effect: back})
		}
		if back := day + o.creditAfter; o.credit != 0 && back <= h.shop.To {
			h.movements = append(h.movements, palier.Movement{Order: id | 1, Amount: o.credit, Day: back, Effect: back})
			credits++
		}
	}
	return sorted(h.movements[start:len(h.movements):len(h.movements)], credits > 0)
}

func (h *historian) responsesOf(p *person) []palier.Day {
	h.engagements = h.drawer.engagements(p, h.days, h.engagements[:0])
	if len(h.responses)+len(h.engagements) > cap(h.responses) {
		h.responses = make([]palier.Day, 0, slab)
	}
	start := len(h.responses)
	for _, e := range h.engagements {
		if e.isResponse() {
			h.responses = append(h.responses, e.day)
		}
	}
	return h.responses[start:len(h.responses):len(h.responses)]
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
