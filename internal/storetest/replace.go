package storetest

import "palier"

var replaceCases = []testCase{
	{"a contact's row replaces its row of before, whole", func(s *shop) {
		s.load(contactFile(palier.Contact{ContactID: "ann", Registered: 1, Email: "a@x.org", Phone: "+33"}))
		s.load(contactFile(palier.Contact{ContactID: "ann", Registered: 4, FirstName: "Ann"}))
		s.tells(told{"ann": "registered 4"})
		row := s.dossier("ann").Row
		if row.Email != "" || row.Phone != "" || row.FirstName != "Ann" {
			s.Errorf("got %+v", row)
		}
	}},
	{"among the contacts of a load the later file and line wins, whatever the order of writing", func(s *shop) {
		late, early := contactFile(contact("ann", 9, "")), contactFile(contact("ann", 1, ""))
		late.Contacts[0].Line = 12
		early.Contacts[0].Line = 11
		s.loadAs(late, early)
		s.tells(told{"ann": "registered 9"})
		s.load(contactFile(contact("ann", 7, ""), contact("ann", 6, "")), contactFile(contact("ann", 5, "")))
		s.tells(told{"ann": "registered 5"})
	}},
	{"an order's sales are replaced as a whole", func(s *shop) {
		s.load(lineFile(sale("o", "ann", 3, 100), sale("o", "ann", 3, 200), sale("o", "ann", 4, 300), sale("p", "ann", 3, 50)))
		s.load(lineFile(sale("o", "ann", 4, 250)))
		s.tells(told{"ann": "order 3 +50; order 4 +250"})
	}},
	{"an order can be given another owner by e-mail, or one where it had none", func(s *shop) {
		s.load(orderFile(guest("o", "a@x.org", 3, 100), sale("p", "", 4, 200)))
		s.load(orderFile(guest("o", "b@x.org", 3, 100), sale("p", "ann", 4, 200)))
		s.tells(told{"email:b@x.org": "order 3 +100", "ann": "order 4 +200"})
	}},
	{"a load with only refunds leaves the sales", func(s *shop) {
		s.load(orderFile(sale("o", "ann", 3, 900)))
		s.load(orderFile(refund("o", "ann", 5, 100)))
		s.load(lineFile(refund("o", "ann", 6, 200)))
		s.tells(told{"ann": "order 3 +900 -100@5 -200@6"})
	}},
	{"a load with only sales leaves the refunds", func(s *shop) {
		s.load(orderFile(sale("o", "ann", 3, 900), refund("o", "ann", 5, 100)))
		s.load(orderFile(sale("o", "ann", 3, 800)))
		s.tells(told{"ann": "order 3 +800 -100@5"})
	}},
	{"an order's refunds are replaced day by day", func(s *shop) {
		s.load(orderFile(sale("o", "ann", 3, 900), refund("o", "ann", 5, 100), refund("o", "ann", 5, 20), refund("o", "ann", 6, 200)))
		s.load(orderFile(refund("o", "ann", 5, 50), refundOf("o", "r", 7, 30)))
		s.tells(told{"ann": "order 3 +900 -50@5 -200@6 -30@7"})
		s.load(orderFile(refundOf("o", "another", 7, 40)))
		s.tells(told{"ann": "order 3 +900 -50@5 -200@6 -40@7"})
	}},
	{"a credit is replaced by its order and day", func(s *shop) {
		s.load(orderFile(refund("o", "ann", 5, 100), refund("o", "ann", 6, 200)))
		s.load(orderFile(refund("o", "ann", 5, 50)))
		s.tells(told{"ann": "credit 5 -50; credit 6 -200"})
	}},
	{"an equal engagement counts once", func(s *shop) {
		mail := click("ann", 4)
		mail.Channel = "email"
		s.load(engagementFile(click("ann", 4), mail, click("ann", 5), click("ann", 4)))
		s.load(engagementFile(mail, click("ann", 6), click("ann", 5)))
		s.tells(told{"ann": "response 4; response 4; response 5; response 6"})
		if n := s.stats().Engagements; n != 4 {
			s.Errorf("%d engagements", n)
		}
	}},
	{"loading the same again changes no fact", func(s *shop) {
		files := []palier.Batch{
			contactFile(contact("ann", 1, "a@x.org")),
			orderFile(sale("o", "ann", 3, 100), refund("o", "ann", 4, 10), guest("p", "a@x.org", 5, 50)),
			lineFile(withItem(sale("q", "ann", 6, 70), "i1", 2000)),
			productFile(palier.Product{ItemID: "i1", Title: "Hat"}),
			engagementFile(click("ann", 7)),
		}
		s.load(files...)
		before := s.facts()
		s.load(files...)
		if after := s.facts(); after != before {
			s.Error("the facts differ")
		}
	}},
	{"a product is replaced by its item", func(s *shop) {
		s.load(productFile(palier.Product{ItemID: "i1", Title: "Hat"}, palier.Product{ItemID: "i2", Title: "Cap"}))
		s.load(productFile(palier.Product{ItemID: "i2", Title: "Beret", Price: 1200, HasPrice: true}))
		if n := s.stats().Products; n != 2 {
			s.Errorf("%d products", n)
		}
	}},
}

// loadAs loads batches of one file, in the order of writing given.
func (s *shop) loadAs(batches ...palier.Batch) palier.Load {
	s.Helper()
	staging, err := s.store.Stage(s.ctx)
	s.must(err)
	for i := range batches {
		s.must(staging.Write(s.ctx, &batches[i]))
	}
	var load palier.Load
	s.update(func(u palier.Update) error {
		load, err = u.Apply(s.ctx, staging, infoOf(batches), func(r palier.Refusal) { s.Errorf("refused: %+v", r) })
		return err
	})
	s.must(staging.Close())
	return load
}

// facts is a digest of the newest generation's facts.
func (s *shop) facts() (digest string) {
	s.Helper()
	s.see(func(v palier.View) {
		var err error
		digest, err = FactsChecksum(s.ctx, v)
		s.must(err)
	})
	return digest
}

// checksum is a digest of everything in the newest generation.
func (s *shop) checksum() (digest string) {
	s.Helper()
	s.see(func(v palier.View) {
		var err error
		digest, err = Checksum(s.ctx, v)
		s.must(err)
	})
	return digest
}
