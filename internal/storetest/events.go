package storetest

import (
	"fmt"
	"slices"

	"palier"
)

// The day after LastDay, until when an order counts that nothing undoes, is 84006.
var eventCases = []testCase{
	{"what was spent comes with its refunds, and until when the order counts", func(s *shop) {
		s.load(lineFile(
			withItem(sale("o", "ann", 3, 100), "hat", 1000), withItem(sale("o", "ann", 4, 50), "cap", 2500),
			refund("o", "ann", 8, 100), refund("o", "ann", 9, 50), refund("lost", "ann", 5, 7),
			withStatus(sale("p", "ann", 6, 30), "Draft"), sale("q", "bob", 7, 20), refund("q", "bob", 2, 5),
		))
		spent := palier.EventQuery{Of: palier.Activity{Count: palier.Spent}, Keys: palier.AllKeys, Through: 8, IgnoreStatus: []string{"draft"}}
		s.eventsAre(spent, map[string]string{
			"ann": "3 from 3 to 9: 100 of 1; 3 from 3 to 9: 50 of 2.5; 3 from 8 to 9: -100 of 1",
			"bob": "7 from 7 to 84006: 20 of 1; 7 from 7 to 84006: -5 of 1",
		})
		spent.Of.Count, spent.Through = palier.Lines, 6
		s.eventsAre(spent, map[string]string{"ann": "3 from 3 to 9: 100 of 1; 3 from 3 to 9: 50 of 2.5"})
		spent.Of.Where = palier.Test{Field: palier.Field{Of: palier.OfLine, Name: "item_id"}, Texts: []string{"cap"}}
		s.eventsAre(spent, map[string]string{"ann": "3 from 3 to 9: 50 of 2.5"})
		spent.Keys = palier.KeyRange{First: palier.KeyOf("ann") + 1, Last: ^palier.Key(0)}
		s.eventsAre(spent, map[string]string{})
	}},
	{"an engagement of one day, type and campaign comes once", func(s *shop) {
		mail, again := click("ann", 3), click("ann", 3)
		again.Channel = "sms"
		other := click("ann", 3)
		other.Campaign = "spring"
		s.load(engagementFile(mail, again, other, click("ann", 5), click("ann", 9)))
		s.eventsAre(palier.EventQuery{Of: palier.Activity{Count: palier.Engagements}, Keys: palier.AllKeys, Through: 8}, map[string]string{
			"ann": "3 from 3 to 84006: 0 of 0; 3 from 3 to 84006: 0 of 0; 5 from 5 to 84006: 0 of 0",
		})
	}},
	{"dates are those of contacts that have one", func(s *shop) {
		s.load(inColumns(contactFile(contactWith("ann", "1970-01-05"), contactWith("bob", "soon"), contactWith("cid", "06/01/1970")), "since"))
		got := map[string]string{}
		field := palier.Field{Name: "since", Attribute: true, Type: palier.FieldDay}
		s.see(func(v palier.View) { s.must(v.Dates(s.ctx, field, palier.AllKeys, s.collectEvents(got))) })
		if want := "map[ann:4 from 0 to 0: 0 of 0 cid:5 from 0 to 0: 0 of 0]"; fmt.Sprint(got) != want {
			s.Errorf("got %v", got)
		}
	}},
}

func (s *shop) eventsAre(query palier.EventQuery, want map[string]string) {
	s.Helper()
	got := map[string]string{}
	s.see(func(v palier.View) { s.must(v.Events(s.ctx, query, s.collectEvents(got))) })
	if fmt.Sprint(got) != fmt.Sprint(want) {
		s.Errorf("got %v\nwant %v", got, want)
	}
}

// collect puts events into words by contact, those of a contact in the order of their
// days, effects and amounts, whatever the order they came in.
func (s *shop) collectEvents(to map[string]string) func([]palier.Event) error {
	words := map[palier.Key]string{palier.KeyOf("ann"): "ann", palier.KeyOf("bob"): "bob", palier.KeyOf("cid"): "cid"}
	latest := palier.Key(0)
	return func(events []palier.Event) error {
		events = slices.Clone(events)
		slices.SortFunc(events, compareEvents)
		if events[0].Contact < latest {
			s.Errorf("the contact %x comes after %x", events[0].Contact, latest)
		}
		for _, e := range events {
			latest = e.Contact
			word := fmt.Sprintf("%d from %d to %d: %d of %s", e.Day, e.Effect, e.Until, e.Amount, e.Quantity)
			if name := words[e.Contact]; to[name] == "" {
				to[name] = word
			} else {
				to[name] += "; " + word
			}
		}
		return nil
	}
}
