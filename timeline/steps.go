package timeline

import "palier"

// Step says which value a facet takes from a day on, until the next step.
type Step struct {
	Day   palier.Day
	Value uint8
}

// AppendSteps appends how a contact's value of one facet goes up to a day: every change of
// Kernel.Changes without its cause, ascending. Before the first step there is no value.
func (w *Walker) AppendSteps(to []Step, h *palier.History, f palier.Facet, through palier.Day) []Step {
	if !w.open(h, through) {
		return to
	}
	w.tracks[f] = w.tracks[f].start()
	w.walkFacet(f, min(w.until-1, through))
	for w.next() {
		w.walkFacet(f, min(w.until-1, through))
	}
	for _, s := range w.tracks[f][1:] {
		to = append(to, Step{s.day, s.value})
	}
	return to
}
