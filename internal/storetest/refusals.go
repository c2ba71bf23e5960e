package storetest

import (
	"fmt"
	"slices"

	"palier"
)

var refusalCases = []testCase{
	{"an order of another contact is refused, and the rest of the load applied", func(s *shop) {
		s.load(orderFile(sale("o", "ann", 3, 100)))
		load, refused := s.loadRefusing(orderFile(sale("p", "bob", 4, 50), sale("o", "bob", 4, 200), sale("q", "bob", 5, 60)))
		s.refused(refused, "0:3")
		s.tells(told{"ann": "order 3 +100", "bob": "order 4 +50; order 5 +60"})
		if c := countOf(load, palier.KindOrders); c.Rows != 3 || c.Refused != 1 || c.New != 2 {
			s.Errorf("counts %+v", c)
		}
	}},
	{"all rows of a refused order are refused, by file and line", func(s *shop) {
		s.load(orderFile(sale("o", "ann", 3, 100)))
		_, refused := s.loadRefusing(
			lineFile(sale("o", "bob", 4, 200), sale("p", "bob", 4, 50), refund("o", "bob", 6, 10), sale("o", "bob", 4, 100)),
			orderFile(sale("o", "bob", 4, 300)),
		)
		s.refused(refused, "0:2", "0:4", "0:5", "1:2")
		s.tells(told{"ann": "order 3 +100", "bob": "order 4 +50"})
	}},
	{"two contacts for one order in a load refuse both", func(s *shop) {
		_, refused := s.loadRefusing(orderFile(sale("o", "ann", 3, 100), sale("p", "ann", 3, 50), sale("o", "bob", 3, 200)))
		s.refused(refused, "0:2", "0:4")
		s.tells(told{"ann": "order 3 +50"})
	}},
	{"an empty contact id contradicts nobody", func(s *shop) {
		s.load(orderFile(sale("o", "ann", 3, 100), sale("p", "", 4, 100)))
		s.load(orderFile(sale("p", "ann", 4, 100)))
		s.load(lineFile(sale("q", "", 5, 100), sale("q", "ann", 5, 100)))
		s.tells(told{"ann": "order 3 +100; order 4 +100; order 5 +200"})
		s.load(orderFile(sale("o", "", 3, 300)))
		if stats := s.stats(); stats.Orders != 3 {
			s.Errorf("%d orders", stats.Orders)
		}
	}},
	{"an undone load's orders are nobody's any more", func(s *shop) {
		load := s.load(orderFile(sale("o", "ann", 3, 100)))
		s.undo(load.Number)
		s.load(orderFile(sale("o", "bob", 4, 200)))
		s.tells(told{"bob": "order 4 +200"})
	}},
	{"two files of a load that give sales of one order are refused, by file and line", func(s *shop) {
		for _, file := range []func(...palier.OrderLine) palier.Batch{orderFile, lineFile} {
			_, refused := s.loadRefusing(
				file(sale("p", "ann", 3, 50), sale("o", "ann", 3, 100)),
				file(sale("o", "ann", 3, 200), refund("o", "ann", 5, 20)),
			)
			s.refused(refused, "0:3", "1:2", "1:3")
			s.tells(told{"ann": "order 3 +50"})
		}
	}},
	{"one file may give the sales and another the refunds", func(s *shop) {
		s.load(orderFile(sale("o", "ann", 3, 100)), orderFile(refund("o", "ann", 5, 20)))
		s.tells(told{"ann": "order 3 +100 -20@5"})
	}},
	{"a load of which every row is refused is a load all the same", func(s *shop) {
		s.load(orderFile(sale("o", "ann", 3, 100)))
		load, refused := s.loadRefusing(orderFile(sale("o", "bob", 4, 200)))
		s.refused(refused, "0:2")
		s.undo(load.Number)
		s.tells(told{"ann": "order 3 +100"})
	}},
	{"refusals come in the order of lines however the rows are written", func(s *shop) {
		s.load(lineFile(sale("o", "ann", 3, 100)))
		const n = 500
		staging, err := s.store.Stage(s.ctx)
		s.must(err)
		var want []string
		for i := n - 1; i >= 0; i-- {
			row := sale("o", "bob", 3, 1)
			row.Line = i + 2
			batch := lineFile(row)
			s.must(staging.Write(s.ctx, &batch))
		}
		for i := range n {
			want = append(want, fmt.Sprint("0:", i+2))
		}
		var refused []palier.Refusal
		s.update(func(u palier.Update) error {
			_, err := u.Apply(s.ctx, staging, palier.LoadInfo{At: loadTime, CompleteThrough: palier.NoDay}, func(r palier.Refusal) { refused = append(refused, r) })
			return err
		})
		s.must(staging.Close())
		s.refused(refused, want...)
	}},
}

// refused fails the test unless the refusals are of the rows named as file:line, in
// this order, each with a reason and a hint.
func (s *shop) refused(got []palier.Refusal, want ...string) {
	s.Helper()
	var places []string
	for _, r := range got {
		places = append(places, fmt.Sprintf("%d:%d", r.File, r.Line))
		if r.Reason == "" || r.Hint == "" {
			s.Errorf("no reason or hint: %+v", r)
		}
	}
	if !slices.Equal(places, want) {
		s.Fatalf("refused %v, want %v", places, want)
	}
}

// countOf gives the counts of one kind.
func countOf(load palier.Load, kind palier.Kind) palier.LoadCount {
	for _, c := range load.Counts {
		if c.Kind == kind {
			return c
		}
	}
	return palier.LoadCount{}
}
