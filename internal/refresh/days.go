package refresh

import "palier"

// stretch is a run of days, both ends included.
type stretch struct{ from, to palier.Day }

// days is a set of days: stretches in their order, none of which touch.
type days []stretch

// slate is where the sets of one contact are written, and wiped for the next: a set costs
// no memory of its own. A set is written in one go, before the next is begun.
type slate struct {
	written []stretch
	begun   int // where the set being written begins
}

func (s *slate) wipe() { s.written = s.written[:0] }

func (s *slate) begin() { s.begun = len(s.written) }

// add adds days to the set being written; stretches come by their first day. Those that
// begin later than they end are none.
func (s *slate) add(from, to palier.Day) {
	if from > to {
		return
	}
	if last := len(s.written) - 1; last >= s.begun && from <= s.written[last].to+1 {
		s.written[last].to = max(s.written[last].to, to)
		return
	}
	s.written = append(s.written, stretch{from, to})
}

func (s *slate) end() days { return s.written[s.begun:len(s.written):len(s.written)] }

// stretch gives a set of one stretch.
func (s *slate) stretch(from, to palier.Day) days {
	s.begin()
	s.add(from, to)
	return s.end()
}

// and gives the days of both sets.
func (s *slate) and(a, b days) days {
	s.begin()
	for len(a) > 0 && len(b) > 0 {
		s.add(max(a[0].from, b[0].from), min(a[0].to, b[0].to))
		if a[0].to < b[0].to {
			a = a[1:]
		} else {
			b = b[1:]
		}
	}
	return s.end()
}

// or gives the days of either set.
func (s *slate) or(a, b days) days {
	s.begin()
	for len(a) > 0 || len(b) > 0 {
		if len(b) == 0 || len(a) > 0 && a[0].from <= b[0].from {
			s.add(a[0].from, a[0].to)
			a = a[1:]
		} else {
			s.add(b[0].from, b[0].to)
			b = b[1:]
		}
	}
	return s.end()
}

// less gives the days of the first set that the second has not.
func (s *slate) less(a, b days) days {
	s.begin()
	for _, whole := range a {
		from := whole.from
		for len(b) > 0 && b[0].to < from {
			b = b[1:]
		}
		for i := 0; i < len(b) && b[i].from <= whole.to; i++ {
			s.add(from, b[i].from-1)
			from = b[i].to + 1
		}
		s.add(from, whole.to)
	}
	return s.end()
}

// later gives the days so many days after those of a set.
func (s *slate) later(a days, by palier.Day) days {
	s.begin()
	for _, part := range a {
		s.add(part.from+by, part.to+by)
	}
	return s.end()
}
