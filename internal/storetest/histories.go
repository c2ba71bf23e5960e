package storetest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"

	"palier"
)

var historyCases = []testCase{
	{"an empty store tells nothing", func(s *shop) {
		s.tells(told{})
	}},
	{"a contact without orders or responses is told", func(s *shop) {
		s.load(contactFile(contact("ann", 3, ""), contact("bob", palier.NoDay, "")))
		s.tells(told{"ann": "registered 3", "bob": "nothing"})
	}},
	{"movements come by day, sales before their refunds", func(s *shop) {
		s.load(orderFile(
			refund("o2", "ann", 9, 100), sale("o2", "ann", 5, 700), refund("o2", "ann", 7, 200),
			sale("o1", "ann", 2, 400), refund("o1", "ann", 8, 400),
		), engagementFile(click("ann", 6), click("ann", 1)))
		s.tells(told{"ann": "order 2 +400 -400@8; order 5 +700 -200@7 -100@9; response 1; response 6"})
	}},
	{"sale lines of several days count from the first", func(s *shop) {
		s.load(lineFile(sale("o", "ann", 6, 100), sale("o", "ann", 4, 20), sale("o", "ann", 5, 3)))
		s.tells(told{"ann": "order 4 +123"})
	}},
	{"two orders of one day stay two", func(s *shop) {
		s.load(orderFile(sale("o1", "ann", 4, 500), sale("o2", "ann", 4, 500), sale("o3", "ann", 4, 600)))
		s.tells(told{"ann": "order 4 +500; order 4 +500; order 4 +600"})
	}},
	{"a refund dated before its order takes effect on the order's day", func(s *shop) {
		s.load(orderFile(refund("o", "ann", 1, 300), refund("o", "ann", 2, 30), sale("o", "ann", 5, 900)))
		s.tells(told{"ann": "order 5 +900 -330@5"})
		s.load(lineFile(sale("o", "ann", 2, 900)))
		s.tells(told{"ann": "order 2 +900 -330@2"})
	}},
	{"refunds of one day are added up", func(s *shop) {
		s.load(lineFile(sale("o", "ann", 5, 900), refund("o", "ann", 7, 1), refund("o", "ann", 7, 2), refundOf("o", "r", 7, 4)))
		s.tells(told{"ann": "order 5 +900 -7@7"})
	}},
	{"a refund may name its order", func(s *shop) {
		s.load(orderFile(sale("o", "ann", 5, 900)))
		s.load(orderFile(refundOf("o", "r1", 7, 100)), engagementFile(click("ann", 7)))
		s.tells(told{"ann": "order 5 +900 -100@7; response 7"})
	}},
	{"a refund is the order's contact's, whatever its own row says", func(s *shop) {
		s.load(orderFile(sale("o", "ann", 5, 900), refund("o", "bob", 6, 100)))
		s.load(orderFile(refund("o", "carl", 7, 200)))
		s.tells(told{"ann": "order 5 +900 -100@6 -200@7"})
	}},
	{"a refund of an unknown order is a credit until the order comes", func(s *shop) {
		s.load(orderFile(refund("o", "ann", 7, 200), refund("o", "ann", 8, 30)), contactFile(contact("bob", 1, "")))
		s.tells(told{"ann": "credit 7 -200; credit 8 -30", "bob": "registered 1"})
		order := s.load(orderFile(sale("o", "bob", 5, 900)))
		s.tells(told{"bob": "registered 1; order 5 +900 -200@7 -30@8"})
		s.undo(order.Number)
		s.tells(told{"ann": "credit 7 -200; credit 8 -30", "bob": "registered 1"})
	}},
	{"a credit without a contact belongs to the unidentified contact of its order", func(s *shop) {
		s.load(orderFile(refund("o", "", 7, 200), refundOf("p", "r", 8, 100)))
		s.tells(told{"order:o": "credit 7 -200", "order:p": "credit 8 -100"})
	}},
	{"a line of amount 0 is no sale", func(s *shop) {
		s.load(orderFile(sale("o1", "ann", 5, 900), sale("o2", "ann", 6, 0)), lineFile(sale("o3", "ann", 3, 0), sale("o3", "ann", 4, 100)))
		s.tells(told{"ann": "order 4 +100; order 5 +900"})
		if orders := s.stats().Orders; orders != 2 {
			s.Errorf("%d orders", orders)
		}
	}},
	{"an ignored status leaves out the order and its refunds, whatever the case", func(s *shop) {
		s.load(orderFile(
			withStatus(sale("o1", "ann", 1, 100), "Annulée"), refund("o1", "ann", 3, 100),
			withStatus(sale("o2", "ann", 2, 200), "paid"), refund("o2", "ann", 4, 50),
			sale("o3", "ann", 5, 300),
		))
		query := everything
		query.IgnoreStatus = []string{"draft", "ANNULÉE"}
		s.tellsTo(query, told{"ann": "order 2 +200 -50@4; order 5 +300"})
		query.IgnoreStatus = []string{"PAID", "annulée"}
		s.tellsTo(query, told{"ann": "order 5 +300"})
		query.IgnoreStatus = nil
		s.tellsTo(query, told{"ann": "order 1 +100 -100@3; order 2 +200 -50@4; order 5 +300"})
	}},
	{"a refund found by refund_of is ignored with its order", func(s *shop) {
		s.load(orderFile(withStatus(sale("o", "ann", 1, 100), "failed"), refundOf("o", "r", 3, 40), sale("p", "ann", 2, 70)))
		query := everything
		query.IgnoreStatus = []string{"failed"}
		s.tellsTo(query, told{"ann": "order 2 +70"})
	}},
	{"only engagements of the response types count, whatever the case", func(s *shop) {
		visit, mixed := click("ann", 2), click("ann", 3)
		visit.Type, mixed.Type = "visit", "öffnen"
		s.load(engagementFile(click("ann", 4), click("ann", 1), visit, mixed), contactFile(contact("ann", 1, "")))
		query := everything
		query.ResponseTypes = []string{"CLICK", "ÖFFNEN"}
		s.tellsTo(query, told{"ann": "registered 1; response 1; response 3; response 4"})
		query.ResponseTypes = nil
		s.tellsTo(query, told{"ann": "registered 1"})
	}},
	{"a day of two responses stands twice", func(s *shop) {
		mail := click("ann", 4)
		mail.Campaign = "spring"
		s.load(engagementFile(click("ann", 4), mail))
		s.tells(told{"ann": "response 4; response 4"})
	}},
	{"amounts and days are exact to the last unit", func(s *shop) {
		const huge = palier.Money(math.MaxInt64/2 - 7)
		s.load(orderFile(
			sale("o1", "ann", palier.FirstDay, huge), refund("o1", "ann", palier.LastDay, huge-1),
			sale("o2", "ann", -1, 1), sale("o3", "ann", palier.LastDay, 1<<53+1),
		), contactFile(contact("ann", palier.FirstDay, "")))
		s.tells(told{"ann": fmt.Sprintf("registered %d; order %d +%d -%d@%d; order -1 +1; order %d +9007199254740993",
			palier.FirstDay, palier.FirstDay, huge, huge-1, palier.LastDay, palier.LastDay)})
	}},
	{"only the contacts asked for come", func(s *shop) {
		s.load(contactFile(contact("ann", 1, ""), contact("bob", 2, "")),
			orderFile(sale("o1", "ann", 3, 100), sale("o2", "carl", 4, 200), guest("o3", "g@x.org", 5, 300), sale("o4", "", 6, 400)))
		query := everything
		query.Contacts = []string{"carl", "nobody", "ann", "email:g@x.org", "ann", "order:o4"}
		s.tellsTo(query, told{
			"ann": "registered 1; order 3 +100", "carl": "order 4 +200",
			"email:g@x.org": "order 5 +300", "order:o4": "order 6 +400",
		})
		query.Contacts = []string{}
		s.tellsTo(query, told{})
	}},
	{"ids come only when asked for", func(s *shop) {
		s.load(contactFile(contact("ann", 1, "")))
		query := everything
		query.WithIDs = false
		s.tellsTo(query, told{fmt.Sprintf("%x", palier.KeyOf("ann")): "registered 1"})
	}},
	{"sources come only when asked for, from the contact rows of the day", func(s *shop) {
		from := func(row palier.Contact, source string) palier.Contact {
			row.Source = source
			return row
		}
		s.load(contactFile(from(contact("ann", 1, "a@x.org"), "Foire de Lyon, été"), from(contact("bob", 2, ""), "shop"), contact("carl", 3, "")),
			orderFile(guest("o1", "a@x.org", 4, 100), guest("o2", "g@x.org", 5, 200), sale("o3", "dora", 6, 300)))
		plain := told{
			"ann": "registered 1; order 4 +100", "bob": "registered 2", "carl": "registered 3",
			"email:g@x.org": "order 5 +200", "dora": "order 6 +300",
		}
		s.tells(plain)
		query := everything
		query.WithSources = true
		want := maps.Clone(plain)
		want["ann"], want["bob"] = "from Foire de Lyon, été; "+plain["ann"], "from shop; "+plain["bob"]
		s.tellsTo(query, want)
		again := s.load(contactFile(from(contact("ann", 1, "a@x.org"), ""), from(contact("bob", 2, ""), "web"), from(contact("dora", palier.NoDay, ""), "web")))
		s.tellsTo(query, told{
			"ann": plain["ann"], "bob": "from web; registered 2", "carl": plain["carl"],
			"email:g@x.org": plain["email:g@x.org"], "dora": "from web; " + plain["dora"],
		})
		s.undo(again.Number)
		s.tellsTo(query, want)
		query.WithIDs, query.Contacts = false, []string{"dora", "bob"}
		s.tellsTo(query, told{fmt.Sprintf("%x", palier.KeyOf("bob")): want["bob"], fmt.Sprintf("%x", palier.KeyOf("dora")): plain["dora"]})
		s.erase("bob", "r4nd0m")
		query.Contacts = []string{"r4nd0m"}
		s.tellsTo(query, told{fmt.Sprintf("%x", palier.KeyOf("r4nd0m")): plain["bob"]})
	}},
	{"one worker and four tell the same of many contacts", func(s *shop) {
		want := s.loadMany(3000)
		query := everything
		s.tellsTo(query, want)
		query.Workers = 4
		s.tellsTo(query, want)
		query.WithSources = true // they have none
		s.tellsTo(query, want)
		query.Contacts = []string{"c7", "c2999", "c1234", "c0"}
		s.tellsTo(query, told{"c7": want["c7"], "c2999": want["c2999"], "c1234": want["c1234"], "c0": want["c0"]})
	}},
	{"an error of each ends the stream and is returned", func(s *shop) {
		s.loadMany(3000)
		enough := errors.New("enough")
		for _, workers := range []int{1, 4} {
			query := everything
			query.Workers = workers
			s.see(func(v palier.View) {
				err := v.Histories(s.ctx, query, func(int, []palier.History) error { return enough })
				if !errors.Is(err, enough) {
					s.Errorf("%d workers: got %v", workers, err)
				}
				if _, err := read(s.ctx, v, query); err != nil {
					s.Errorf("%d workers: the view is of no use afterwards: %v", workers, err)
				}
			})
		}
	}},
	{"a cancelled context ends the stream", func(s *shop) {
		s.loadMany(3000)
		ctx, cancel := context.WithCancel(s.ctx)
		cancel()
		s.see(func(v palier.View) {
			err := v.Histories(ctx, everything, func(int, []palier.History) error { return nil })
			if !errors.Is(err, context.Canceled) {
				s.Errorf("got %v", err)
			}
		})
	}},
}

// loadMany loads contacts c0, c1, … with an order each, some refunded, some answering,
// and gives what is to be told of them.
func (s *shop) loadMany(n int) told {
	s.Helper()
	want := told{}
	contacts, orders, engagements := contactFile(), orderFile(), engagementFile()
	for i := range n {
		id, day := fmt.Sprint("c", i), palier.Day(10+i%50)
		contacts.Contacts = append(contacts.Contacts, contact(id, day-1, ""))
		orders.OrderLines = append(orders.OrderLines, sale(fmt.Sprint("o", i), id, day, palier.Money(1000+i)))
		want[id] = fmt.Sprintf("registered %d; order %d +%d", day-1, day, 1000+i)
		if i%3 == 0 {
			orders.OrderLines = append(orders.OrderLines, refund(fmt.Sprint("o", i), "", day+5, 7))
			want[id] += fmt.Sprintf(" -7@%d", day+5)
		}
		if i%4 == 0 {
			engagements.Engagements = append(engagements.Engagements, click(id, day+2))
			want[id] += fmt.Sprintf("; response %d", day+2)
		}
	}
	s.load(contacts, orders, engagements)
	return want
}
