package storetest

import (
	"fmt"
	"strings"

	"palier"
)

// personal is all that names the contact whom the tests erase.
var personal = []string{"zoe", "a@x.org", "0601", "Zoelle", "Smith", "secret-city", "order-1", "order-2", "order-3", "return-1", "item-1", "campaign-1", "channel-1"}

var eraseCases = []testCase{
	{"what happened stays under the new id, and nothing that names the contact", func(s *shop) {
		s.loadPerson()
		before := s.histories(everything)
		s.erase("zoe", "r4nd0m")
		s.tells(told{"r4nd0m": before["zoe"], "bob": before["bob"]})
		s.unnamed()
		query := everything
		query.IgnoreStatus = []string{"cancelled"}
		s.tellsTo(query, told{"r4nd0m": "registered 1; order 3 +500 -50@6; order 4 +300; response 7; response 7", "bob": before["bob"]})
	}},
	{"replaced rows are erased too: an undo does not bring the contact back", func(s *shop) {
		s.loadPerson()
		second := s.load(
			contactFile(contact("zoe", 9, "a@x.org")),
			orderFile(sale("order-1", "zoe", 8, 700), sale("order-9", "zoe", 9, 70)),
			engagementFile(palier.Engagement{ContactID: "zoe", Day: 7, Type: "click", Channel: "channel-1", Campaign: "campaign-1"}),
		)
		s.erase("zoe", "r4nd0m")
		s.tells(told{"r4nd0m": "registered 9; order 3 +500 -50@6; order 4 +300; order 5 +90; order 9 +70; response 7; response 7", "bob": "registered 2; order 4 +40"})
		s.undo(second.Number)
		s.tells(told{"r4nd0m": "registered 1; order 3 +500 -50@6; order 4 +300; order 5 +90; response 7; response 7", "bob": "registered 2; order 4 +40"})
		s.unnamed()
	}},
	{"an order that a load gave to somebody else is erased where it was the contact's", func(s *shop) {
		s.load(orderFile(sale("order-1", "zoe", 3, 500)), contactFile(contact("zoe", 1, "")))
		other := s.load(orderFile(guest("order-1", "g@x.org", 3, 600)))
		s.tells(told{"zoe": "registered 1", "email:g@x.org": "order 3 +600"})
		s.erase("zoe", "r4nd0m")
		s.tells(told{"r4nd0m": "registered 1", "email:g@x.org": "order 3 +600"})
		s.undo(other.Number)
		s.tells(told{"r4nd0m": "registered 1; order 3 +500"})
		s.unnamed()
	}},
	{"what belongs to an e-mail that another contact has too stays with it", func(s *shop) {
		s.load(contactFile(contact("zoe", 1, "a@x.org"), contact("bob", 2, "a@x.org")), orderFile(guest("o", "a@x.org", 3, 100)))
		s.erase("zoe", "r4nd0m")
		s.tells(told{"r4nd0m": "registered 1", "bob": "registered 2; order 3 +100"})
		if email := s.dossier("bob").Row.Email; email != "a@x.org" {
			s.Errorf("the e-mail of bob is %q", email)
		}
	}},
	{"the rest of a load stays undoable", func(s *shop) {
		load := s.loadPerson()
		s.erase("zoe", "r4nd0m")
		s.undo(load.Number)
		s.tells(told{})
		s.unnamed()
		s.unknown("r4nd0m")
	}},
	{"an unidentified contact is erased by its id", func(s *shop) {
		s.load(orderFile(guest("o", "g@x.org", 3, 100), sale("p", "", 4, 200), sale("q", "carl", 5, 300)),
			engagementFile(palier.Engagement{Email: "g@x.org", Day: 6, Type: "click"}))
		s.erase("email:g@x.org", "r1")
		s.erase("order:p", "r2")
		s.erase("carl", "r3")
		s.tells(told{"r1": "order 3 +100; response 6", "r2": "order 4 +200", "r3": "order 5 +300"})
		s.unknown("email:g@x.org", "order:p", "order:o", "carl")
	}},
	{"credits of the contact are erased", func(s *shop) {
		s.load(orderFile(refund("order-1", "zoe", 5, 100), refund("order-1", "zoe", 6, 10)))
		s.erase("zoe", "r4nd0m")
		s.tells(told{"r4nd0m": "credit 5 -100; credit 6 -10"})
		s.unnamed()
	}},
	{"published states do not name the contact any more", func(s *shop) {
		s.loadPerson()
		bob := stateOf("bob", palier.FirstTimeBuyer)
		s.publish(palier.Publication{AsOf: 9, At: loadTime}, stateOf("zoe", palier.ActiveBuyer), bob)
		s.erase("zoe", "r4nd0m")
		s.see(func(v palier.View) {
			states, err := v.States(s.ctx, palier.StateQuery{})
			s.must(err)
			for _, state := range states {
				if state.ContactID == "zoe" || state.Contact == palier.KeyOf("zoe") {
					s.Errorf("got %+v", state)
				}
			}
		})
	}},
	{"an erased contact that comes again is a new one", func(s *shop) {
		s.loadPerson()
		s.erase("zoe", "r4nd0m")
		s.load(contactFile(contact("zoe", 20, "")), orderFile(sale("order-1", "zoe", 21, 1)))
		got := s.histories(everything)
		if got["zoe"] != "registered 20; order 21 +1" {
			s.Errorf("got %q", got["zoe"])
		}
	}},
	{"a contact nobody knows is not found", func(s *shop) {
		s.load(contactFile(contact("zoe", 1, "a@x.org")))
		s.load(orderFile(sale("p", "", 3, 10), guest("q", "q@x.org", 4, 20)))
		for _, id := range []string{"bob", "email:a@x.org", "order:o", "p", "q@x.org", ""} {
			s.unerasable(id)
		}
		s.tells(told{"zoe": "registered 1", "order:p": "order 3 +10", "email:q@x.org": "order 4 +20"})
		s.erase("zoe", "r4nd0m")
		s.unerasable("zoe")
	}},
}

