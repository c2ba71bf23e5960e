package advisor

import (
	"slices"
	"strconv"

	"palier"
)

// Concern is what a warning is about.
type Concern string

// The concerns, in the order in which they are told.
const (
	Dominant   Concern = "dominant"   // one value that most customers have
	Registered Concern = "registered" // one day on which much of the base registered
	Together   Concern = "together"   // orders on the day of the order before
)

// From which share on something is warned of.
const (
	dominantShare   = 60 * Whole / 100 // of the customers: more than that
	registeredShare = Whole / 5        // of the contacts
	togetherShare   = Whole / 10       // of the repeat orders
)

// Warning is something that makes numbers say less than they seem to, with what speaks for
// it. There is none of fewer than Enough.
type Warning struct {
	Concern      Concern
	Count, Total int64

	Of     string // of Dominant: a facet, or a criterion of the stars, by its name
	Value  uint8  // the facet's value, or the criterion's level
	Limits []Key  // what in the model would change it, as paths of its file

	Day palier.Day // of Registered; else NoDay

	Alone int64 // of Together: customers who have bought on one day only, and more than once
}

// ValueName gives the dominant value as files and reports have it.
func (w *Warning) ValueName(m *palier.Model) string {
	if f, err := palier.ParseFacet(w.Of); err == nil {
		return m.ValueName(f, w.Value)
	}
	return strconv.Itoa(int(w.Value))
}

// Warnings finds what is to be warned of.
func (h *Headcount) Warnings() []Warning {
	return slices.Concat(h.Dominant(), h.registered(), h.together())
}

// Dominant finds the values that more than 60 % of the customers have, by facet and
// criterion: what says the same of nearly everybody tells nobody apart.
func (h *Headcount) Dominant() []Warning {
	var found []Warning
	for f, counts := range h.Values {
		found = append(found, h.dominantOf(palier.Facet(f).String(), counts)...)
	}
	for i, counts := range h.Levels {
		if i == 0 && h.Answering == 0 {
			continue // nobody's responses are known, which is another matter
		}
		found = append(found, h.dominantOf(Criteria[i], counts[:])...)
	}
	return found
}

func (h *Headcount) dominantOf(of string, counts []int64) []Warning {
	if h.Customers < Enough {
		return nil
	}
	for value, n := range counts {
		if h.most(n) { // of which there can be one only
			return []Warning{{Concern: Dominant, Count: n, Total: h.Customers, Of: of, Value: uint8(value), Limits: h.limitsOf(of, uint8(value)), Day: palier.NoDay}}
		}
	}
	return nil
}

// idle tells whether a suggestion is a shorter period, where most bought nothing in the one in
// force already.
func (w *Warning) idle(s *Suggestion) bool {
	return len(w.Limits) == 1 && w.Limits[0] == Period && s.Marks[0].Value < s.Now[0]
}

// most tells whether so many are more than 60 % of the customers.
func (h *Headcount) most(n int64) bool { return n*int64(Whole) > h.Customers*int64(dominantShare) }

// limitsOf names what of the model a value depends on, the nearest first.
func (h *Headcount) limitsOf(of string, value uint8) []Key {
	switch of {
	case palier.FacetStage.String():
		return []Key{CustomerDefecting, CustomerInactive}
	case palier.FacetStatus.String():
		if palier.Status(value) == palier.NoSpend {
			return []Key{"status.window"}
		}
		return []Key{StatusLevels}
	case palier.FacetStars.String():
		return []Key{Period, RecencyCuts, FrequencyCuts, MonetaryCuts, "rfm.weights"}
	case palier.FacetProfile.String():
		return []Key{Period, "rfm.periods"}
	case palier.FacetGroup.String():
		return []Key{"groups.recency", "groups.frequency", "groups.monetary"}
	}
	cuts := Key("rfm.cuts." + of)
	if value == 0 && h.most(h.Idle) && (cuts == FrequencyCuts || cuts == MonetaryCuts) {
		return []Key{Period} // no cut lifts who bought nothing in the period
	}
	return []Key{cuts}
}

// registered finds the days on each of which a fifth of the contacts registered.
func (h *Headcount) registered() []Warning {
	if h.Contacts < Enough {
		return nil
	}
	var found []Warning
	for _, day := range h.days() {
		if n := h.Registered[day]; n*int64(Whole) >= h.Contacts*int64(registeredShare) {
			found = append(found, Warning{Concern: Registered, Count: n, Total: h.Contacts, Day: day})
		}
	}
	return found
}

// together tells whether a tenth of the repeat orders came on the day of the order before.
func (h *Headcount) together() []Warning {
	if h.Repeats < Enough || h.Together*int64(Whole) < h.Repeats*int64(togetherShare) {
		return nil
	}
	return []Warning{{Concern: Together, Count: h.Together, Total: h.Repeats, Alone: h.Alone, Limits: []Key{PurchaseUnit}, Day: palier.NoDay}}
}
