package storetest

import (
	"fmt"

	"palier"
)

var undoCases = []testCase{
	{"what a load replaced is back when it is undone", func(s *shop) {
		s.load(
			contactFile(contact("ann", 1, "a@x.org")),
			lineFile(sale("o", "ann", 3, 100), sale("o", "ann", 3, 200), refund("o", "ann", 5, 50)),
			productFile(palier.Product{ItemID: "i"}), engagementFile(click("ann", 6)),
		)
		before := s.facts()
		load := s.load(
			contactFile(contact("ann", 2, "b@x.org"), contact("bob", 2, "")),
			lineFile(sale("o", "ann", 4, 400), refund("o", "ann", 5, 70), refund("o", "ann", 6, 80), sale("p", "bob", 4, 1)),
			productFile(palier.Product{ItemID: "i"}, palier.Product{ItemID: "j"}), engagementFile(click("ann", 6), click("bob", 6)),
		)
		s.undo(load.Number)
		s.tells(told{"ann": "registered 1; order 3 +300 -50@5; response 6"})
		if s.facts() != before {
			s.Error("the facts differ")
		}
	}},
	{"three loads of the same rows end the same in whichever order they are undone", func(s *shop) {
		for _, order := range [][3]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
			var numbers, left []int
			for i := range 3 {
				numbers, left = append(numbers, s.loadVersion(i)), append(left, i)
			}
			for _, i := range order {
				s.undo(numbers[i])
				left = without(left, i)
				if len(left) == 0 {
					s.tells(told{})
				} else {
					s.tells(told{"ann": versionWords(left[len(left)-1])})
				}
			}
		}
	}},
	{"a load without rows of an order leaves it to the loads that have some", func(s *shop) {
		first := s.load(orderFile(sale("o", "ann", 3, 100)))
		s.load(orderFile(refund("o", "ann", 5, 10)))
		third := s.load(orderFile(sale("o", "ann", 3, 300)))
		s.undo(third.Number)
		s.tells(told{"ann": "order 3 +100 -10@5"})
		s.undo(first.Number)
		s.tells(told{"ann": "credit 5 -10"})
	}},
	{"undoing a load twice is a conflict, one that never was is not found", func(s *shop) {
		load := s.load(contactFile(contact("ann", 1, "")))
		s.undo(load.Number)
		for number, code := range map[int]palier.Code{load.Number: palier.Conflict, load.Number + 1: palier.NotFound, 0: palier.NotFound, -1: palier.NotFound} {
			s.mustBe(code, s.store.Update(s.ctx, func(u palier.Update) error {
				_, err := u.Undo(s.ctx, number)
				return err
			}))
		}
	}},
	{"the number of an undone load is not used again", func(s *shop) {
		first := s.load(contactFile(contact("ann", 1, "")))
		s.undo(first.Number)
		if second := s.load(contactFile(contact("ann", 1, ""))); second.Number != 2 {
			s.Errorf("number %d", second.Number)
		}
	}},
	{"several loads and undos may be one update", func(s *shop) {
		one, two := s.stage(orderFile(sale("o", "ann", 3, 100))), s.stage(orderFile(sale("o", "ann", 4, 200), sale("p", "ann", 5, 300)))
		info := palier.LoadInfo{At: loadTime, CompleteThrough: palier.NoDay}
		s.update(func(u palier.Update) error {
			first, err := u.Apply(s.ctx, one, info, func(palier.Refusal) {})
			s.must(err)
			second, err := u.Apply(s.ctx, two, info, func(palier.Refusal) {})
			s.must(err)
			if got, err := read(s.ctx, u, everything); err != nil || got["ann"] != "order 4 +200; order 5 +300" {
				s.Errorf("the update sees %v, %v", got, err)
			}
			_, err = u.Undo(s.ctx, second.Number)
			s.must(err)
			if got, err := read(s.ctx, u, everything); err != nil || got["ann"] != "order 3 +100" {
				s.Errorf("the update sees %v, %v", got, err)
			}
			if first.Number != 1 || second.Number != 2 {
				s.Errorf("numbers %d, %d", first.Number, second.Number)
			}
			return nil
		})
		s.tells(told{"ann": "order 3 +100"})
		s.must(one.Close())
		s.must(two.Close())
	}},
}

// loadVersion loads the version of one contact's rows, and gives the load's number.
func (s *shop) loadVersion(i int) int {
	s.Helper()
	day := palier.Day(10 * (i + 1))
	return s.load(
		contactFile(contact("ann", day, fmt.Sprintf("v%d@x.org", i))),
		orderFile(sale("o", "ann", day+1, 100), refund("o", "ann", 50, palier.Money(i+1)), guest("g", fmt.Sprintf("v%d@x.org", i), day+2, 100)),
	).Number
}

// versionWords is what is told of the contact while the version is the latest.
func versionWords(i int) string {
	day := 10 * (i + 1)
	return fmt.Sprintf("registered %d; order %d +100 -%d@50; order %d +100", day, day+1, i+1, day+2)
}

func without(list []int, value int) []int {
	var kept []int
	for _, v := range list {
		if v != value {
			kept = append(kept, v)
		}
	}
	return kept
}
