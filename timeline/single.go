package timeline

import "palier"

// toLast begins with a history as known on a day and goes to its last epoch, which is
// that of the day. It tells whether the contact has a stage by then.
func (w *Walker) toLast(h *palier.History, day palier.Day) bool {
	if !w.open(h, day) {
		return false
	}
	for w.next() {
	}
	return true
}

// Values gives a contact's values of all facets at the end of a day, by facet; all 0 for
// a contact that has no stage. They are those of State, for less work.
func (w *Walker) Values(h *palier.History, day palier.Day) [palier.Facets]uint8 {
	if !w.toLast(h, day) {
		return values{}
	}
	return w.k.valuesOn(&w.view, day)
}

// Spend gives what a contact spent within the last so many days (model.md §4, for any
// window), as known on a day.
func (w *Walker) Spend(h *palier.History, day, window palier.Day) palier.Money {
	if !w.toLast(h, day) {
		return 0
	}
	_, sum := within(w.money, day, window+1)
	return max(0, sum)
}

// Origin tells how a contact's story began, as known on a day.
type Origin struct {
	Stage      palier.Stage
	Registered palier.Day // R of model.md §2: from the contact's row, else of its first sale or response; may be yet to come
	Bought     palier.Day // first purchase; NoDay for leads
}

// Origin gives a contact's origin; without a stage there is nothing to tell.
func (w *Walker) Origin(h *palier.History, day palier.Day) Origin {
	o := Origin{Registered: palier.NoDay, Bought: palier.NoDay}
	if !w.toLast(h, day) {
		return o
	}
	o.Stage, o.Registered = w.k.stageOn(&w.view, day), w.registered
	if o.Stage.IsCustomer() {
		o.Bought = w.purchases[0].day
	}
	return o
}
