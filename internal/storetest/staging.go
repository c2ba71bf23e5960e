package storetest

import (
	"errors"
	"fmt"
	"sync"

	"palier"
)

var stagingCases = []testCase{
	{"nobody sees staged rows until they are applied", func(s *shop) {
		s.load(contactFile(contact("ann", 1, "")))
		before := s.checksum()
		staging := s.stage(contactFile(contact("bob", 1, "")), orderFile(sale("o", "ann", 2, 3)))
		if s.checksum() != before {
			s.Error("they are seen")
		}
		s.must(staging.Close())
		s.must(staging.Close())
		s.load(contactFile(contact("carl", 1, "")))
		s.tells(told{"ann": "registered 1", "carl": "registered 1"})
	}},
	{"engagements have no attributes, even where a batch names some", func(s *shop) {
		batch := engagementFile()
		batch.Attributes = []palier.Attribute{{Name: "coupon"}, {Name: "till"}}
		for i := range 5000 {
			batch.Engagements = append(batch.Engagements, palier.Engagement{Line: i + 2, ContactID: fmt.Sprint("a contact with a long id ", i), Day: 1, Type: "coupon"})
		}
		s.load(batch)
		if d := s.dossier("a contact with a long id 4999"); len(d.Engagements) != 1 || len(d.Attributes) != 0 {
			s.Errorf("dossier: %+v", d)
		}
	}},
	{"a batch is the caller's again once it is written", func(s *shop) {
		staging, err := s.store.Stage(s.ctx)
		s.must(err)
		batch := palier.Batch{Kind: palier.KindContacts, Attributes: []palier.Attribute{{Name: "city"}}, Contacts: make([]palier.Contact, 1)}
		values := make([]string, 1)
		for i := range 5 {
			values[0] = fmt.Sprint("city ", i)
			batch.Contacts[0] = palier.Contact{Line: i + 2, ContactID: fmt.Sprint("c", i), Registered: palier.Day(i), Attributes: values}
			s.must(staging.Write(s.ctx, &batch))
		}
		values[0], batch.Attributes[0].Name, batch.Contacts[0].ContactID = "nowhere", "town", "nobody"
		s.apply(staging)
		for i := range 5 {
			s.hasAttributes(fmt.Sprint("c", i), map[string]string{"city": fmt.Sprint("city ", i)})
		}
		s.unknown("nobody")
	}},
	{"several goroutines may write, several stagings be open", func(s *shop) {
		one, err := s.store.Stage(s.ctx)
		s.must(err)
		other, err := s.store.Stage(s.ctx)
		s.must(err)
		var writers sync.WaitGroup
		failures := make([]error, 8)
		for w := range failures {
			writers.Go(func() { failures[w] = s.writeSome(one, other, w) })
		}
		writers.Wait()
		s.must(errors.Join(failures...))
		s.apply(other)
		if n := s.stats().Contacts; n != 80 {
			s.Errorf("%d contacts, want 80", n)
		}
		s.apply(one)
		stats := s.stats()
		if stats.Contacts != 800 || stats.Orders != 800 {
			s.Errorf("%d contacts, %d orders, want 800", stats.Contacts, stats.Orders)
		}
	}},
	{"rows of an update that failed can be applied again", func(s *shop) {
		staging := s.stage(contactFile(contact("ann", 1, "")), orderFile(sale("o", "ann", 2, 3)))
		refused := errors.New("too many refused")
		err := s.store.Update(s.ctx, func(u palier.Update) error {
			_, err := u.Apply(s.ctx, staging, palier.LoadInfo{At: loadTime, CompleteThrough: palier.NoDay}, func(palier.Refusal) {})
			s.must(err)
			return refused
		})
		if !errors.Is(err, refused) {
			s.Errorf("got %v", err)
		}
		s.tells(told{})
		s.apply(staging)
		s.tells(told{"ann": "registered 1; order 2 +3"})
	}},
	{"a load without rows is a load", func(s *shop) {
		staging, err := s.store.Stage(s.ctx)
		s.must(err)
		s.apply(staging)
		s.see(func(v palier.View) {
			if loads, err := v.Loads(s.ctx); err != nil || len(loads) != 1 {
				s.Errorf("got %+v, %v", loads, err)
			}
		})
	}},
}

// apply makes staged rows a load and closes the staging.
func (s *shop) apply(staging palier.Staging) {
	s.Helper()
	s.update(func(u palier.Update) error {
		_, err := u.Apply(s.ctx, staging, palier.LoadInfo{At: loadTime, CompleteThrough: palier.NoDay},
			func(r palier.Refusal) { s.Errorf("refused: %+v", r) })
		return err
	})
	s.must(staging.Close())
}

// writeSome writes ten batches of ten orders with their contacts, one to the other staging.
func (s *shop) writeSome(one, other palier.Staging, writer int) error {
	for b := range 10 {
		contacts, orders := contactFile(), orderFile()
		orders.File = 1
		for i := range 10 {
			at := writer*100 + b*10 + i
			id := fmt.Sprint("c", at)
			contacts.Contacts = append(contacts.Contacts, palier.Contact{Line: at + 2, ContactID: id, Registered: 1})
			row := sale(fmt.Sprint("o", at), id, 2, 100)
			row.Line = at + 2
			orders.OrderLines = append(orders.OrderLines, row)
		}
		to := one
		if b == 9 {
			to = other
		}
		if err := errors.Join(to.Write(s.ctx, &contacts), to.Write(s.ctx, &orders)); err != nil {
			return err
		}
	}
	return nil
}

// hasAttributes fails the test unless the contact has exactly these attributes.
func (s *shop) hasAttributes(contactID string, want map[string]string) {
	s.Helper()
	got := map[string]string{}
	for _, a := range s.dossier(contactID).Attributes {
		if a.Value != "" {
			got[a.Name] = a.Value
		}
	}
	for name, value := range want {
		if got[name] != value {
			s.Errorf("the attribute %.40q of %.40q is %.40q, want %.40q", name, contactID, got[name], value)
		}
	}
	if len(got) != len(want) {
		s.Errorf("%.40q has %d attributes, want %d", contactID, len(got), len(want))
	}
}
