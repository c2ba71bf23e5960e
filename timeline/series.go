package timeline

import (
	"slices"

	"palier"
)

// Series is the daily series of a whole base (model.md §7), from a first to a last day.
// It is complete and does not change any more; it may be read by several goroutines.
// What lies outside its days, values or scope is 0.
type Series struct {
	From, To palier.Day

	first  palier.Day
	values [palier.Facets]int
	flows  [palier.Facets][]column // by the value left, then the value taken
	stocks [palier.Facets][]column // by value
	cells  []column                // stocks by stage, then status
	rates  [palier.Rates][]palier.RateDay
}

// column holds a number a day from From on, or nothing when all are 0.
type column []int64

func (c column) on(i int) int64 {
	if c == nil {
		return 0
	}
	return c[i]
}

// Series gives what has been added up so far. The accumulator may go on.
func (a *Accumulator) Series() *Series {
	s := &Series{From: a.from, To: a.to, first: a.first, rates: a.rates.series()}
	for f := range a.scope.facets() {
		n := a.w.k.values(f)
		s.values[f] = n
		for way := range n * n {
			s.flows[f] = append(s.flows[f], columnOf(a.flows[f].of(way)))
		}
		for value := range n {
			s.stocks[f] = append(s.stocks[f], stock(&a.flows[f], n, value))
		}
	}
	for cell := range palier.Stages * s.values[palier.FacetStatus] {
		s.cells = append(s.cells, runningSum(a.cells.of(cell)))
	}
	return s
}

// columnOf takes the rows of the series' days.
func columnOf(rows []int32) column {
	if isZero(rows[1:]) {
		return nil
	}
	c := make(column, len(rows)-1)
	for i, n := range rows[1:] {
		c[i] = int64(n)
	}
	return c
}

// stock adds up the flows to a value, less those from it.
func stock(flows *grid, values, value int) column {
	change := make([]int32, flows.rows)
	for other := range values {
		for row, n := range flows.of(other*values + value) {
			change[row] += n
		}
		for row, n := range flows.of(value*values + other) {
			change[row] -= n
		}
	}
	return runningSum(change)
}

// runningSum adds up differences and takes the rows of the series' days.
func runningSum(differences []int32) column {
	if isZero(differences) {
		return nil
	}
	c := make(column, len(differences)-1)
	now := int64(differences[0])
	for i, n := range differences[1:] {
		now += int64(n)
		c[i] = now
	}
	return c
}

func isZero(rows []int32) bool {
	return !slices.ContainsFunc(rows, func(n int32) bool { return n != 0 })
}

// First gives the first day on which any contact has a stage, NoDay when there is none
// up to the last day. It may lie before From.
func (s *Series) First() palier.Day { return s.first }

// has tells whether the series knows the values of a facet on a day.
func (s *Series) has(f palier.Facet, day palier.Day, values ...uint8) bool {
	for _, value := range values {
		if int(value) >= s.values[f] {
			return false
		}
	}
	return day >= s.From && day <= s.To
}

// Stock tells how many contacts have a value at the end of a day. Of those that have
// none (value 0) there is no count.
func (s *Series) Stock(f palier.Facet, day palier.Day, value uint8) int64 {
	if value == 0 || !s.has(f, day, value) {
		return 0
	}
	return s.stocks[f][value].on(int(day - s.From))
}

// StageStatus tells how many contacts of a stage have a status at the end of a day.
// Leads have NoStatus.
func (s *Series) StageStatus(day palier.Day, stage palier.Stage, status palier.Status) int64 {
	if stage == palier.NoStage || !s.has(palier.FacetStage, day, uint8(stage)) || !s.has(palier.FacetStatus, day, uint8(status)) {
		return 0
	}
	return s.cells[int(stage)*s.values[palier.FacetStatus]+int(status)].on(int(day - s.From))
}

// Flow tells how many contacts had one value at the end of the day before and have
// another one at the end of the day. 0 is none: before the entry day, and of leads for
// all facets but the stage.
func (s *Series) Flow(f palier.Facet, day palier.Day, from, to uint8) int64 {
	if from == to || !s.has(f, day, from, to) {
		return 0
	}
	return s.flows[f][int(from)*s.values[f]+int(to)].on(int(day - s.From))
}

// Rate gives a conversion rate as known on a day.
func (s *Series) Rate(r palier.Rate, day palier.Day) palier.RateDay {
	if day < s.From || day > s.To || int(r) >= len(s.rates) {
		return palier.RateDay{}
	}
	return s.rates[r][day-s.From]
}
