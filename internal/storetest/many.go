package storetest

import (
	"fmt"
	"math"
	"sync"

	"palier"
)

var manyCases = []testCase{
	{"two hundred segments asked at once are all answered, each its own", func(s *shop) {
		const contacts, segments = 2000, 200
		s.loadBuyers(contacts)
		var asking sync.WaitGroup
		for n := range segments {
			asking.Go(func() {
				v, err := s.store.View(s.ctx)
				if err != nil {
					s.Error(err)
					return
				}
				defer v.Close()
				got, err := v.Audience(s.ctx, boughtItem(n%50, n%3), 0)
				if want := int64(contacts / 50); err != nil || got.Total != want {
					s.Errorf("segment %d: got %+v, want %d contacts: %v", n, got, want, err)
				}
			})
		}
		asking.Wait()
	}},
	{"one view answers many questions at once, equal ones and others", func(s *shop) {
		s.loadBuyers(500)
		s.see(func(v palier.View) {
			var asking sync.WaitGroup
			for n := range 60 {
				asking.Go(func() {
					members, err := v.Members(s.ctx, boughtItem(n%4, 0))
					if err != nil || len(members) != 10 {
						s.Errorf("%d members: %v", len(members), err)
					}
					clear(members) // nobody else has them
				})
			}
			asking.Wait()
		})
	}},
}

// loadBuyers loads contacts that each bought one of 50 items on each of three days.
func (s *shop) loadBuyers(n int) {
	s.Helper()
	contacts, lines := contactFile(), lineFile()
	for i := range n {
		contacts.Contacts = append(contacts.Contacts, contact(id(i), 1, ""))
		for day := range palier.Day(3) {
			lines.OrderLines = append(lines.OrderLines, withItem(sale(fmt.Sprint("o", i, "-", day), id(i), day, 100), fmt.Sprint("i", i%50), 1000))
		}
	}
	s.load(contacts, lines)
}

// boughtItem selects who bought an item on a day.
func boughtItem(item, day int) palier.Selection {
	on := palier.Window{From: palier.Day(day), To: palier.Day(day)}
	return palier.Selection{Day: 9, RefundsUndo: true, Where: palier.Activity{
		Count: palier.Orders, Min: 1, Max: math.MaxInt64, Window: on, Where: text("item_id", palier.OneOf, fmt.Sprint("i", item)),
	}}
}
