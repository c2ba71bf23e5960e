package timeline_test

import "palier"

// horizon is beyond every limit of the random models, counted from the last event.
const horizon = 700

// state steps through the days to find what looks at other days.
func (n *naive) state(day palier.Day) palier.State {
	s := n.facts(day, day)
	if s.Stage == palier.NoStage {
		return s
	}
	s.StageSince = day
	for n.facts(s.StageSince-1, s.StageSince-1).Stage == s.Stage {
		s.StageSince--
	}
	if s.Stage.IsCustomer() {
		for d := n.entry(); d <= day; d++ {
			s.HighestStatus = max(s.HighestStatus, n.facts(d, d).Status)
		}
	}
	s.NextStage.On, s.NextStatus.On, s.NextStars.On, s.NextProfile.On = palier.NoDay, palier.NoDay, palier.NoDay, palier.NoDay
	s.ValidUntil = palier.NoDay
	today := n.facts(day, day)
	for later := day + 1; later <= day+horizon; later++ {
		f := n.facts(day, later)
		become(&s.NextStage, today.Stage, f.Stage, later)
		become(&s.NextStatus, today.Status, f.Status, later)
		become(&s.NextStars, today.Stars, f.Stars, later)
		become(&s.NextProfile, today.Profile, f.Profile, later)
		if s.ValidUntil == palier.NoDay && f != today {
			s.ValidUntil = later
		}
	}
	n.amounts(&s, day)
	return s
}

func become[T ~uint8](next *palier.Next[T], today, later T, on palier.Day) {
	if !next.Exists() && later != today {
		*next = palier.Next[T]{Value: later, On: on}
	}
}

// amounts tries one amount after the other.
func (n *naive) amounts(s *palier.State, day palier.Day) {
	if s.Status > palier.NoSpend && int(s.Status) < len(n.m.Status.Levels)+1 {
		for with := n.buying(day, 1); with.facts(day, day).Status <= s.Status; with = n.buying(day, s.AmountToNextStatus+1) {
			s.AmountToNextStatus++
		}
		s.AmountToNextStatus++
	}
	if s.NextStatus.Exists() && s.NextStatus.Value < s.Status {
		on := s.NextStatus.On
		for with := n.until(day).buying(on-1, 1); with.facts(on, on).Status < s.Status; with = n.until(day).buying(on-1, s.AmountToKeepStatus+1) {
			s.AmountToKeepStatus++
		}
		s.AmountToKeepStatus++
	}
}

// buying gives what there is with one more order.
func (n *naive) buying(day palier.Day, amount palier.Money) *naive {
	h := *n.h
	h.Movements = append([]palier.Movement{{Order: 1 << 40, Amount: amount, Day: day, Effect: day}}, n.h.Movements...)
	return &naive{n.m, &h}
}

// until forgets what happens after a day.
func (n *naive) until(day palier.Day) *naive {
	h := *n.h
	h.Movements, h.Responses = nil, nil
	for _, m := range n.h.Movements {
		if m.Day <= day && m.Effect <= day {
			h.Movements = append(h.Movements, m)
		}
	}
	for _, r := range n.h.Responses {
		if r <= day {
			h.Responses = append(h.Responses, r)
		}
	}
	return &naive{n.m, &h}
}
