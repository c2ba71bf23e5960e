package storetest

import (
	"reflect"
	"time"

	"palier"
)

var outcomeCases = []testCase{
	{"what an update made of the base is told by the generations since", func(s *shop) {
		first, second := outcomeOf(1), outcomeOf(2)
		first.Taken, second.Taken, second.Undone = []int{1}, []int{2, 3}, []int{1}
		s.tellsOutcomes()
		first.Generation = s.record(first)
		s.tellsOutcomes(first)
		s.load(contactFile(contact("ann", 1, "")))
		second.Generation = s.record(second)
		s.tellsOutcomes(first, second)
	}},
	{"a view of an earlier generation does not know it", func(s *shop) {
		s.see(func(v palier.View) {
			s.record(outcomeOf(1))
			if outcomes, err := v.Outcomes(s.ctx); err != nil || len(outcomes) > 0 {
				s.Errorf("it tells %+v, %v", outcomes, err)
			}
		})
	}},
	{"an update sees what it recorded, and leaves nothing of it when it fails", func(s *shop) {
		err := s.store.Update(s.ctx, func(u palier.Update) error {
			s.must(u.Record(s.ctx, outcomeOf(1)))
			if outcomes, err := u.Outcomes(s.ctx); err != nil || len(outcomes) != 1 {
				s.Errorf("the update sees %+v, %v", outcomes, err)
			}
			return errChange
		})
		if err == nil {
			s.Error("the update did not fail")
		}
		s.tellsOutcomes()
	}},
	{"figures that are missing or large are kept", func(s *shop) {
		outcome := outcomeOf(1 << 50)
		outcome.Before = palier.Figures{AsOf: palier.NoDay}
		outcome.Generation = s.record(outcome)
		s.tellsOutcomes(outcome)
	}},
}

// outcomeOf makes an outcome whose figures are all different.
func outcomeOf(n int64) palier.Outcome {
	figures := func(n int64) palier.Figures {
		f := palier.Figures{AsOf: palier.Day(n % 1000), Identified: n + 1, Unidentified: n + 2, Orders: n + 3, OrderLines: n + 4,
			Products: n + 5, Engagements: n + 6, Spend: palier.Money(n + 7), Lifetime: palier.Money(n + 8)}
		for stage := range palier.Stages - 1 {
			f.Stages[stage+1] = n + 9 + int64(stage)
		}
		return f
	}
	return palier.Outcome{At: loadTime.Add(time.Duration(n%100) * time.Second), Before: figures(n), After: figures(n + 100)}
}

// record makes a generation with an outcome, and gives its number.
func (s *shop) record(outcome palier.Outcome) int64 {
	s.Helper()
	s.update(func(u palier.Update) error { return u.Record(s.ctx, outcome) })
	return s.published().Generation
}

// tellsOutcomes fails the test unless the newest generation tells these.
func (s *shop) tellsOutcomes(want ...palier.Outcome) {
	s.Helper()
	s.see(func(v palier.View) {
		got, err := v.Outcomes(s.ctx)
		s.must(err)
		if len(got) != len(want) || len(want) > 0 && !reflect.DeepEqual(got, want) {
			s.Errorf("it tells %+v, want %+v", got, want)
		}
	})
}
