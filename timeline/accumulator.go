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

// grid holds counts by cell and day. Row 0 of a cell takes everything that happened
// before the first day of the series, row 1 is that day. Most contacts go the same few
// ways, so the rows of a cell stand together: what is used much then fits in a cache,
// and what is never used takes no memory.
type grid struct {
	rows   int
	counts []int32
}

func newGrid(days, cells int) grid { return grid{days + 1, make([]int32, (days+1)*cells)} }

// of gives the rows of a cell.
func (g *grid) of(cell int) []int32 { return g.counts[cell*g.rows : (cell+1)*g.rows] }

func (g *grid) merge(other *grid) { addTo(g.counts, other.counts) }

func addTo(to, from []int32) {
	for i, n := range from {
		if n != 0 { // leave memory alone that was never used
			to[i] += n
		}
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
		a.rates.add(&w.view, always)
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
		a.rates.add(&w.view, span{w.from, to})
		a.walk(to)
	}
}

func (a *Accumulator) walk(to palier.Day) {
	a.w.walkLifecycle(to)
	if a.scope == Everything {
		a.w.walkScores(to)
	}
}

func (a *Accumulator) addFlows(f palier.Facet, t track) {
	n := a.w.k.values(f)
	counts, rows, eve := a.flows[f].counts, a.flows[f].rows, a.from-1
	before := 0
	for _, s := range t[1:] {
		value := int(s.value)
		counts[(before*n+value)*rows+max(0, int(s.day-eve))]++
		before = value
	}
}

// addCells moves the contact from cell to cell of stage × status.
func (a *Accumulator) addCells(stages, statuses track) {
	n, counts, rows, eve := a.w.k.statuses, a.cells.counts, a.cells.rows, a.from-1
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
		row := max(0, int(min(day, other)-eve))
		counts[cell+row]--
		cell = (int(stages[i].value)*n + int(statuses[j].value)) * rows
		counts[cell+row]++
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
