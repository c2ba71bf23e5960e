package segment

import (
	"iter"
	"slices"
)

// Walk goes through a tree, from the outside in, with the path of each part as Mistakes
// have it: "where.all[2].bought.where" of a segment that keeps the top only.
func (s Segment) Walk() iter.Seq2[string, Node] {
	return func(yield func(string, Node) bool) {
		path := ""
		if s.Top != nil {
			path = "where"
		}
		if s.Where != nil {
			walk(path, s.Where, yield)
		}
	}
}

// walk gives a node and its parts; false when no more is wanted.
func walk(path string, node Node, yield func(string, Node) bool) bool {
	if !yield(path, node) {
		return false
	}
	switch n := node.(type) {
	case All:
		return walkEach(join(path, "all"), n, yield)
	case Any:
		return walkEach(join(path, "any"), n, yield)
	case Not:
		return walk(join(path, "not"), n.Of, yield)
	case Bought:
		return n.Where == nil || walk(join(path, "bought.where"), n.Where, yield)
	case Spent:
		return n.Where == nil || walk(join(path, "spent.where"), n.Where, yield)
	case Engaged:
		return n.Where == nil || walk(join(path, "engaged.where"), n.Where, yield)
	}
	return true
}

func walkEach(path string, nodes []Node, yield func(string, Node) bool) bool {
	for i, node := range nodes {
		if !walk(join(path, index(i)), node, yield) {
			return false
		}
	}
	return true
}

// Names lists the saved segments and the fields that a segment names, each once, in the
// order in which it names them.
func Names(s Segment) (saved []string, fields []Name) {
	add := func(field Name) {
		if !slices.Contains(fields, field) {
			fields = append(fields, field)
		}
	}
	for _, node := range s.Walk() {
		switch n := node.(type) {
		case Saved:
			if !slices.Contains(saved, n.Name) {
				saved = append(saved, n.Name)
			}
		case Compare:
			add(n.Left.Field)
		case Anniversary:
			add(n.Field)
		}
	}
	if s.Top != nil {
		add(s.Top.By)
	}
	return saved, fields
}
