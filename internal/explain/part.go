package explain

import "palier/internal/segment"

// part is a node, or its opposite.
type part struct {
	node segment.Node
	not  bool
}

// bare gives the same part without the nots before it and the groups of one around it.
func (p part) bare() part {
	for {
		switch n := p.node.(type) {
		case segment.Not:
			p = part{n.Of, !p.not}
			continue
		case segment.All:
			if len(n) == 1 {
				p.node = n[0]
				continue
			}
		case segment.Any:
			if len(n) == 1 {
				p.node = n[0]
				continue
			}
		}
		return p
	}
}

// open gives the parts of a bare part of which all (and) or one must hold; ok is false for
// a condition.
func (p part) open() (parts []part, and, ok bool) {
	var nodes []segment.Node
	switch n := p.node.(type) {
	case segment.All:
		nodes, and = n, !p.not
	case segment.Any:
		nodes, and = n, p.not
	case nil:
		and = !p.not
	default:
		return nil, false, false
	}
	for _, node := range nodes {
		parts = append(parts, part{node, p.not}.bare())
	}
	return parts, and, true
}

// flatten gives the bare parts that are joined by the same word, however they are nested,
// with those that ask the same of one field as one.
func flatten(p part, and bool) []part {
	p = p.bare()
	parts, by, ok := p.open()
	if !ok {
		return []part{p}
	}
	if by != and {
		if alone := flatten(p, by); len(alone) == 1 {
			return alone
		}
		return []part{p}
	}
	var flat []part
	for _, each := range parts {
		flat = append(flat, flatten(each, and)...)
	}
	return merged(flat, and)
}

// excepts tells whether a bare part is the opposite of several that hold together, and gives
// these.
func (p part) excepts() ([]part, bool) {
	all := flatten(part{node: p.node}, true)
	return all, p.not && len(all) > 1
}
