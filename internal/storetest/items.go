package storetest

import (
	"fmt"
	"slices"

	"palier"
)

// itemCases are about what orders are made of, the catalogue, and what the facts lack.
var itemCases = []testCase{
	{"items add up to their movements", func(s *shop) {
		back := withItem(refund("o", "", 9, 200), "j", -1000)
		s.load(lineFile(
			withItem(sale("o", "ann", 5, 700), "i", 2000), withItem(sale("o", "ann", 6, 300), "j", 1000), withItem(sale("o", "ann", 5, 0), "gift", 1000),
			back, refund("o", "", 3, 50), withItem(refund("unknown", "bob", 4, 60), "k", 1500), sale("p", "ann", 5, 10)))
		s.hasItems(everything, told{
			"ann": `day 5, effect 5: 1000 "j" +300, 2000 "i" +700; day 5, effect 5: 1000 - +10; day 5, effect 5: 1000 - -50; day 5, effect 9: -1000 "j" -200`,
			"bob": `day 4, effect 4: 1500 "k" -60`,
		})
	}},
	{"items come only when asked for", func(s *shop) {
		s.load(lineFile(withItem(sale("o", "ann", 5, 700), "i", 2000)))
		s.see(func(v palier.View) {
			s.must(v.Histories(s.ctx, everything, func(_ int, batch []palier.History) error {
				if len(batch[0].Items) > 0 {
					return fmt.Errorf("they are %v", batch[0].Items)
				}
				return nil
			}))
		})
	}},
	{"items are those of the contacts and statuses asked for", func(s *shop) {
		s.load(lineFile(
			withStatus(withItem(sale("o", "ann", 5, 700), "i", 1000), "draft"), withItem(refund("o", "ann", 6, 100), "i", 1000),
			withItem(sale("p", "ann", 5, 300), "j", 1000), withItem(sale("q", "bob", 5, 200), "j", 1000),
			withStatus(withItem(refund("r", "bob", 7, 20), "i", 1000), "DRAFT")))
		query := everything
		query.IgnoreStatus = []string{"Draft"}
		bob := `day 5, effect 5: 1000 "j" +200`
		s.hasItems(query, told{"ann": `day 5, effect 5: 1000 "j" +300`, "bob": bob})
		query.Contacts = []string{"bob", "nobody"}
		s.hasItems(query, told{"bob": bob})
	}},
	{"items are those of the rows that give the sales and the refunds", func(s *shop) {
		rows := orderFile(withItem(sale("o", "ann", 3, 1000), "i", 1000), withItem(refund("o", "ann", 6, 500), "i", 1000), withItem(refund("o", "ann", 7, 100), "k", 1000))
		lines := lineFile(withItem(sale("o", "ann", 4, 900), "j", 1000), withItem(refund("o", "ann", 6, 400), "j", 1000))
		s.load(rows)
		second := s.load(lines)
		s.hasItems(everything, told{"ann": `day 4, effect 4: 1000 "j" +900; day 4, effect 6: 1000 "j" -400; day 4, effect 7: 1000 "k" -100`})
		s.hasCatalogue(told{"j": `"" in "", known false, sold true`, "k": `"" in "", known false, sold false`})
		s.undo(second.Number)
		s.hasItems(everything, told{"ann": `day 3, effect 3: 1000 "i" +1000; day 3, effect 6: 1000 "i" -500; day 3, effect 7: 1000 "k" -100`})
	}},
	{"a replaced order has the items of its later load", func(s *shop) {
		s.load(lineFile(withItem(sale("o", "ann", 3, 1000), "i", 1000)))
		second := s.load(lineFile(withItem(sale("o", "ann", 3, 400), "j", 1000), withItem(sale("o", "ann", 3, 500), "j", 3000)))
		s.hasItems(everything, told{"ann": `day 3, effect 3: 1000 "j" +400, 3000 "j" +500`})
		s.undo(second.Number)
		s.hasItems(everything, told{"ann": `day 3, effect 3: 1000 "i" +1000`})
	}},
	{"an update sees the items of what it has applied", func(s *shop) {
		staging := s.stage(lineFile(withItem(sale("o", "ann", 3, 1000), "i", 1000)))
		s.update(func(u palier.Update) error {
			if _, err := u.Apply(s.ctx, staging, infoOf(nil), func(r palier.Refusal) { s.Errorf("refused: %+v", r) }); err != nil {
				return err
			}
			got, err := readItems(s.ctx, u, everything)
			if d := differences(got, told{"ann": `day 3, effect 3: 1000 "i" +1000`}); d != "" {
				s.Errorf("the items differ:%s", d)
			}
			return err
		})
		s.must(staging.Close())
	}},
	{"one worker and four tell the same items of many contacts", func(s *shop) {
		lines, want := lineFile(), told{}
		for i := range 3000 {
			id := fmt.Sprint("c", i)
			lines.OrderLines = append(lines.OrderLines, withItem(sale("o"+id, id, 4, 100), fmt.Sprint("i", i%7), 1000), sale("o"+id, id, 4, 50))
			want[id] = fmt.Sprintf(`day 4, effect 4: 1000 "i%d" +100, 1000 - +50`, i%7)
		}
		s.load(lines)
		query := everything
		s.hasItems(query, want)
		query.Workers = 4
		s.hasItems(query, want)
	}},
	{"the catalogue has the items of products and lines", func(s *shop) {
		s.hasCatalogue(told{})
		load := s.load(productFile(palier.Product{ItemID: "i", Title: "Tea", Category: "Food > Tea"}, palier.Product{ItemID: "j"}),
			lineFile(withItem(sale("o", "ann", 3, 10), "i", 1000), withItem(sale("o", "ann", 3, 10), "k", 1000), withItem(refund("p", "ann", 3, 10), "l", 1000)))
		s.hasCatalogue(told{
			"i": `"Tea" in "Food > Tea", known true, sold true`, "j": `"" in "", known true, sold false`,
			"k": `"" in "", known false, sold true`, "l": `"" in "", known false, sold false`,
		})
		s.load(productFile(palier.Product{ItemID: "i", Title: "Green tea", Category: "Tea"}))
		s.undo(load.Number)
		s.hasCatalogue(told{"i": `"Green tea" in "Tea", known true, sold false`})
	}},
	{"what the facts lack is counted", func(s *shop) {
		s.hasQuality(palier.Quality{})
		s.load(contactFile(contact("ann", 1, "a@x.org"), contact("bob", 1, "")),
			lineFile(
				withItem(sale("o1", "ann", 9, 10), "i", 1000), sale("o1", "ann", 9, 10), sale("o2", "bob", 3, 10), withItem(refund("o2", "", 4, 5), "i", 1000),
				withItem(sale("o3", "carl", 9, 10), "i", 1000), guest("o4", "g@x.org", 7, 10), guest("o5", "a@x.org", 7, 10), refund("credit", "carl", 30, 10)),
			orderFile(withItem(sale("o2", "bob", 3, 10), "i", 1000)))
		s.hasQuality(palier.Quality{WithoutEmail: 1, Unidentified: 2, WithoutItems: 3, OrderDays: []palier.Day{3, 7, 9}})
	}},
}

func (s *shop) hasItems(query palier.HistoryQuery, want told) {
	s.Helper()
	if d := differences(s.items(query), want); d != "" {
		s.Fatalf("the items differ:%s", d)
	}
}

func (s *shop) hasCatalogue(want told) {
	s.Helper()
	if d := differences(s.catalogue(), want); d != "" {
		s.Fatalf("the catalogue differs:%s", d)
	}
}

func (s *shop) hasQuality(want palier.Quality) {
	s.Helper()
	got := s.quality()
	if !slices.Equal(got.OrderDays, want.OrderDays) {
		s.Errorf("orders on the days %v, want %v", got.OrderDays, want.OrderDays)
	}
	if got.WithoutEmail != want.WithoutEmail || got.Unidentified != want.Unidentified || got.WithoutItems != want.WithoutItems {
		s.Fatalf("got %+v, want %+v", got, want)
	}
}
