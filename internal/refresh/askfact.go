package refresh

import "palier"

// fact is a test of what a contact is at the end of a day: which of some days are such?
type fact interface {
	told(l *life, within days) days
}

// factAt asks for a fact on the day asked about or on another one.
type factAt struct {
	fact
	moment palier.Moment
}

// askFact asks a test of a fact: of what tells it for the least work.
func askFact(t *palier.Test) asked {
	g := newGauge(t)
	if f, ok := facetOf(t.Field.Name); ok {
		return factAt{&facetFact{g, f}, t.On}
	}
	if goes := courses[t.Field.Name]; goes != nil {
		return factAt{&courseFact{g, goes}, t.On}
	}
	return factAt{&stateFact{g, facts[t.Field.Name]}, t.On}
}

// on asks for facts so many days before, or for those of a fixed day, which nobody knows
// earlier.
func (f factAt) on(l *life, within days) days {
	switch {
	case f.moment.Fixed:
		day := f.moment.Day
		if day > within[len(within)-1].to || len(f.told(l, l.stretch(day, day))) == 0 {
			return nil
		}
		return l.and(within, l.stretch(day, endless))
	case f.moment.Ago != 0:
		return l.later(f.told(l, l.later(within, -f.moment.Ago)), f.moment.Ago)
	}
	return f.told(l, within)
}

type facetFact struct {
	gauge
	facet palier.Facet
}

func (f *facetFact) told(l *life, within days) days {
	first, last := within[0].from, within[len(within)-1].to
	if first == last {
		if f.has(l.value(f.facet, first)) {
			return within
		}
		return nil
	}
	steps := l.facet(f.facet, last)
	l.begin()
	for i, step := range steps {
		if f.has(step.Value) {
			until := last
			if i+1 < len(steps) {
				until = min(last, steps[i+1].Day-1)
			}
			l.add(step.Day, until)
		}
	}
	return l.and(l.end(), within)
}

func (f *facetFact) has(value uint8) bool {
	number, there := facetNumber(f.facet, value)
	return there && f.passes(number)
}

// courseFact is a test of a fact of which it is known how it goes.
type courseFact struct {
	gauge
	goes func(l *life, through palier.Day)
}

func (f *courseFact) told(l *life, within days) days {
	last := within[len(within)-1].to
	l.course = l.course[:0]
	f.goes(l, last)
	l.begin()
	for i, c := range l.course {
		until := last
		if i+1 < len(l.course) {
			until = min(last, l.course[i+1].since-1)
		}
		if from := max(c.since, within[0].from); c.there && from <= until {
			f.add(&l.slate, c.value, from, until)
		}
	}
	return l.and(l.end(), within)
}

type stateFact struct {
	gauge
	read func(*palier.State) (int64, bool)
}

func (f *stateFact) told(l *life, within days) days {
	l.begin()
	for _, part := range within {
		for day := part.from; day <= part.to; {
			r := l.state(day)
			until := min(r.to, part.to)
			if r.state.Stage != palier.NoStage {
				if value, there := f.read(&r.state); there {
					f.add(&l.slate, value, day, until)
				}
			}
			day = until + 1
		}
	}
	return l.end()
}
