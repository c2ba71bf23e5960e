package timeline

import "palier"

// State gives every fact of model.md §8 about a contact at the end of a day, as known
// on that day: later events do not exist yet, but a registration day already stands.
// It is the zero State when the contact has no stage on the day. In any other, a day
// that is missing is NoDay, and what never changes again has a Next of value 0 on NoDay.
//
// For many contacts, ask a Walker: it does not allocate.
func (k *Kernel) State(h *palier.History, day palier.Day) palier.State {
	return k.Walker().State(h, day)
}

// State is that of the Kernel.
func (w *Walker) State(h *palier.History, day palier.Day) palier.State {
	if !w.open(h, day) {
		return palier.State{}
	}
	w.restart()
	// What follows the last epoch is what becomes of the contact by itself.
	w.walkLifecycle(w.until - 1)
	for w.next() {
		w.walkLifecycle(w.until - 1)
	}
	s := palier.State{
		FirstPurchase: palier.NoDay, LastPurchase: palier.NoDay, LastResponse: palier.NoDay,
		NextStatus: never[palier.Status](), NextStars: never[palier.Stars](), NextProfile: never[palier.Profile](),
		ValidUntil: dusk,
	}
	w.tellStage(&s, day)
	s.Levels = w.k.levelsOn(&w.view, day)
	if n := len(w.responses); n > 0 {
		s.LastResponse = w.responses[n-1]
		s.ValidUntil = min(s.ValidUntil, w.k.engagementFades(s.Levels, s.LastResponse))
	}
	if s.Stage.IsCustomer() {
		w.tellCustomer(&s, day)
	}
	if s.ValidUntil == dusk {
		s.ValidUntil = palier.NoDay
	}
	return s
}

// restart empties the tracks.
func (w *Walker) restart() {
	for f := range w.tracks {
		w.tracks[f] = w.tracks[f].start()
	}
}

// walkLifecycle appends the epoch's stages and statuses up to a day.
func (w *Walker) walkLifecycle(to palier.Day) {
	w.walkFacet(palier.FacetStage, to)
	w.walkFacet(palier.FacetStatus, to)
}

// walkScores appends the epoch's stars, profiles and groups up to a day.
func (w *Walker) walkScores(to palier.Day) {
	for f := palier.FacetStars; f < palier.Facets; f++ {
		w.walkFacet(f, to)
	}
}

// walkFacet appends the epoch's values of one facet up to a day.
func (w *Walker) walkFacet(f palier.Facet, to palier.Day) {
	k, v, from, t := w.k, &w.view, w.from, &w.tracks[f]
	switch f {
	case palier.FacetStage:
		*t = k.walkStages(v, from, to, *t)
	case palier.FacetStatus:
		*t = k.walkStatuses(v, from, to, *t)
	case palier.FacetStars:
		*t = k.walkLens(&k.rfm, v, from, to, *t)
	case palier.FacetProfile:
		*t = w.weave.walkProfiles(k, v, from, to, *t)
	case palier.FacetGroup:
		*t = k.walkLens(&k.group, v, from, to, *t)
	}
}

func never[T ~uint8]() palier.Next[T] { return palier.Next[T]{On: palier.NoDay} }

// upcoming reads from a track the value on a day and what follows it, and brings the
// end of validity forward to that.
func upcoming[T ~uint8](t track, day palier.Day, valid *palier.Day) (T, palier.Next[T]) {
	i := t.on(day)
	if i+1 == len(t) {
		return T(t[i].value), never[T]()
	}
	*valid = min(*valid, t[i+1].day)
	return T(t[i].value), palier.Next[T]{Value: T(t[i+1].value), On: t[i+1].day}
}

func (w *Walker) tellStage(s *palier.State, day palier.Day) {
	t := w.tracks[palier.FacetStage]
	s.Stage, s.NextStage = upcoming[palier.Stage](t, day, &s.ValidUntil)
	s.StageSince = t[t.on(day)].day
}

// tellCustomer fills in what leads do not have.
func (w *Walker) tellCustomer(s *palier.State, day palier.Day) {
	k, v, n := w.k, &w.view, len(w.purchases)
	w.from = day // of the scores, nothing before is told
	w.walkScores(dusk)
	s.Status, s.NextStatus = upcoming[palier.Status](w.tracks[palier.FacetStatus], day, &s.ValidUntil)
	s.Stars, s.NextStars = upcoming[palier.Stars](w.tracks[palier.FacetStars], day, &s.ValidUntil)
	s.Profile, s.NextProfile = upcoming[palier.Profile](w.tracks[palier.FacetProfile], day, &s.ValidUntil)
	s.Group, _ = upcoming[palier.Group](w.tracks[palier.FacetGroup], day, &s.ValidUntil)
	for _, step := range w.tracks[palier.FacetStatus] {
		if step.day <= day {
			s.HighestStatus = max(s.HighestStatus, palier.Status(step.value))
		}
	}
	s.Score = k.score(s.Levels)
	s.AmountLevel = k.amountLevelOn(v, day)
	s.FirstPurchase, s.LastPurchase = v.purchases[0].day, v.purchases[n-1].day
	for _, total := range v.purchases {
		s.Purchases += int(total.count)
	}
	spent := k.spentOn(v, day)
	s.Spend = max(0, spent)
	for _, total := range v.money {
		s.LifetimeSpend += total.amount
	}
	s.LifetimeSpend = max(0, s.LifetimeSpend)
	s.AverageOrder = averageOrder(s.LifetimeSpend, s.Purchases)
	if s.Status > palier.NoSpend && int(s.Status) < k.statuses-1 {
		s.AmountToNextStatus = k.upTo[s.Status] + 1 - spent
	}
	if s.NextStatus.Exists() && s.NextStatus.Value < s.Status {
		s.AmountToKeepStatus = k.above[s.Status] + 1 - k.spentOn(v, s.NextStatus.On)
	}
	s.ValidUntil = min(s.ValidUntil, k.spendFades(v, day, s.Spend), k.levelsFade(v, day, s.Levels))
}
