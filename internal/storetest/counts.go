package storetest

import (
	"reflect"
	"slices"

	"palier"
)

var countCases = []testCase{
	{"contacts, products and engagements are counted new, replaced and doubled", func(s *shop) {
		first := s.load(
			contactFile(contact("ann", 1, ""), contact("bob", 1, ""), contact("ann", 2, "")),
			productFile(palier.Product{ItemID: "i"}, palier.Product{ItemID: "j"}),
			engagementFile(click("ann", 1), click("ann", 1), click("ann", 1), click("bob", 1)),
		)
		s.counted(first,
			palier.LoadCount{Kind: palier.KindContacts, Rows: 3, New: 2, Doubled: 1},
			palier.LoadCount{Kind: palier.KindProducts, Rows: 2, New: 2},
			palier.LoadCount{Kind: palier.KindEngagements, Rows: 4, New: 2, Doubled: 2},
		)
		second := s.load(
			contactFile(contact("bob", 1, ""), contact("bob", 1, ""), contact("carl", 2, "")),
			productFile(palier.Product{ItemID: "j"}, palier.Product{ItemID: "k"}, palier.Product{ItemID: "k"}),
			engagementFile(click("bob", 1), click("bob", 2)),
		)
		s.counted(second,
			palier.LoadCount{Kind: palier.KindContacts, Rows: 3, New: 1, Replaced: 1, Doubled: 1},
			palier.LoadCount{Kind: palier.KindProducts, Rows: 3, New: 1, Replaced: 1, Doubled: 1},
			palier.LoadCount{Kind: palier.KindEngagements, Rows: 2, New: 1, Replaced: 1},
		)
	}},
	{"orders are counted by their ids, however many lines they have", func(s *shop) {
		first := s.load(lineFile(sale("o", "ann", 1, 1), sale("o", "ann", 1, 2), sale("p", "ann", 1, 2)))
		s.counted(first, palier.LoadCount{Kind: palier.KindOrderLines, Rows: 3, New: 2})
		second := s.load(lineFile(sale("p", "ann", 1, 1), sale("q", "ann", 1, 2), sale("q", "ann", 2, 2)))
		s.counted(second, palier.LoadCount{Kind: palier.KindOrderLines, Rows: 3, New: 1, Replaced: 1})
		third := s.load(orderFile(sale("r", "ann", 1, 1), sale("s", "ann", 1, 2)))
		s.counted(third, palier.LoadCount{Kind: palier.KindOrders, Rows: 2, New: 2})
	}},
	{"what an undone load brought is new again", func(s *shop) {
		load := s.load(contactFile(contact("ann", 1, "")), orderFile(sale("o", "ann", 1, 1)), engagementFile(click("ann", 1)))
		s.undo(load.Number)
		again := s.load(contactFile(contact("ann", 1, "")), orderFile(sale("o", "ann", 1, 1)), engagementFile(click("ann", 1)))
		s.counted(again,
			palier.LoadCount{Kind: palier.KindContacts, Rows: 1, New: 1},
			palier.LoadCount{Kind: palier.KindOrders, Rows: 1, New: 1},
			palier.LoadCount{Kind: palier.KindEngagements, Rows: 1, New: 1},
		)
	}},
	{"what the source counted is kept", func(s *shop) {
		files := []palier.Batch{orderFile(sale("o", "ann", 1, 1))}
		staging := s.stage(files...)
		info := infoOf(files)
		info.Counts = []palier.LoadCount{{Kind: palier.KindOrders, Rows: 7, Refused: 6, Rounded: 1}, {Kind: palier.KindContacts, Rows: 2, Refused: 2}}
		var load palier.Load
		s.update(func(u palier.Update) (err error) {
			load, err = u.Apply(s.ctx, staging, info, func(palier.Refusal) {})
			return err
		})
		s.must(staging.Close())
		s.counted(load,
			palier.LoadCount{Kind: palier.KindOrders, Rows: 7, New: 1, Refused: 6, Rounded: 1},
			palier.LoadCount{Kind: palier.KindContacts, Rows: 2, Refused: 2},
		)
	}},
	{"loads are listed by number, with all that was said of them", func(s *shop) {
		files := []palier.Batch{orderFile(sale("o", "ann", 5, 1), refund("o", "ann", 9, 1))}
		info := palier.LoadInfo{
			Source: "palier", At: loadTime, CompleteThrough: 30,
			Files:  []string{`it's "one", two\.csv`, "números;\t2.csv", "", "a,b\nc"},
			Counts: []palier.LoadCount{{Kind: palier.KindOrders, Rows: 2}},
		}
		staging := s.stage(files...)
		var first palier.Load
		s.update(func(u palier.Update) (err error) {
			first, err = u.Apply(s.ctx, staging, info, func(palier.Refusal) {})
			return err
		})
		s.must(staging.Close())
		want := palier.Load{Number: 1, Source: info.Source, Files: info.Files, At: info.At, CompleteThrough: 30,
			Counts: []palier.LoadCount{{Kind: palier.KindOrders, Rows: 2, New: 1}}}
		s.sameLoad(first, want)
		second := s.load(files...)
		if second.Number != 2 || second.CompleteThrough != 9 {
			s.Errorf("got %+v, want number 2, complete through day 9", second)
		}
		third := s.load(contactFile(contact("ann", 50, "")))
		if third.CompleteThrough.Exists() {
			s.Errorf("a load without orders is complete through %s", third.CompleteThrough)
		}
		s.undo(2)
		second.Undone = true
		s.see(func(v palier.View) {
			loads, err := v.Loads(s.ctx)
			s.must(err)
			if len(loads) != 3 {
				s.Fatalf("%d loads", len(loads))
			}
			for i, l := range []palier.Load{want, second, third} {
				s.sameLoad(loads[i], l)
			}
		})
	}},
}

// counted fails the test unless the load's counts are exactly these, whatever their order.
func (s *shop) counted(load palier.Load, want ...palier.LoadCount) {
	s.Helper()
	if len(load.Counts) != len(want) {
		s.Errorf("counts %+v, want %+v", load.Counts, want)
	}
	for _, w := range want {
		if got := countOf(load, w.Kind); got != w {
			s.Errorf("counts %+v, want %+v", got, w)
		}
	}
}

// sameLoad compares loads: the order of counts and the zone of the time do not matter.
func (s *shop) sameLoad(got, want palier.Load) {
	s.Helper()
	s.counted(got, want.Counts...)
	if !got.At.Equal(want.At) || !slices.Equal(got.Files, want.Files) {
		s.Errorf("load %d of %s from %q, want %s from %q", got.Number, got.At, got.Files, want.At, want.Files)
	}
	got.At, got.Counts, got.Files = want.At, want.Counts, want.Files
	if !reflect.DeepEqual(got, want) {
		s.Errorf("got load %+v, want %+v", got, want)
	}
}
