package refresh

import "palier"

// today writes facts of the day asked about as such, however the day was said.
func today(c palier.Condition, day palier.Day) palier.Condition {
	return eachLeaf(c, func(c palier.Condition) palier.Condition {
		if t, ok := c.(palier.Test); ok && t.Field.Of == palier.OfState && t.On.On(day) == day {
			t.On = palier.Moment{}
			return t
		}
		return c
	})
}

// eachLeaf replaces the leaves of a condition.
func eachLeaf(c palier.Condition, replace func(palier.Condition) palier.Condition) palier.Condition {
	list := func(all []palier.Condition) []palier.Condition {
		replaced := make([]palier.Condition, len(all))
		for i, c := range all {
			replaced[i] = eachLeaf(c, replace)
		}
		return replaced
	}
	switch c := c.(type) {
	case palier.All:
		return palier.All(list(c))
	case palier.Any:
		return palier.Any(list(c))
	case palier.Not:
		return palier.Not{Of: eachLeaf(c.Of, replace)}
	}
	return replace(c)
}

// parted is a condition of which some parts are somebody else's to answer: each is the
// largest of only such leaves.
type parted struct {
	theirs func(leaf palier.Condition) bool
	answer func(part palier.Condition) palier.Condition // what stands for it
}

// replace gives the condition with the parts answered.
func (p parted) replace(c palier.Condition) palier.Condition {
	switch c := c.(type) {
	case palier.All:
		return palier.All(p.list(c, func(l []palier.Condition) palier.Condition { return palier.All(l) }))
	case palier.Any:
		return palier.Any(p.list(c, func(l []palier.Condition) palier.Condition { return palier.Any(l) }))
	case palier.Not:
		if !p.whole(c.Of) {
			return palier.Not{Of: p.replace(c.Of)}
		}
	}
	if p.whole(c) {
		return p.answer(c)
	}
	return c
}

// list replaces those of a list that are theirs by one answer.
func (p parted) list(list []palier.Condition, join func([]palier.Condition) palier.Condition) []palier.Condition {
	var theirs, rest []palier.Condition
	for _, c := range list {
		if p.whole(c) {
			theirs = append(theirs, c)
		} else {
			rest = append(rest, c)
		}
	}
	var replaced []palier.Condition
	switch len(theirs) {
	case 0:
	case 1:
		replaced = append(replaced, p.answer(theirs[0]))
	default:
		replaced = append(replaced, p.answer(join(theirs)))
	}
	for _, c := range rest {
		replaced = append(replaced, p.replace(c))
	}
	return replaced
}

// whole tells whether a condition has leaves, and all are theirs.
func (p parted) whole(c palier.Condition) bool {
	theirs, others := p.count(c)
	return theirs > 0 && others == 0
}

// some tells whether any of a condition's leaves is theirs.
func (p parted) some(c palier.Condition) bool {
	theirs, _ := p.count(c)
	return theirs > 0
}

func (p parted) count(c palier.Condition) (theirs, others int) {
	eachLeaf(c, func(leaf palier.Condition) palier.Condition {
		if p.theirs(leaf) {
			theirs++
		} else {
			others++
		}
		return leaf
	})
	return theirs, others
}
