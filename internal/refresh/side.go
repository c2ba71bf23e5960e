package refresh

import (
	"palier"
	"palier/timeline"
)

// values are a contact's values of all facets.
type values = [palier.Facets]uint8

// side is what one worker counts under one of the models.
type side struct {
	walker *timeline.Walker
	series *timeline.Accumulator
	day    palier.Day
	spend  []palier.Money // of the last year, by status
}

// sides begins a side for each worker; all are of one kernel, so that they can be merged.
func (e Engine) sides(from, to palier.Day) func() *side {
	kernel := e.kernel()
	return func() *side {
		return &side{kernel.Walker(), kernel.Accumulate(from, to, timeline.Lifecycle), to, make([]palier.Money, e.Model.ValueCount(palier.FacetStatus))}
	}
}

func (s *side) add(h *palier.History) values {
	s.series.Add(h)
	of := s.walker.Values(h, s.day)
	if status := of[palier.FacetStatus]; status != 0 {
		s.spend[status] += s.walker.Spend(h, s.day, year)
	}
	return of
}

func (s *side) merge(other *side) {
	s.series.Merge(other.series)
	for status, spend := range other.spend {
		s.spend[status] += spend
	}
}

// trial counts who moves from where to where.
type trial struct{ moves [palier.Facets]matrix }

func (e Engine) trial(other Engine) *trial {
	t := &trial{}
	for f := range palier.Facet(palier.Facets) {
		columns := other.Model.ValueCount(f)
		t.moves[f] = matrix{columns, make([]int64, e.Model.ValueCount(f)*columns)}
	}
	return t
}

func (t *trial) count(before, after values) {
	for f := range t.moves {
		m := &t.moves[f]
		m.counts[m.at(before[f], after[f])]++
	}
}

func (t *trial) merge(other *trial) {
	for f := range t.moves {
		for i, n := range other.moves[f].counts {
			t.moves[f].counts[i] += n
		}
	}
}

func (t *trial) told(before *timeline.Series, spend []palier.Money, after *side) *Trial {
	return &Trial{before, after.series.Series(), t.moves, [2][]palier.Money{spend, after.spend}}
}

// matrix counts contacts by the value they have before and after.
type matrix struct {
	columns int
	counts  []int64
}

func (m *matrix) at(before, after uint8) int { return int(before)*m.columns + int(after) }
