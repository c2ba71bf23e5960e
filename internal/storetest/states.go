package storetest

import "palier"

var stateCases = []testCase{
	{"states are put from several goroutines and come back by contact id in byte order", func(s *shop) {
		want := s.publishMany(2000)
		s.hasStates(palier.StateQuery{}, want...)
	}},
	{"states are paged through by the last contact id", func(s *shop) {
		want := s.publishMany(100)
		for _, limit := range []int{1, 7, 100, 101} {
			s.paged(palier.StateQuery{Limit: limit}, want)
		}
		s.hasStates(palier.StateQuery{After: want[41].ContactID}, want[42:]...)
		s.hasStates(palier.StateQuery{After: want[41].ContactID + "\x01", Limit: 2}, want[42:44]...)
		s.hasStates(palier.StateQuery{After: want[99].ContactID})
	}},
	{"states are chosen by their facets", func(s *shop) {
		all := s.publishMany(300)
		for _, where := range [][]palier.FacetValue{
			{{Facet: palier.FacetStage, Value: uint8(palier.ActiveBuyer)}},
			{{Facet: palier.FacetStatus, Value: uint8(palier.LowestLevel)}},
			{{Facet: palier.FacetStars, Value: uint8(palier.StarsOf(0))}},
			{{Facet: palier.FacetProfile, Value: uint8(palier.LosingSteam)}},
			{{Facet: palier.FacetGroup, Value: uint8(palier.Lost)}},
			{{Facet: palier.FacetStage, Value: uint8(palier.ActiveBuyer)}, {Facet: palier.FacetStars, Value: uint8(palier.StarsOf(4))}},
			{{Facet: palier.FacetStatus, Value: uint8(palier.NoStatus)}},
			{{Facet: palier.FacetStage, Value: uint8(palier.ActiveBuyer)}, {Facet: palier.FacetStage, Value: uint8(palier.ColdLead)}},
		} {
			s.paged(palier.StateQuery{Where: where, Limit: 9}, matching(all, where))
		}
	}},
	{"contacts that have no stage are in no page", func(s *shop) {
		s.load(contactFile(contact("ann", 1, ""), contact("bob", palier.NoDay, ""), contact("carl", 1, "")))
		ann, carl := stateOf("ann", palier.NewLead), stateOf("carl", palier.ColdLead)
		s.publish(palier.Publication{AsOf: 3, At: loadTime}, carl, palier.ContactState{Contact: palier.KeyOf("bob")}, ann)
		s.hasStates(palier.StateQuery{}, ann, carl)
		s.hasStates(palier.StateQuery{Limit: 1}, ann)
		s.hasStates(palier.StateQuery{Limit: 1, After: "ann"}, carl)
	}},
	{"every fact of a state comes back as it was put", func(s *shop) {
		want := s.loadExtremes()
		s.publish(palier.Publication{AsOf: palier.LastDay, Model: "m", At: loadTime}, want...)
		s.hasStates(palier.StateQuery{}, want...)
	}},
	{"publishing replaces all states", func(s *shop) {
		s.publishMany(50)
		s.publish(palier.Publication{AsOf: 3, At: loadTime}, stateOf("c7", palier.NewLead))
		s.hasStates(palier.StateQuery{}, stateOf("c7", palier.NewLead))
		s.publish(palier.Publication{AsOf: 4, At: loadTime})
		s.hasStates(palier.StateQuery{})
	}},
	{"states that are put and not published are forgotten", func(s *shop) {
		want := s.publishMany(5)
		s.update(func(u palier.Update) error {
			return u.PutStates(s.ctx, []palier.ContactState{stateOf("c0", palier.ColdLead)})
		})
		s.hasStates(palier.StateQuery{}, want...)
		s.publish(palier.Publication{AsOf: 4, At: loadTime}, stateOf("c1", palier.NewLead))
		s.hasStates(palier.StateQuery{}, stateOf("c1", palier.NewLead))
	}},
	{"published states stay as they are when facts change", func(s *shop) {
		load := s.load(contactFile(contact("ann", 1, ""), contact("bob", 1, "")))
		want := []palier.ContactState{stateOf("ann", palier.NewLead), stateOf("bob", palier.ColdLead)}
		s.publish(palier.Publication{AsOf: 3, At: loadTime}, want...)
		s.undo(load.Number)
		s.hasStates(palier.StateQuery{}, want...)
		s.load(contactFile(contact("carl", 1, "")))
		s.hasStates(palier.StateQuery{}, want...)
	}},
	{"states are put while the histories they come from are streaming", func(s *shop) {
		s.loadMany(3000)
		s.update(func(u palier.Update) error {
			query := everything
			query.Workers = 4
			query.WithIDs = false
			err := u.Histories(s.ctx, query, func(_ int, batch []palier.History) error {
				states := make([]palier.ContactState, len(batch))
				for i := range batch {
					states[i] = palier.ContactState{Contact: batch[i].Contact, State: variedState(len(batch[i].Movements))}
				}
				err := u.PutStates(s.ctx, states)
				clear(states)
				return err
			})
			if err != nil {
				return err
			}
			return u.Publish(s.ctx, palier.Publication{AsOf: 99, At: loadTime})
		})
		s.see(func(v palier.View) {
			states, err := v.States(s.ctx, palier.StateQuery{})
			if err != nil || len(states) != 3000 {
				s.Errorf("%d states, %v", len(states), err)
			}
		})
	}},
	{"the census counts the states by their values", func(s *shop) {
		all := s.publishMany(500)
		cells := map[palier.Cell]palier.Cell{}
		for i := range all {
			addToCell(cells, cellOf(&all[i].State))
		}
		s.see(func(v palier.View) {
			got, err := v.Census(s.ctx, palier.Selection{})
			s.must(err)
			for _, cell := range got {
				if want := cells[valuesOf(cell)]; cell != want {
					s.Errorf("got %+v, want %+v", cell, want)
				}
			}
			if len(got) != len(cells) {
				s.Errorf("%d cells, want %d", len(got), len(cells))
			}
		})
	}},
}
