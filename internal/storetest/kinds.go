package storetest

import "palier"

// kindCases are about orders and order_lines that tell of the same order.
var kindCases = []testCase{
	{"lines give the sales and rows of orders only attributes, in one load", func(s *shop) {
		s.load(
			orderFile(sale("o", "ann", 3, 1000), sale("p", "ann", 9, 50)),
			lineFile(sale("o", "ann", 4, 300), sale("o", "ann", 4, 400)),
		)
		s.tells(told{"ann": "order 4 +700; order 9 +50"})
	}},
	{"lines give the sales, whichever load comes first", func(s *shop) {
		rows := orderFile(sale("o", "ann", 3, 1000))
		lines := lineFile(sale("o", "ann", 4, 300), sale("o", "ann", 4, 400))
		first := s.load(rows)
		s.tells(told{"ann": "order 3 +1000"})
		second := s.load(lines)
		s.tells(told{"ann": "order 4 +700"})
		s.load(rows)
		s.tells(told{"ann": "order 4 +700"})
		s.undo(first.Number)
		s.tells(told{"ann": "order 4 +700"})
		s.undo(second.Number)
		s.tells(told{"ann": "order 3 +1000"})
	}},
	{"lines that leave out contact or status take those of the row of orders", func(s *shop) {
		s.load(
			lineFile(sale("o", "", 4, 300), sale("p", "", 5, 400)),
			orderFile(withStatus(sale("o", "ann", 4, 300), "cancelled"), sale("p", "ann", 5, 400)),
		)
		query := everything
		query.IgnoreStatus = []string{"cancelled"}
		s.tellsTo(query, told{"ann": "order 5 +400"})
	}},
	{"a refund given by both kinds counts once", func(s *shop) {
		s.load(
			orderFile(sale("o", "ann", 3, 1000), refund("o", "ann", 6, 500)),
			lineFile(sale("o", "ann", 3, 600), sale("o", "ann", 3, 400), refund("o", "ann", 6, 200), refund("o", "ann", 6, 300)),
		)
		s.tells(told{"ann": "order 3 +1000 -500@6"})
	}},
	{"a refund given by orders alone counts, though the sales are lines", func(s *shop) {
		s.load(
			orderFile(sale("o", "ann", 3, 1000), refund("o", "ann", 6, 500)),
			lineFile(sale("o", "ann", 3, 600), sale("o", "ann", 3, 400)),
		)
		s.tells(told{"ann": "order 3 +1000 -500@6"})
	}},
	{"a load that gives an order no sale leaves its sales", func(s *shop) {
		for _, file := range []func(...palier.OrderLine) palier.Batch{orderFile, lineFile} {
			s.load(file(sale("o", "ann", 3, 100)))
			s.load(file(sale("o", "ann", 4, 0)))
			s.tells(told{"ann": "order 3 +100"})
		}
	}},
	{"a row of orders is one line of its order", func(s *shop) {
		s.load(orderFile(sale("o", "ann", 3, 600), sale("o", "ann", 2, 400)))
		s.tells(told{"ann": "order 2 +1000"})
		stats := s.stats()
		if stats.Orders != 1 {
			s.Errorf("%d orders", stats.Orders)
		}
	}},
	{"order lines are counted as they stand", func(s *shop) {
		s.load(lineFile(sale("o", "ann", 3, 600), sale("o", "ann", 3, 400), sale("p", "ann", 3, 100)))
		s.load(lineFile(sale("o", "ann", 3, 900)))
		stats := s.stats()
		if stats.Orders != 2 || stats.OrderLines != 2 {
			s.Errorf("%d orders, %d order lines", stats.Orders, stats.OrderLines)
		}
	}},
	{"the first and last days are those of anything that happened", func(s *shop) {
		s.hasSpan(palier.NoDay, palier.NoDay)
		s.load(contactFile(contact("ann", palier.NoDay, "")))
		s.hasSpan(palier.NoDay, palier.NoDay)
		s.load(orderFile(sale("o", "ann", 10, 100)))
		s.hasSpan(10, 10)
		s.load(orderFile(refund("o", "ann", 5, 10), refund("o", "ann", 20, 10)))
		s.hasSpan(10, 20)
		s.load(contactFile(contact("bob", 3, "")), engagementFile(click("ann", 25)))
		s.hasSpan(3, 25)
		s.load(orderFile(refund("unknown", "ann", -2, 10), refund("unknown", "ann", 31, 10)))
		s.hasSpan(-2, 31)
		s.load(lineFile(sale("p", "ann", 12, 10), sale("p", "ann", 40, 10)))
		s.hasSpan(-2, 40)
	}},
	{"statuses and types are listed as they are written, with their counts", func(s *shop) {
		visit := click("ann", 2)
		visit.Type = "visit"
		s.load(
			orderFile(withStatus(sale("o1", "ann", 1, 1), "Paid"), withStatus(sale("o2", "ann", 1, 1), "paid"),
				withStatus(sale("o3", "ann", 1, 1), "paid"), withStatus(sale("o4", "ann", 1, 1), "refusée")),
			engagementFile(click("ann", 1), click("ann", 2), visit),
		)
		stats := s.stats()
		s.counts("statuses", stats.Statuses, map[string]int64{"Paid": 1, "paid": 2, "refusée": 1})
		s.counts("types", stats.Types, map[string]int64{"click": 2, "visit": 1})
	}},
}

func (s *shop) hasSpan(first, last palier.Day) {
	s.Helper()
	if stats := s.stats(); stats.FirstDay != first || stats.LastDay != last {
		s.Errorf("days %d to %d, want %d to %d", stats.FirstDay, stats.LastDay, first, last)
	}
}

// counts compares value counts; one of the missing value may be left out or not.
func (s *shop) counts(what string, got []palier.ValueCount, want map[string]int64) {
	s.Helper()
	seen := map[string]int64{}
	for _, c := range got {
		if c.Value != "" {
			seen[c.Value] += c.Count
		}
	}
	for value, n := range want {
		if seen[value] != n {
			s.Errorf("%s %q: %d, want %d", what, value, seen[value], n)
		}
	}
	if len(seen) != len(want) {
		s.Errorf("%s: %v, want %v", what, seen, want)
	}
}
