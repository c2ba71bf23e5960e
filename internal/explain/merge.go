package explain

import (
	"slices"

	"palier/internal/segment"
)

// merged makes one comparison of those that name values of the same field: "living in Paris
// or Lyon" is said once, and so is "neither in Paris nor in Lyon".
func merged(parts []part, and bool) []part {
	var kept []part
	for _, p := range parts {
		c, not, ok := naming(p)
		i := -1
		if ok && not == and {
			i = slices.IndexFunc(kept, func(other part) bool {
				o, denies, names := naming(other)
				return names && denies == not && sameValue(o.Left, c.Left) && o.Right[0].Kind == c.Right[0].Kind
			})
		}
		if i < 0 {
			kept = append(kept, p)
			continue
		}
		o, _, _ := naming(kept[i])
		for _, value := range c.Right {
			if !slices.Contains(o.Right, value) {
				o.Right = append(slices.Clone(o.Right), value)
			}
		}
		if len(o.Right) > 1 {
			o.Op = segment.In
		}
		kept[i] = part{o, not}
	}
	return kept
}

// naming gives a part that names the values of a field, or denies them, without its denial.
func naming(p part) (c segment.Compare, not, ok bool) {
	c, ok = p.node.(segment.Compare)
	not = p.not
	if op, denies := affirm[c.Op]; denies {
		c.Op, not = op, !not
	}
	return c, not, ok && (c.Op == segment.Equal || c.Op == segment.In) && len(c.Right) > 0
}

func sameValue(a, b segment.Value) bool {
	sameDay := a.On == b.On || a.On != nil && b.On != nil && *a.On == *b.On
	return sameDay && a.Field == b.Field && a.Measure == b.Measure
}
