package storetest

import (
	"context"
	"errors"
	"time"

	"palier"
)

var errChange = errors.New("the change gave up")

var generationCases = []testCase{
	{"a new store has published nothing", func(s *shop) {
		p := s.published()
		if p.States != 0 || p.Stale() || p.Model != "" {
			s.Errorf("got %+v", p)
		}
		s.see(func(v palier.View) {
			states, err := v.States(s.ctx, palier.StateQuery{})
			s.must(err)
			cells, err := v.Census(s.ctx, palier.Selection{})
			s.must(err)
			loads, err := v.Loads(s.ctx)
			s.must(err)
			if len(states)+len(cells)+len(loads) != 0 {
				s.Errorf("got %v, %v, %v", states, cells, loads)
			}
		})
	}},
	{"a change of the facts makes the states stale until they are published again", func(s *shop) {
		load := s.load(contactFile(contact("ann", 1, "")))
		loaded := s.published()
		if loaded.Generation <= 0 || loaded.States != 0 || !loaded.Stale() {
			s.Errorf("after a load: %+v", loaded)
		}
		p := palier.Publication{AsOf: 20, Policy: "today", Model: "m1", At: loadTime}
		s.publish(p)
		published := s.published()
		if published.Generation <= loaded.Generation || published.Stale() || published.AsOf != 20 || published.Model != "m1" || !published.At.Equal(loadTime) {
			s.Errorf("after publishing: %+v", published)
		}
		s.undo(load.Number)
		undone := s.published()
		if undone.Generation <= published.Generation || !undone.Stale() || undone.States != published.States || undone.AsOf != 20 || undone.Model != "m1" {
			s.Errorf("after an undo: %+v", undone)
		}
	}},
	{"facts and states can be one generation", func(s *shop) {
		staging := s.stage(contactFile(contact("ann", 1, "")))
		s.update(func(u palier.Update) error {
			_, err := u.Apply(s.ctx, staging, palier.LoadInfo{At: loadTime, CompleteThrough: palier.NoDay}, func(palier.Refusal) {})
			s.must(err)
			s.must(u.PutStates(s.ctx, []palier.ContactState{stateOf("ann", palier.NewLead)}))
			return u.Publish(s.ctx, palier.Publication{AsOf: 3, Model: "m", At: loadTime})
		})
		s.must(staging.Close())
		if p := s.published(); p.Stale() || p.AsOf != 3 {
			s.Errorf("got %+v", p)
		}
		s.hasStates(palier.StateQuery{}, stateOf("ann", palier.NewLead))
	}},
	{"a change that fails leaves no trace", func(s *shop) {
		s.failing(func(staging palier.Staging) {
			err := s.store.Update(s.ctx, func(u palier.Update) error {
				s.changeEverything(u, staging)
				return errChange
			})
			if !errors.Is(err, errChange) {
				s.Errorf("got %v", err)
			}
		})
	}},
	{"a change that panics leaves no trace, and the store goes on", func(s *shop) {
		s.failing(func(staging palier.Staging) {
			defer func() {
				if recover() == nil {
					s.Error("the panic was swallowed")
				}
			}()
			err := s.store.Update(s.ctx, func(u palier.Update) error {
				s.changeEverything(u, staging)
				panic(errChange)
			})
			s.Errorf("Update returned %v", err)
		})
	}},
	{"a change whose context ends leaves no trace", func(s *shop) {
		s.failing(func(staging palier.Staging) {
			ctx, cancel := context.WithCancel(s.ctx)
			err := s.store.Update(ctx, func(u palier.Update) error {
				s.changeEverything(u, staging)
				cancel()
				return nil
			})
			if !errors.Is(err, context.Canceled) {
				s.Errorf("got %v", err)
			}
		})
	}},
	{"a change that stops half way through the histories leaves no trace", func(s *shop) {
		s.failing(func(palier.Staging) {
			err := s.store.Update(s.ctx, func(u palier.Update) error {
				return u.Histories(s.ctx, everything, func(int, []palier.History) error { return errChange })
			})
			if !errors.Is(err, errChange) {
				s.Errorf("got %v", err)
			}
		})
	}},
	{"a view keeps its generation while updates come", func(s *shop) {
		load := s.load(contactFile(contact("ann", 1, "")), orderFile(sale("o", "ann", 2, 100)))
		s.publish(palier.Publication{AsOf: 20, Model: "m", At: loadTime}, stateOf("ann", palier.FirstTimeBuyer))
		before := s.checksum()
		s.see(func(v palier.View) {
			s.load(contactFile(contact("bob", 1, "")), orderFile(sale("o", "ann", 2, 200)))
			s.publish(palier.Publication{AsOf: 21, Model: "m", At: loadTime}, stateOf("bob", palier.NewLead))
			s.undo(load.Number)
			if after, err := Checksum(s.ctx, v); err != nil || after != before {
				s.Errorf("the view changed (%v)", err)
			}
			if got, err := read(s.ctx, v, everything); err != nil || len(got) != 1 || got["ann"] != "registered 1; order 2 +100" {
				s.Errorf("the view tells %v, %v", got, err)
			}
		})
		s.tells(told{"bob": "registered 1", "ann": "order 2 +200"})
	}},
	{"a view opened during an update sees what was there before", func(s *shop) {
		s.load(contactFile(contact("ann", 1, "")))
		before := s.checksum()
		staging := s.stageChange()
		s.update(func(u palier.Update) error {
			s.changeEverything(u, staging)
			if s.checksum() != before {
				s.Error("it sees the update")
			}
			return nil
		})
		s.must(staging.Close())
		if s.checksum() == before {
			s.Error("the update is not seen")
		}
	}},
	{"rows are staged while an update runs", func(s *shop) {
		staged := make(chan palier.Staging)
		s.update(func(palier.Update) error {
			go func() { staged <- s.stage(contactFile(contact("ann", 1, ""))) }()
			select {
			case staging := <-staged:
				return staging.Close()
			case <-time.After(20 * time.Second):
				return errors.New("staging waits for the update")
			}
		})
	}},
	{"updates wait for each other", func(s *shop) {
		staging := s.stage(contactFile(contact("ann", 1, "")))
		entered, leave, done := make(chan bool), make(chan bool), make(chan error, 2)
		go func() {
			done <- s.store.Update(s.ctx, func(u palier.Update) error {
				close(entered)
				<-leave
				_, err := u.Undo(s.ctx, 1)
				if palier.CodeOf(err) != palier.NotFound {
					return err
				}
				return nil
			})
		}()
		<-entered
		go func() {
			done <- s.store.Update(s.ctx, func(u palier.Update) error {
				_, err := u.Apply(s.ctx, staging, palier.LoadInfo{At: loadTime, CompleteThrough: palier.NoDay}, func(palier.Refusal) {})
				return err
			})
		}()
		select {
		case err := <-done:
			s.Errorf("an update did not wait: %v", err)
		case <-time.After(50 * time.Millisecond):
		}
		close(leave)
		s.must(<-done)
		s.must(<-done)
		s.tells(told{"ann": "registered 1"})
		s.must(staging.Close())
	}},
}
