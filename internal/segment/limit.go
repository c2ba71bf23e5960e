package segment

import (
	"slices"
	"strconv"
)

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
	return &Mistake{
		Expected: "at most " + strconv.Itoa(most) + " " + of, Found: strconv.Itoa(found),
		hint: "save parts of it as segments of their own, or ask for less",
	}
}

// enter goes a level down, unless it is one too many: that also bounds the stack.
func (p *parser) enter() bool {
	p.level++
	if p.level <= maxLevels {
		return true
	}
	m := tooMany(levels(p.text), maxLevels, "levels")
	p.wrong(p.now.at, m.Expected, m.Found, m.hint)
	p.now = token{at: p.now.at}
	return false
}

// levels counts how many parentheses and nots are open at the deepest place of a text.
func levels(text string) int {
	l := lexer{text: text}
	var outer []int // the level outside each open parenthesis; -1 for those around values
	most, base, level := 0, 0, 0
	begins := true // whether an expression may begin there
	for t := l.token(); t.kind != tokenEnd; t = l.token() {
		switch {
		case begins && t.word == "not":
			level++
		case t.text == "(" && t.kind == tokenSign && begins:
			outer = append(outer, base)
			level++
			base = level
		case t.text == "(" && t.kind == tokenSign:
			outer = append(outer, -1)
		case t.text == ")" && t.kind == tokenSign && len(outer) > 0:
			if last := outer[len(outer)-1]; last >= 0 {
				base = last
			}
			outer, level = outer[:len(outer)-1], base
		default:
			level = base
		}
		most = max(most, level)
		begins = slices.Contains([]string{"and", "or", "where"}, t.word) || begins && (t.word == "not" || t.text == "(" && t.kind == tokenSign)
	}
	return most
}
