package timeline

import "palier"

// Move tells how a contact came from its value of a facet on one day to that on a later
// one, both as known on their day. Where they are equal, the contact has stayed or come
// back, and there is neither Day nor Cause. Else these are of the last change up to the
// later day, the one that gave the value it has now: a lead who bought and then fell
// silent has become a defecting buyer by time.
func (w *Walker) Move(h *palier.History, f palier.Facet, from, to palier.Day) palier.Change {
	move := palier.Change{Day: palier.NoDay, Facet: f}
	if !w.open(h, to) {
		return move
	}
	w.tracks[f] = w.tracks[f].start()
	w.walkFacet(f, min(w.until-1, to))
	for w.next() {
		w.walkFacet(f, min(w.until-1, to))
	}
	t := w.tracks[f]
	last := t.on(to)
	move.From, move.To = t[t.on(from)].value, t[last].value
	if move.From == move.To {
		return move
	}
	move.Day = t[last].day
	move.Cause = w.causeOf(h, palier.Change{Day: move.Day, Facet: f, From: t[last-1].value, To: move.To})
	return move
}

// causeOf finds the cause of one change. It walks to the change's day once more, for
// only there is to be seen what might have been.
func (w *Walker) causeOf(h *palier.History, change palier.Change) palier.Cause {
	w.open(h, change.Day)
	c := &w.causes
	c.begin(w, h)
	for w.until <= change.Day {
		c.keep()
		w.next()
	}
	one := [1]palier.Change{change}
	c.explain(one[:])
	return one[0].Cause
}
