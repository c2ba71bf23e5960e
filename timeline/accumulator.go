package timeline

import "palier"

// Accumulator adds up the histories of many contacts into the daily series of a whole
// base. It is not for several goroutines at once: give each its own, and Merge them.
// Its memory is in proportion to the days, whatever the number of contacts.
type Accumulator struct {
	w        *Walker
	from, to palier.Day
	scope    Scope
	first    palier.Day // the earliest entry day
	flows    [palier.Facets]grid
	cells    grid // stage × status: contacts more than the day before
	rates    rates
}

// grid holds counts by day and cell. Its row 0 takes everything that happened before
// the first day of the series, row 1 is that day.
type grid struct {
	width  int // cells of a day
	counts []int32
}

func newGrid(days, width int) grid { return grid{width, make([]int32, (days+1)*width)} }

func (g *grid) merge(other *grid) { addTo(g.counts, other.counts) }

func addTo(to, from []int32) {
	for i, n := range from {
		to[i] += n
	}
}

// Accumulate begins the series of the days from … to, both included. What happened
// before from counts, what happens after to does not exist. It panics when to is
// before from.
func (k *Kernel) Accumulate(from, to palier.Day, scope Scope) *Accumulator {
	if to < from {
		panic("timeline: the last day of a series is before its first")
	}
	days := int(to-from) + 1
	a := &Accumulator{w: k.Walker(), from: from, to: to, scope: scope, first: palier.NoDay}
	for f := range scope.facets() {
		n := k.values(f)
		a.flows[f] = newGrid(days, n*n)
	}
	a.cells = newGrid(days, palier.Stages*k.statuses)
	a.rates = newRates(k, from, to)
	return a
}

// values tells how many values a facet can have, none included.
func (k *Kernel) values(f palier.Facet) int {
	return [...]int{palier.Stages, k.statuses, palier.StarCount, palier.Profiles, palier.Groups}[f]
}

// Add counts one contact in. Each contact must come once. The history is not kept.
func (a *Accumulator) Add(h *palier.History) {
	w := a.w
	if !w.open(h, a.to) {
		return
	}
	a.first = earliest(a.first, w.entry)
	for f := range a.scope.facets() {
		w.tracks[f] = w.tracks[f].start()
	}
	if w.until == dusk {
		a.rates.addPlain(w.k, &w.view)
		a.walk(a.to)
	} else {
		a.addEpochs()
	}
	for f := range a.scope.facets() {
		a.addFlows(f, w.tracks[f])
	}
	a.addCells(w.tracks[palier.FacetStage], w.tracks[palier.FacetStatus])
}

// addEpochs walks a contact with refunds, whose past looks different in each epoch.
func (a *Accumulator) addEpochs() {
	w := a.w
	for more := true; more; more = w.next() {
		to := min(w.until-1, a.to)
		a.rates.addEpoch(w.k, &w.view, w.from, to)
		a.walk(to)
	}
}

func (a *Accumulator) walk(to palier.Day) {
	a.w.walkLifecycle(to)
	if a.scope == Everything {
		a.w.walkScores(a.w.from, to)
	}
}

// row gives the row of a day, which is not after the last.
func (a *Accumulator) row(day palier.Day) int { return max(0, int(day-a.from)+1) }

func (a *Accumulator) addFlows(f palier.Facet, t track) {
	n := a.w.k.values(f)
	counts := a.flows[f].counts
	before := 0
	for _, s := range t[1:] {
		value := int(s.value)
		counts[(a.row(s.day)*n+before)*n+value]++
		before = value
	}
}

// addCells moves the contact from cell to cell of stage × status.
func (a *Accumulator) addCells(stages, statuses track) {
	n := a.w.k.statuses
	cell := 0
	for i, j := 0, 0; i+1 < len(stages) || j+1 < len(statuses); {
		day, other := dusk, dusk
		if i+1 < len(stages) {
			day = stages[i+1].day
		}
		if j+1 < len(statuses) {
			other = statuses[j+1].day
		}
		if day <= other {
			i++
		}
		if other <= day {
			j++
		}
		row := a.row(min(day, other)) * a.cells.width
		a.cells.counts[row+cell]--
		cell = int(stages[i].value)*n + int(statuses[j].value)
		a.cells.counts[row+cell]++
	}
}

// Merge adds what another accumulator of the same kernel, days and scope has counted.
// It panics when they differ. The other one stays as it is.
func (a *Accumulator) Merge(other *Accumulator) {
	if a.w.k != other.w.k || a.from != other.from || a.to != other.to || a.scope != other.scope {
		panic("timeline: merge of two different series")
	}
	a.first = earliest(a.first, other.first)
	for f := range a.flows {
		a.flows[f].merge(&other.flows[f])
	}
	a.cells.merge(&other.cells)
	a.rates.merge(&other.rates)
}
