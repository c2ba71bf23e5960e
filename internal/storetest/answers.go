package storetest

import (
	"slices"
	"strings"

	"palier"
)

var answerCases = []testCase{
	{"an audience counts who can be identified and reached through a channel", func(s *shop) {
		bounced := palier.Engagement{ContactID: "dan", Day: 3, Type: "hard_bounce"}
		bySMS := palier.Engagement{ContactID: "eve", Day: 3, Type: "bounce", Channel: "SMS"}
		s.load(contactFile(
			consenting("ann", "a@x.org", "1", palier.OptIn, palier.NoConsent), consenting("bob", "b@x.org", "2", palier.NoConsent, palier.OptIn),
			consenting("cid", "", "", palier.OptIn, palier.OptIn), consenting("dan", "d@x.org", "4", palier.SoftOptIn, palier.SoftOptIn),
			consenting("eve", "e@x.org", "5", palier.SoftOptIn, palier.OptIn), contact("fay", 1, "f@x.org"),
		), engagementFile(bounced, bySMS), orderFile(guest("o", "g@x.org", 3, 100)))
		s.audienceIs("", 0, palier.Audience{Total: 7, Identified: 6, Reachable: 2}) // ann, eve
		s.audienceIs("", 1, palier.Audience{Total: 7, Identified: 6, Reachable: 2}) // bob, dan
		s.audienceIs("", 2, palier.Audience{Total: 7, Identified: 6})
		s.audienceIs(`consent_email = opt_in`, 0, palier.Audience{Total: 2, Identified: 2, Reachable: 1})
		s.audienceIs(`identified is false`, 0, palier.Audience{Total: 1})
	}},
	{"attributes of contacts, lines, products and orders can be asked for", func(s *shop) {
		s.load(
			inColumns(contactFile(contactWith("ann", "PARIS", "12"), contactWith("bob", "Lyon", "")), "city", "age"),
			inColumns(lineFile(
				valued(withItem(sale("o", "ann", 3, 100), "hat", 1000), "Red"), valued(withItem(sale("p", "bob", 3, 100), "cap", 1000), ""),
				valued(withItem(refund("p", "", 4, 10), "cap", 1000), "Blue"),
			), "colour"),
			inColumns(orderFile(valued(sale("o", "ann", 3, 0), "", "gift"), valued(sale("o", "ann", 3, 100), "ÉTÉ", "none")), "coupon", "note"),
			inColumns(productFile(palier.Product{ItemID: "hat", Attributes: []string{"150"}}, palier.Product{ItemID: "cap"}), "weight"),
		)
		s.picks(`city = "paris"`, "ann")
		s.picks(`age > 11 or city = "lyon"`, "ann", "bob")
		s.picks(`bought where (colour = "red")`, "ann")
		s.picks(`bought where (colour is not set)`, "bob")
		s.picks(`spent at most -0.1 where (colour = "blue")`, "bob")
		s.picks(`bought where (weight = 150)`, "ann")
		s.picks(`bought where (coupon = "été" and note = "gift")`, "ann")
		s.picks(`bought where (note = "none")`)
	}},
	{"an order's attributes follow its rows in force", func(s *shop) {
		s.load(inColumns(orderFile(valued(sale("o", "ann", 3, 100), "A")), "coupon"))
		s.picks(`bought where (coupon = "a")`, "ann")
		later := s.load(inColumns(orderFile(valued(sale("o", "ann", 3, 100), "B")), "coupon"))
		s.picks(`bought where (coupon = "a")`)
		s.picks(`bought where (coupon = "b")`, "ann")
		s.undo(later.Number)
		s.picks(`bought where (coupon = "a")`, "ann")
	}},
	{"the latest rows of orders say all attributes of an order, whose sale an earlier load gave", func(s *shop) {
		coupon := palier.Field{Of: palier.OfOrder, Name: "coupon", Attribute: true}
		s.load(inColumns(orderFile(valued(sale("o", "ann", 3, 100), "A", "old"), valued(sale("p", "bob", 3, 100), "Z", "z")), "coupon", "note"))
		s.load(inColumns(orderFile(valued(sale("o", "ann", 3, 0), "", "new")), "coupon", "note"))
		s.picks(`bought where (coupon is not set and note = "new")`, "ann")
		s.valuesAre(palier.ValueQuery{Field: coupon, Limit: 9}, "Z 1")
		later := s.load(inColumns(orderFile(valued(sale("o", "ann", 3, 0), "B", "")), "coupon", "note"))
		s.picks(`bought where (coupon = "b" and note is not set)`, "ann")
		s.valuesAre(palier.ValueQuery{Field: coupon, Limit: 9}, "B 1, Z 1")
		s.undo(later.Number)
		s.picks(`bought where (coupon is not set and note = "new")`, "ann")
	}},
	{"rows come by contact id, with what files wrote", func(s *shop) {
		registered := contact("bob", 5, "b@x.org")
		registered.Attributes = []string{"Lyon"}
		s.load(inColumns(contactFile(contactWith("cid", "Paris"), registered, contactWith("ann", "")), "city"), orderFile(guest("o", "g@x.org", 3, 1)))
		fields := []palier.Field{{Name: "city", Attribute: true}, {Name: "email"}, {Name: "registered_at", Type: palier.FieldDay}}
		s.rowsAre(palier.RowQuery{Fields: fields}, "ann||| bob|Lyon|b@x.org|1970-01-06 cid|Paris|| email:g@x.org|||")
		s.rowsAre(palier.RowQuery{After: palier.Place{ContactID: "ann"}, Limit: 1}, "bob|")
		s.rowsAre(palier.RowQuery{After: palier.Place{ContactID: "email:g@x.org"}}, "")
	}},
	{"rows come in the order asked for, who has no value last, and page in both directions", func(s *shop) {
		named := func(id, name, n string) palier.Contact {
			row := contactWith(id, n)
			row.LastName = name
			return row
		}
		s.load(inColumns(contactFile(named("ann", "Éluard", "10"), named("bob", "eluard", "9"), named("cid", "", "10"), named("dan", "Zola", "")), "n"))
		number := palier.Field{Name: "n", Attribute: true, Type: palier.FieldNumber, Decimals: palier.AttributeDecimals}
		name := builtIn(palier.OfContact, "last_name")
		for _, c := range []struct {
			by   palier.Sorting
			want string
		}{
			{palier.Sorting{Descending: true}, "dan| cid| bob| ann|"},
			{palier.Sorting{By: number}, "bob| ann| cid| dan|"},
			{palier.Sorting{By: number, Descending: true}, "ann| cid| bob| dan|"},
			{palier.Sorting{By: name}, "bob| dan| ann| cid|"},
			{palier.Sorting{By: name, Descending: true}, "ann| dan| bob| cid|"},
		} {
			s.rowsAre(palier.RowQuery{By: c.by}, c.want)
			ids := strings.Split(strings.ReplaceAll(c.want, "|", ""), " ")
			slices.Reverse(ids)
			s.rowsAre(palier.RowQuery{By: c.by, Backward: true}, strings.Join(ids, "| ")+"|")
			s.pagesBothWays(c.by)
		}
	}},
	{"a ranking keeps the highest or the lowest, of equal ones the smaller contact ids", func(s *shop) {
		s.load(inColumns(contactFile(contactWith("ann", "2"), contactWith("bob", "3"), contactWith("cid", "2"), contactWith("dan", "")), "n"))
		s.picks("identified is true top 2 by n", "ann", "bob")
		s.picks("identified is true bottom 1 by n", "ann")
		s.picks("identified is true bottom 9 by n", "ann", "bob", "cid")
		s.picks("n < 3 top 1 by n", "ann")
	}},
	{"the facts are those published", func(s *shop) {
		s.load(contactFile(contact("ann", 1, ""), contact("bob", 1, ""), contact("cid", 1, "")))
		buyer := stateOf("ann", palier.ActiveBuyer)
		buyer.Spend, buyer.Stars = 1234, palier.StarsOf(3)
		s.update(func(u palier.Update) error {
			s.must(u.PutStates(s.ctx, []palier.ContactState{buyer, stateOf("bob", palier.ColdLead)}))
			return u.Publish(s.ctx, palier.Publication{AsOf: 9, Model: "m", At: loadTime})
		})
		s.picks("stage = active_buyer and spend = 12.34 and stars = 3", "ann")
		s.picks("stage != active_buyer", "bob", "cid")
		s.picks("stars is not set and stage is set", "bob")
		s.picks("identified is true top 1 by spend", "ann")
	}},
	{"what an erased contact had is asked for in vain", func(s *shop) {
		s.load(
			inColumns(contactFile(contactWith("ann", "Paris"), contactWith("bob", "Lyon")), "city"),
			inColumns(orderFile(valued(sale("o", "ann", 3, 100), "A"), valued(sale("p", "bob", 3, 100), "B")), "coupon"),
			inColumns(lineFile(valued(sale("q", "ann", 3, 100), "Red"), valued(sale("r", "bob", 3, 100), "Blue")), "colour"),
		)
		s.erase("ann", "r1")
		s.picks(`city is set and bought where (coupon is set) and bought where (colour is set)`, "bob")
		s.picks(`city is set or bought where (coupon is set or colour is set)`, "bob")
		s.picks(`bought exactly 2 lines`, "bob", "r1")
	}},
	{"attributes tell what their values look like", func(s *shop) {
		s.load(
			inColumns(contactFile(contactWith("ann", "12", "yes"), contactWith("bob", "2017-01-01", "Non"), contactWith("cid", "1,5", "")), "mixed", "member"),
			inColumns(lineFile(valued(sale("o", "ann", 3, 100), "Red")), "colour"),
		)
		s.see(func(v palier.View) {
			infos, err := v.Attributes(s.ctx)
			s.must(err)
			if want := []palier.AttributeInfo{
				{Of: palier.OfContact, Name: "member", Values: 2, Bools: 2},
				{Of: palier.OfContact, Name: "mixed", Values: 3, Numbers: 2, Days: 1},
				{Of: palier.OfLine, Name: "colour", Values: 1},
			}; !slices.Equal(infos, want) {
				s.Errorf("got %+v", infos)
			}
		})
	}},
	{"values come by how often they are there", func(s *shop) {
		s.load(
			inColumns(contactFile(contactWith("ann", "Paris"), contactWith("bob", "Pau"), contactWith("cid", "Paris"), contactWith("dan", "paris")), "city"),
			productFile(palier.Product{ItemID: "1", Category: "Bikes > Road | Sale"}, palier.Product{ItemID: "2", Category: "Sale"}),
		)
		city := palier.Field{Name: "city", Attribute: true}
		category := palier.Field{Of: palier.OfProduct, Name: "category"}
		s.valuesAre(palier.ValueQuery{Field: city, Limit: 9}, "Paris 2, Pau 1, paris 1")
		s.valuesAre(palier.ValueQuery{Field: city, Limit: 1, Prefix: "par"}, "Paris 2")
		s.valuesAre(palier.ValueQuery{Field: city, Limit: 9, Prefix: "pau"}, "Pau 1")
		s.valuesAre(palier.ValueQuery{Field: category, Limit: 9}, "Sale 2, Bikes > Road 1")
	}},
}
