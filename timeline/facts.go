package timeline

import "palier"

// values are a contact's values of all facets on one day.
type values [palier.Facets]uint8

// valuesOn looks at a single day, as known in the view.
func (k *Kernel) valuesOn(v *view, day palier.Day) values {
	all, _ := k.standOn(v, day)
	return all
}

// standOn looks at a single day, as known in the view; leads have no score.
func (k *Kernel) standOn(v *view, day palier.Day) (all values, score palier.Score) {
	if !v.entry.Exists() || v.entry > day {
		return all, score
	}
	all[palier.FacetStage] = uint8(k.stageOn(v, day))
	if known(v.purchases, day) == 0 {
		return all, score
	}
	score = k.score(k.levelsOn(v, day))
	all[palier.FacetStatus] = uint8(k.statusOf(k.spentOn(v, day)))
	all[palier.FacetStars] = uint8(starsOf(score))
	all[palier.FacetProfile] = uint8(k.profileOn(v, day))
	all[palier.FacetGroup] = uint8(k.groupOn(v, day))
	return all, score
}

// stageOn is the stage on a day from the entry day on.
func (k *Kernel) stageOn(v *view, day palier.Day) palier.Stage {
	if n := known(v.purchases, day); n > 0 {
		return k.customerStage(day, v.purchases[n-1].day, v.several(n-1))
	}
	registered, response := v.registered, palier.NoDay
	if registered > day {
		registered = v.entry
	}
	if n := countUpTo(v.responses, day); n > 0 {
		response = v.responses[n-1]
	}
	return k.leadStage(day, registered, response)
}

// groupOn is the named group of a customer on a day.
func (k *Kernel) groupOn(v *view, day palier.Day) palier.Group {
	n := known(v.purchases, day)
	count, sum := within(v.money, day, k.group.span)
	r := ageLevel(&k.group.recency, day-v.purchases[n-1].day)
	f, m := sizeLevel(&k.group.frequency, count), sizeLevel(&k.group.monetary, sum)
	return groupOf(!v.several(n-1), r, f, m)
}