// loadPerson loads all that can be known of zoe, and a bob.
func (s *shop) loadPerson() palier.Load {
	s.Helper()
	contacts := contactFile(
		palier.Contact{ContactID: "zoe", Registered: 1, Email: "a@x.org", Phone: "0601", FirstName: "Zoelle", LastName: "Smith", Attributes: []string{"secret-city"}},
		palier.Contact{ContactID: "bob", Registered: 2, Attributes: []string{"Rome"}},
	)
	contacts.Attributes = []palier.Attribute{{Name: "city"}}
	mail := palier.Engagement{ContactID: "zoe", Day: 7, Type: "click", Channel: "channel-1", Campaign: "campaign-1"}
	return s.load(contacts,
		lineFile(withItem(sale("order-1", "zoe", 3, 500), "item-1", 1000), refundOf("order-1", "return-1", 6, 50), sale("order-4", "bob", 4, 40)),
		orderFile(guest("order-2", "a@x.org", 4, 300), withStatus(sale("order-3", "zoe", 5, 90), "cancelled")),
		productFile(palier.Product{ItemID: "hat"}),
		engagementFile(mail, palier.Engagement{Email: "a@x.org", Day: 7, Type: "click"}),
	)
}

func (s *shop) erase(contactID, as string) palier.Erased {
	s.Helper()
	return s.eraseAs(palier.Erasure{ContactID: contactID, As: as})
}

func (s *shop) eraseAs(e palier.Erasure) (erased palier.Erased) {
	s.Helper()
	s.update(func(u palier.Update) (err error) {
		erased, err = u.Erase(s.ctx, e)
		return err
	})
	return erased
}

func (s *shop) unerasable(id string) {
	s.Helper()
	s.mustBe(palier.NotFound, s.store.Update(s.ctx, func(u palier.Update) error {
		_, err := u.Erase(s.ctx, palier.Erasure{ContactID: id, As: "again"})
		return err
	}))
}

// unnamed fails the test if anything personal can still be read: by the old ids, or in
// the dossier under the new one.
func (s *shop) unnamed() {
	s.Helper()
	s.unknown("zoe", "email:a@x.org", "order:order-1", "order:order-2")
	s.see(func(v palier.View) {
		d, err := v.Dossier(s.ctx, "r4nd0m")
		if palier.CodeOf(err) == palier.NotFound {
			return
		}
		s.must(err)
		text := fmt.Sprintf("%+v %+v", *d, d.Row)
		for _, word := range personal {
			if strings.Contains(text, word) {
				s.Errorf("the dossier still has %q: %s", word, text)
			}
		}
	})
}
