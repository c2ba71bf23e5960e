package refresh

import (
	"palier"
	"palier/timeline"
)

// values are a contact's values of all facets.
type values = [palier.Facets]uint8

// side counts contacts under one of the models.
type side struct {
	walker *timeline.Walker
	series *timeline.Accumulator
	day    palier.Day
	spend  []palier.Money // of the last year, by status
}

func (s *side) add(h *palier.History) values {
	s.series.Add(h)
	of := s.walker.Values(h, s.day)
	if status := of[palier.FacetStatus]; status != 0 {
		s.spend[status] += s.walker.Spend(h, s.day, year)
	}
	return of
}

// trial is what one worker counts under both models.
type trial struct {
	before, after side
	moves         [palier.Facets]matrix
	seen          []seen // under the first model, where the second reads other histories
}

// seen is a contact's values under the first model.
type seen struct {
	contact palier.Key
	values  values
	again   bool // met under the second model
}

// trials gives a trial to each worker.
func (e Engine) trials(other Engine, from, to palier.Day) []*trial {
	kernel, tried := e.kernel(), other.kernel()
	begin := func(k *timeline.Kernel, m *palier.Model) side {
		return side{k.Walker(), k.Accumulate(from, to, timeline.Lifecycle), to, make([]palier.Money, m.ValueCount(palier.FacetStatus))}
	}
	return parts(e, func() *trial {
		t := &trial{before: begin(kernel, e.Model), after: begin(tried, other.Model)}
		for f := range palier.Facet(palier.Facets) {
			columns := other.Model.ValueCount(f)
			t.moves[f] = matrix{columns, make([]int64, e.Model.ValueCount(f)*columns)}
		}
		return t
	})
}

func (t *trial) count(before, after values) {
	for f := range t.moves {
		m := &t.moves[f]
		m.counts[m.at(before[f], after[f])]++
	}
}

func (t *trial) merge(other *trial) {
	t.before.merge(&other.before)
	t.after.merge(&other.after)
	for f := range t.moves {
		for i, n := range other.moves[f].counts {
			t.moves[f].counts[i] += n
		}
	}
}

func (s *side) merge(other *side) {
	s.series.Merge(other.series)
	for status, spend := range other.spend {
		s.spend[status] += spend
	}
}

// matrix counts contacts by the value they have before and after.
type matrix struct {
	columns int
	counts  []int64
}

func (m *matrix) at(before, after uint8) int { return int(before)*m.columns + int(after) }
