package segment

import "strconv"

// What a segment may be made of (segments.md §2). Its text may be as long as no person
// writes, but lists of ids are.
const (
	maxConditions = 1000
	maxLevels     = 50
	maxPurchases  = 50      // conditions of what was bought or spent
	maxText       = 1 << 20 // bytes of text
	maxJSON       = 4 * maxText
	maxDays       = 100_000 // in counts of days
	maxTop        = 1_000_000_000
	maxStars      = 4
)

// size counts what a tree is made of.
type size struct{ conditions, levels, purchases int }

// add counts a node that stands in so many groups: lists of all or any, nots, wheres.
func (s *size) add(node Node, level int) {
	s.levels = max(s.levels, level)
	switch n := node.(type) {
	case All:
		for _, part := range n {
			s.add(part, level+1)
		}
		return
	case Any:
		for _, part := range n {
			s.add(part, level+1)
		}
		return
	case Not:
		s.add(n.Of, level+1)
		return
	case Bought:
		s.purchases++
		s.where(n.Where, level)
	case Spent:
		s.purchases++
		s.where(n.Where, level)
	case Engaged:
		s.where(n.Where, level)
	}
	s.conditions++
}

func (s *size) where(node Node, level int) {
	if node != nil {
		s.add(node, level+1)
	}
}

// oversize tells what there is too much of in a tree; nil: nothing.
func oversize(segment Segment) *Mistake {
	var s size
	s.add(segment.Where, 0)
	for _, limit := range []struct {
		found, most int
		of          string
	}{
		{s.conditions, maxConditions, "conditions"},
		{s.purchases, maxPurchases, "conditions of what was bought or spent"},
		{s.levels, maxLevels, "levels"},
	} {
		if limit.found > limit.most {
			return tooMany(limit.found, limit.most, limit.of)
		}
	}
	if length := len(Print(segment)); length > maxText {
		return tooMany(length, maxText, "bytes of text")
	}
	return nil
}

func tooMany(found, most int, of string) *Mistake {
	return &Mistake{Expected: "at most " + strconv.Itoa(most) + " " + of, Found: strconv.Itoa(found)}
}
