package storetest

import "palier"

var ownerCases = []testCase{
	{"orders and engagements without contact id follow the contact rows of their e-mail", func(s *shop) {
		visit := palier.Engagement{Email: "a@x.org", Day: 6, Type: "click"}
		s.load(orderFile(guest("o", "a@x.org", 5, 100)), engagementFile(visit))
		nobody := told{"email:a@x.org": "order 5 +100; response 6"}
		s.tells(nobody)
		first := s.load(contactFile(contact("ann", 1, "a@x.org")))
		owned := told{"ann": "registered 1; order 5 +100; response 6"}
		s.tells(owned)
		s.unknown("email:a@x.org")
		second := s.load(contactFile(contact("bob", 2, "a@x.org")))
		s.tells(told{"ann": "registered 1", "bob": "registered 2", "email:a@x.org": "order 5 +100; response 6"})
		s.undo(first.Number)
		s.tells(told{"bob": "registered 2; order 5 +100; response 6"})
		s.undo(second.Number)
		s.tells(nobody)
	}},
	{"undoing the second contact of an e-mail gives the orders back to the first", func(s *shop) {
		s.load(contactFile(contact("ann", 1, "a@x.org")), orderFile(guest("o", "a@x.org", 5, 100)))
		second := s.load(contactFile(contact("bob", 2, "a@x.org")))
		s.undo(second.Number)
		s.tells(told{"ann": "registered 1; order 5 +100"})
	}},
	{"two contacts of one load with one e-mail leave its orders to nobody", func(s *shop) {
		s.load(contactFile(contact("ann", 1, "a@x.org"), contact("bob", 2, "a@x.org")), orderFile(guest("o", "a@x.org", 5, 100)))
		s.tells(told{"ann": "registered 1", "bob": "registered 2", "email:a@x.org": "order 5 +100"})
	}},
	{"orders move when a contact's e-mail changes", func(s *shop) {
		s.load(contactFile(contact("ann", 1, "a@x.org")), orderFile(guest("o", "a@x.org", 5, 100), guest("p", "b@x.org", 6, 200)))
		s.tells(told{"ann": "registered 1; order 5 +100", "email:b@x.org": "order 6 +200"})
		change := s.load(contactFile(contact("ann", 1, "b@x.org")))
		s.tells(told{"ann": "registered 1; order 6 +200", "email:a@x.org": "order 5 +100"})
		s.load(contactFile(contact("bob", 2, "a@x.org")))
		s.tells(told{"ann": "registered 1; order 6 +200", "bob": "registered 2; order 5 +100"})
		s.undo(change.Number)
		s.tells(told{"ann": "registered 1", "bob": "registered 2", "email:a@x.org": "order 5 +100", "email:b@x.org": "order 6 +200"})
	}},
	{"a row replaced within its load lends its e-mail to nobody", func(s *shop) {
		s.load(contactFile(contact("ann", 1, "a@x.org"), contact("ann", 1, "b@x.org"), contact("bob", 2, "a@x.org")),
			orderFile(guest("o", "a@x.org", 5, 100), guest("p", "b@x.org", 6, 200)))
		s.tells(told{"ann": "registered 1; order 6 +200", "bob": "registered 2; order 5 +100"})
	}},
	{"a contact id counts more than an e-mail", func(s *shop) {
		order := guest("o", "a@x.org", 5, 100)
		order.ContactID = "carl"
		s.load(contactFile(contact("ann", 1, "a@x.org")), orderFile(order))
		s.tells(told{"ann": "registered 1", "carl": "order 5 +100"})
	}},
	{"the e-mail of an order makes no contact of that e-mail", func(s *shop) {
		order := guest("o", "c@x.org", 5, 100)
		order.ContactID = "carl"
		s.load(orderFile(order, guest("p", "c@x.org", 6, 200)))
		s.tells(told{"carl": "order 5 +100", "email:c@x.org": "order 6 +200"})
	}},
	{"an order without contact or e-mail is a contact of its own", func(s *shop) {
		s.load(orderFile(sale("o", "", 5, 100), sale("p", "", 5, 200), refund("p", "", 6, 50)), contactFile(contact("ann", 1, "")))
		s.tells(told{"order:o": "order 5 +100", "order:p": "order 5 +200 -50@6", "ann": "registered 1"})
		stats := s.stats()
		if stats.Contacts != 3 || stats.Identified != 1 || stats.Orders != 2 {
			s.Errorf("got %+v", stats)
		}
	}},
	{"a contact known only from orders and engagements is one unidentified contact", func(s *shop) {
		s.load(orderFile(sale("o", "ann", 5, 100), sale("p", "ann", 6, 100)), engagementFile(click("ann", 7), click("bob", 7)))
		s.tells(told{"ann": "order 5 +100; order 6 +100; response 7", "bob": "response 7"})
		if stats := s.stats(); stats.Contacts != 2 || stats.Identified != 0 {
			s.Errorf("got %+v", stats)
		}
		row := s.load(contactFile(contact("ann", 9, "")))
		s.tells(told{"ann": "registered 9; order 5 +100; order 6 +100; response 7", "bob": "response 7"})
		if stats := s.stats(); stats.Contacts != 2 || stats.Identified != 1 {
			s.Errorf("got %+v", stats)
		}
		s.undo(row.Number)
		if stats := s.stats(); stats.Contacts != 2 || stats.Identified != 0 {
			s.Errorf("got %+v", stats)
		}
	}},
	{"credits follow the e-mail of their own row", func(s *shop) {
		credit := refund("o", "", 7, 50)
		credit.Email = "a@x.org"
		s.load(orderFile(credit))
		s.tells(told{"email:a@x.org": "credit 7 -50"})
		row := s.load(contactFile(contact("ann", 1, "a@x.org")))
		s.tells(told{"ann": "registered 1; credit 7 -50"})
		s.undo(row.Number)
		s.tells(told{"email:a@x.org": "credit 7 -50"})
	}},
	{"contact ids are told apart by every byte", func(s *shop) {
		s.load(contactFile(contact("Ann", 1, ""), contact("ann", 2, ""), contact("01", 3, ""), contact("1", 4, ""), contact("1.0", 5, "")))
		s.tells(told{"Ann": "registered 1", "ann": "registered 2", "01": "registered 3", "1": "registered 4", "1.0": "registered 5"})
	}},
}
