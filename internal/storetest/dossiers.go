package storetest

import (
	"fmt"

	"palier"
)

var dossierCases = []testCase{
	{"a dossier of a contact nobody knows is not found", func(s *shop) {
		s.load(contactFile(contact("ann", 1, "a@x.org")), productFile(palier.Product{ItemID: "hat"}), orderFile(sale("o", "ann", 2, 1)))
		s.unknown("bob", "", "ANN", "hat", "o", "order:o", "email:a@x.org", "a@x.org", "\xff", "ann\xff", "ann\x00")
	}},
	{"a contact's row comes back as it was given", func(s *shop) {
		row := palier.Contact{
			ContactID: "ann", Registered: -3, Email: "a@x.org", Phone: "+33 1 02", FirstName: "Ann", LastName: "O'Neill", Source: "fair",
			Consents: [len(palier.Channels)]palier.ConsentRecord{
				{State: palier.OptIn, At: 5, Source: "form"}, {State: palier.SoftOptIn, At: palier.NoDay}, {State: palier.NoConsent, At: -1}, {At: palier.NoDay},
			},
		}
		bare := contact("bob", palier.NoDay, "")
		s.load(contactFile(row, bare))
		s.hasDossier(&palier.Dossier{ContactID: "ann", Row: &row})
		s.hasDossier(&palier.Dossier{ContactID: "bob", Row: &bare})
	}},
	{"orders come by day, then id, with refunds, lines and engagements", func(s *shop) {
		row := contact("ann", 1, "")
		mail := palier.Engagement{ContactID: "ann", Day: 9, Type: "click", Channel: "email", Campaign: "spring"}
		hat, cap := withItem(sale("b", "ann", 4, 600), "hat", 1000), withItem(sale("b", "ann", 5, 400), "cap", 2500)
		hat.Currency = "EUR"
		s.load(contactFile(row), lineFile(hat, cap, refund("b", "ann", 8, 100), refund("b", "ann", 7, 50)),
			orderFile(withStatus(sale("c", "ann", 3, 30), "paid"), sale("a", "ann", 4, 20), refund("lost", "ann", 4, 5)), engagementFile(mail))
		s.hasDossier(&palier.Dossier{ContactID: "ann", Row: &row, Engagements: []palier.Engagement{mail}, Orders: []palier.Order{
			{OrderID: "c", Day: 3, Sales: 30, Status: "paid"},
			{OrderID: "a", Day: 4, Sales: 20},
			{OrderID: "b", Day: 4, Sales: 1000, Refunds: []palier.Refund{{Day: 7, Amount: -50}, {Day: 8, Amount: -100}}, Lines: []palier.OrderLine{hat, cap}},
			{OrderID: "lost", Day: 4, Refunds: []palier.Refund{{Day: 4, Amount: -5}}},
		}})
	}},
	{"a refund before its order is shown on the order's day", func(s *shop) {
		s.load(orderFile(sale("o", "ann", 5, 100), refund("o", "ann", 3, 40)))
		s.hasDossier(&palier.Dossier{ContactID: "ann", Orders: []palier.Order{{OrderID: "o", Day: 5, Sales: 100, Refunds: []palier.Refund{{Day: 5, Amount: -40}}}}})
	}},
	{"items are called what products call them", func(s *shop) {
		s.load(lineFile(withItem(sale("a", "ann", 4, 600), "hat", 1000), withItem(sale("a", "ann", 4, 100), "cap", 1000), sale("b", "ann", 5, 100), withItem(sale("c", "bob", 5, 100), "coat", 1000)),
			productFile(palier.Product{ItemID: "hat", Title: "Hat, \"été\""}, palier.Product{ItemID: "cap"}, palier.Product{ItemID: "coat", Title: "Coat"}))
		if got, want := fmt.Sprintf("%q", s.dossier("ann").Titles), `map["hat":"Hat, \"été\""]`; got != want {
			s.Errorf("got %s, want %s", got, want)
		}
	}},
	{"an unidentified contact has no row", func(s *shop) {
		s.load(orderFile(guest("o", "g@x.org", 3, 100), sale("p", "", 4, 200), sale("q", "ann", 5, 300)))
		for id, order := range map[string]palier.Order{
			"email:g@x.org": {OrderID: "o", Day: 3, Sales: 100}, "order:p": {OrderID: "p", Day: 4, Sales: 200}, "ann": {OrderID: "q", Day: 5, Sales: 300},
		} {
			s.hasDossier(&palier.Dossier{ContactID: id, Orders: []palier.Order{order}})
		}
	}},
	{"attributes follow the contact's row", func(s *shop) {
		ann := contactWith("ann", "Paris", "", "7")
		file := contactFile(ann)
		file.Attributes = []palier.Attribute{{Name: "city"}, {Name: "size"}, {Name: "children"}}
		s.load(file)
		s.hasAttributes("ann", map[string]string{"city": "Paris", "children": "7"})
		ann.Attributes = []string{"M", "Lyon"}
		file = contactFile(ann)
		file.Attributes = []palier.Attribute{{Name: "size"}, {Name: "city"}}
		load := s.load(file)
		s.hasAttributes("ann", map[string]string{"city": "Lyon", "size": "M"})
		s.undo(load.Number)
		s.hasAttributes("ann", map[string]string{"city": "Paris", "children": "7"})
	}},
	{"the rows of a contact come as loads brought them, replaced ones too", func(s *shop) {
		ann := contactWith("ann", "Paris")
		ann.Email, ann.Registered = "a@x.org", 1
		file := contactFile(ann, contact("bob", 1, ""))
		file.Attributes = []palier.Attribute{{Name: "city"}}
		mail := palier.Engagement{Email: "a@x.org", Day: 9, Type: "click", Channel: "email", Campaign: "spring"}
		line := withItem(sale("o", "", 4, 600), "hat", 1000)
		line.Attributes, line.Email, line.Currency = []string{"", "for Ann"}, "a@x.org", "EUR"
		lines := lineFile(line, refundOf("o", "r", 6, 50), sale("p", "bob", 4, 1))
		lines.Attributes = []palier.Attribute{{Name: "colour"}, {Name: "gift"}}
		first := s.load(file, lines, engagementFile(mail))
		undone := s.load(orderFile(sale("x", "ann", 5, 1)))
		s.undo(undone.Number)
		second := s.load(contactFile(contact("ann", 2, "a@x.org")))
		s.hasTraces("ann",
			trace{first.Number, "contacts ann 1 a@x.org city=Paris"}, trace{first.Number, "engagements 9 click email spring"},
			trace{first.Number, "order_lines o  4 600 hat EUR gift=for Ann"}, trace{first.Number, "order_lines r o 6 -50   "},
			trace{second.Number, "contacts ann 2 a@x.org "})
		s.erase("ann", "r4nd0m")
		s.see(func(v palier.View) {
			_, err := v.Traces(s.ctx, "ann")
			s.mustBe(palier.NotFound, err)
			_, err = v.Traces(s.ctx, "")
			s.mustBe(palier.NotFound, err)
			rows, err := v.Traces(s.ctx, "r4nd0m")
			s.must(err)
			for _, row := range rows {
				if len(row.Attributes) > 0 {
					s.Errorf("erased, and yet it has %v", row.Attributes)
				}
			}
		})
	}},
	{"attributes of two files of a load are kept apart", func(s *shop) {
		one, other := contactFile(contactWith("ann", "Paris")), contactFile(contactWith("bob", "7", "M"))
		one.Attributes = []palier.Attribute{{Name: "city"}}
		other.Attributes = []palier.Attribute{{Name: "children"}, {Name: "size"}}
		s.load(one, other)
		s.hasAttributes("ann", map[string]string{"city": "Paris"})
		s.hasAttributes("bob", map[string]string{"children": "7", "size": "M"})
	}},
}

// hasDossier fails the test unless the contact's dossier says the same.
func (s *shop) hasDossier(want *palier.Dossier) {
	s.Helper()
	if got, want := wordsOfDossier(s.dossier(want.ContactID)), wordsOfDossier(want); got != want {
		s.Errorf("got dossier\n%s\nwant\n%s", got, want)
	}
}
