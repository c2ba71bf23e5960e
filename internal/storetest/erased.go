package storetest

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"palier"
)

// erasedCases are about what somebody must know who keeps those erased from coming again.
var erasedCases = []testCase{
	{"what was erased is told, for whoever keeps it from coming again", func(s *shop) {
		s.loadPerson()
		s.load(contactFile(contact("zoe", 9, "b@x.org"), contact("carl", 9, "c@x.org")), orderFile(guest("order-5", "b@x.org", 8, 10)))
		s.load(contactFile(contact("zoe", 9, "c@x.org")), orderFile(refund("order-6", "zoe", 8, 10)))
		erased := s.erase("zoe", "r4nd0m")
		if got := strings.Join(erased.Emails, " "); got != "a@x.org b@x.org" { // c@x.org is also carl's
			s.Errorf("e-mails %q", got)
		}
		before, after := "", map[string]bool{}
		for _, o := range erased.Orders {
			before += o.OrderID + " "
			after[o.As] = true
		}
		if before != "order-1 order-2 order-3 order-5 order-6 " {
			s.Errorf("orders %q", before)
		}
		for _, o := range s.dossier("r4nd0m").Orders {
			if !after[o.OrderID] {
				s.Errorf("the order %q was not told: %v", o.OrderID, after)
			}
		}
	}},
	{"nothing stays of a contact of whom nothing is to", func(s *shop) {
		load := s.loadPerson()
		second := s.load(contactFile(contact("zoe", 9, "a@x.org")), orderFile(sale("order-1", "zoe", 8, 700), sale("order-9", "zoe", 9, 70)),
			engagementFile(palier.Engagement{ContactID: "zoe", Day: 7, Type: "click", Channel: "channel-1", Campaign: "campaign-1"}))
		s.publish(palier.Publication{AsOf: 9, At: loadTime}, stateOf("zoe", palier.ActiveBuyer), stateOf("bob", palier.FirstTimeBuyer))
		erased := s.eraseAs(palier.Erasure{ContactID: "zoe", As: "r4nd0m", Bare: true})
		if len(erased.Orders) != 4 || len(erased.Emails) != 1 {
			s.Errorf("erased %+v", erased)
		}
		bob := told{"bob": "registered 2; order 4 +40"}
		s.tells(bob)
		s.see(func(v palier.View) {
			states, err := v.States(s.ctx, palier.StateQuery{})
			s.must(err)
			if len(states) != 1 || states[0].ContactID != "bob" {
				s.Errorf("states %+v", states)
			}
			s.must(v.Names(s.ctx, func(n palier.Name) error {
				if n != (palier.Name{ContactID: "bob", Row: n.Row}) {
					s.Errorf("there is still %+v", n)
				}
				return nil
			}))
		})
		s.unknown("r4nd0m")
		s.undo(second.Number)
		s.tells(bob)
		s.undo(load.Number)
		s.tells(told{})
	}},
	{"rows are told by every name they give, replaced ones too", func(s *shop) {
		s.loadPerson()
		s.load(contactFile(contact("zoe", 9, "b@x.org")), orderFile(guest("order-1", "g@x.org", 3, 1), sale("p", "", 4, 200)))
		s.names("order:order-1 -", "order:p -", "zoe a@x.org row", "zoe b@x.org row", "zoe -", "bob - row", "bob -", "- a@x.org", "- g@x.org")
		s.see(func(v palier.View) {
			stop := errors.New("stop")
			if err := v.Names(s.ctx, func(palier.Name) error { return stop }); !errors.Is(err, stop) {
				s.Errorf("stopped: %v", err)
			}
		})
	}},
}

// names fails the test unless rows name exactly these.
func (s *shop) names(want ...string) {
	s.Helper()
	var got []string
	s.see(func(v palier.View) {
		s.must(v.Names(s.ctx, func(n palier.Name) error {
			text := cmp.Or(n.ContactID, "-") + " " + cmp.Or(n.Email, "-")
			if n.Row {
				text += " row"
			}
			got = append(got, text)
			return nil
		}))
	})
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(slices.Compact(got), want) {
		s.Errorf("got %q, want %q", got, want)
	}
}
