package advisor

import (
	"maps"
	"slices"

	"palier"
)

// Criteria are what stars are made of, in the order of the model file.
var Criteria = [...]string{"engagement", "recency", "frequency", "monetary"}

// Headcount is how the contacts of a base stand under a model at the end of a day, as far as
// warnings ask.
type Headcount struct {
	Contacts   int64                // who have a stage
	Registered map[palier.Day]int64 // by the day of the contact's row

	Customers int64
	Answering int64                   // customers with a response
	Idle      int64                   // customers without a purchase in the current period
	Values    [palier.Facets][]int64  // customers by value
	Levels    [len(Criteria)][5]int64 // customers by level

	Repeats  int64 // purchases that a customer's others came before
	Together int64 // of these, those on the day of the one before
	Alone    int64 // customers of several purchases who have bought on one day only
}

// NewHeadcount begins to count under a model.
func NewHeadcount(m *palier.Model) *Headcount {
	h := &Headcount{Registered: map[palier.Day]int64{}}
	for f := range h.Values {
		h.Values[f] = make([]int64, m.ValueCount(palier.Facet(f)))
	}
	return h
}

// CountCells gives the customers of a census by their values, and nothing else of them.
func CountCells(m *palier.Model, cells []palier.Cell) *Headcount {
	h := NewHeadcount(m)
	for i := range cells {
		c := &cells[i]
		if h.Contacts += c.Contacts; !c.Stage.IsCustomer() {
			continue
		}
		h.Customers += c.Contacts
		for f, value := range [palier.Facets]uint8{uint8(c.Stage), uint8(c.Status), uint8(c.Stars), uint8(c.Profile), uint8(c.Group)} {
			h.Values[f][value] += c.Contacts
		}
	}
	return h
}

// Add counts a contact in by its state.
func (h *Headcount) Add(s *palier.State) {
	if s.Stage == palier.NoStage {
		return
	}
	if h.Contacts++; !s.Stage.IsCustomer() {
		return
	}
	h.Customers++
	for f := range h.Values {
		h.Values[f][s.Value(palier.Facet(f))]++
	}
	for i, level := range [...]uint8{s.Levels.Engagement, s.Levels.Recency, s.Levels.Frequency, s.Levels.Monetary} {
		h.Levels[i][level]++
	}
	if s.LastResponse.Exists() {
		h.Answering++
	}
}

// Merge adds other contacts, of the same day and model.
func (h *Headcount) Merge(other *Headcount) {
	h.Contacts += other.Contacts
	h.Customers += other.Customers
	h.Answering += other.Answering
	h.Idle += other.Idle
	h.Repeats += other.Repeats
	h.Together += other.Together
	h.Alone += other.Alone
	for day, n := range other.Registered {
		h.Registered[day] += n
	}
	for f := range h.Values {
		for value, n := range other.Values[f] {
			h.Values[f][value] += n
		}
	}
	for i := range h.Levels {
		for level, n := range other.Levels[i] {
			h.Levels[i][level] += n
		}
	}
}

// days gives the days on which anybody registered, ascending.
func (h *Headcount) days() []palier.Day { return slices.Sorted(maps.Keys(h.Registered)) }

// BusiestDay gives the day on which most registered, the earliest of several; NoDay for none.
func (h *Headcount) BusiestDay() palier.Day {
	busiest := palier.NoDay
	for _, day := range h.days() {
		if !busiest.Exists() || h.Registered[day] > h.Registered[busiest] {
			busiest = day
		}
	}
	return busiest
}
