package timeline

import "palier"

// Scope says how much a series holds.
type Scope uint8

// The scopes.
const (
	Lifecycle  Scope = iota // stages, statuses, both together, and the rates
	Everything              // stars, profiles and groups too
)

// facets of the scope; they are the first ones of a contact's facts.
func (s Scope) facets() palier.Facet {
	if s == Lifecycle {
		return palier.FacetStatus + 1
	}
	return palier.Facets
}
