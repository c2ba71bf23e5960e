package timeline

import "palier"

// Series is the daily series of a whole base (model.md §7), from a first to a last day.
// It is complete and does not change any more; it may be read by several goroutines.
// What lies outside its days, values or scope is 0.
type Series struct {
	From, To palier.Day

	first  palier.Day
	values [palier.Facets]int
	flows  [palier.Facets]grid
	stocks [palier.Facets][]int64 // by day from From on, then value
	cells  []int64                // by day from From on, then stage, then status
	rates  [palier.Rates][]palier.RateDay
}

// Series gives what has been added up so far. The accumulator may go on.
func (a *Accumulator) Series() *Series {
	s := &Series{From: a.from, To: a.to, first: a.first, rates: a.rates.series(a.w.k)}
	for f := range a.scope.facets() {
		s.values[f] = a.w.k.values(f)
		s.flows[f] = grid{a.flows[f].width, append([]int32(nil), a.flows[f].counts...)}
		s.stocks[f] = stocks(&a.flows[f], s.values[f])
	}
	s.cells = runningSum(&a.cells)
	return s
}

// stocks adds up flows.
func stocks(flows *grid, values int) []int64 {
	days := len(flows.counts)/flows.width - 1
	stocks := make([]int64, 0, days*values)
	now := make([]int64, values)
	for row := range days + 1 {
		for cell, n := range flows.counts[row*flows.width : (row+1)*flows.width] {
			now[cell/values] -= int64(n)
			now[cell%values] += int64(n)
		}
		if row > 0 {
			stocks = append(stocks, now...)
		}
	}
	return stocks
}

func runningSum(differences *grid) []int64 {
	days := len(differences.counts)/differences.width - 1
	sums := make([]int64, 0, days*differences.width)
	now := make([]int64, differences.width)
	for row := range days + 1 {
		for cell, n := range differences.counts[row*differences.width : (row+1)*differences.width] {
			now[cell] += int64(n)
		}
		if row > 0 {
			sums = append(sums, now...)
		}
	}
	return sums
}

// First gives the first day on which any contact has a stage, NoDay when there is none
// up to the last day. It may lie before From.
func (s *Series) First() palier.Day { return s.first }

func (s *Series) has(f palier.Facet, day palier.Day, values ...uint8) bool {
	for _, value := range values {
		if int(value) >= s.values[f] {
			return false
		}
	}
	return day >= s.From && day <= s.To
}

// Stock tells how many contacts have a value at the end of a day. Nobody counts as
// having no value (0): there is no end to them.
func (s *Series) Stock(f palier.Facet, day palier.Day, value uint8) int64 {
	if value == 0 || !s.has(f, day, value) {
		return 0
	}
	return s.stocks[f][int(day-s.From)*s.values[f]+int(value)]
}

// StageStatus tells how many contacts of a stage have a status at the end of a day.
// Leads have NoStatus.
func (s *Series) StageStatus(day palier.Day, stage palier.Stage, status palier.Status) int64 {
	if stage == palier.NoStage || !s.has(palier.FacetStage, day, uint8(stage)) || !s.has(palier.FacetStatus, day, uint8(status)) {
		return 0
	}
	statuses := s.values[palier.FacetStatus]
	return s.cells[(int(day-s.From)*palier.Stages+int(stage))*statuses+int(status)]
}

// Flow tells how many contacts had one value at the end of the day before and have
// another one at the end of the day. 0 is none: before the entry day, and of leads for
// all facets but the stage.
func (s *Series) Flow(f palier.Facet, day palier.Day, from, to uint8) int64 {
	if from == to || !s.has(f, day, from, to) {
		return 0
	}
	row := int(day-s.From) + 1
	return int64(s.flows[f].counts[(row*s.values[f]+int(from))*s.values[f]+int(to)])
}

// Rate gives a conversion rate as known on a day.
func (s *Series) Rate(r palier.Rate, day palier.Day) palier.RateDay {
	if day < s.From || day > s.To || int(r) >= len(s.rates) {
		return palier.RateDay{}
	}
	return s.rates[r][day-s.From]
}
