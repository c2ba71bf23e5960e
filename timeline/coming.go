package timeline

import "palier"

// AppendComing appends what changes about a contact by itself after a day, up to and
// including another: as known on that day, and if nothing more is bought, answered or
// refunded. A registration day already known still comes. The changes are sorted by
// facet, then day; the cause of each is time or registration. Who has no stage on the
// day has no changes.
func (w *Walker) AppendComing(to []palier.Change, h *palier.History, day, through palier.Day) []palier.Change {
	if !w.toLast(h, day) {
		return to
	}
	w.from = day
	for f := range palier.Facet(palier.Facets) {
		w.tracks[f] = w.tracks[f].start()
		w.walkFacet(f, through)
		t := w.tracks[f]
		for i := t.on(day) + 1; i < len(t); i++ {
			change := palier.Change{Day: t[i].day, Facet: f, From: t[i-1].value, To: t[i].value}
			if f == palier.FacetStage && change.Day == h.Registered {
				change.Cause = palier.CauseRegistration
			}
			to = append(to, change)
		}
	}
	return to
}
