package segment

import "palier/internal/fold"

// Named is a saved segment, or a filter that names some.
type Named struct {
	Name    string
	Segment Segment
}

// Broken is a segment that no longer binds, and why.
type Broken struct {
	Name string
	Err  error
}

// Affected tells which of the saved segments a change of one of them breaks: those that
// bind now and would no longer. Change is the new definition; nil: it is removed. Whether
// the new definition itself is sound tells Bind.
func Affected(saved []Named, name string, change *Segment, v Vocabulary) []Broken {
	before, after := v, v
	before.Saved = among(saved)
	after.Saved = changed(before.Saved, name, change)
	var broken []Broken
	for _, one := range saved {
		if same(one.Name, name) {
			continue
		}
		before.Name, after.Name = one.Name, one.Name
		if _, err := Bind(one.Segment, &before); err != nil {
			continue
		}
		if _, err := Bind(one.Segment, &after); err != nil {
			broken = append(broken, Broken{one.Name, err})
		}
	}
	return broken
}

func among(saved []Named) func(string) (Segment, bool) {
	return func(name string) (Segment, bool) {
		for _, one := range saved {
			if same(one.Name, name) {
				return one.Segment, true
			}
		}
		return Segment{}, false
	}
}

// changed gives the saved segments with another definition of one of them, or without it.
func changed(saved func(string) (Segment, bool), name string, change *Segment) func(string) (Segment, bool) {
	return func(asked string) (Segment, bool) {
		switch {
		case !same(asked, name) && saved == nil:
			return Segment{}, false
		case !same(asked, name):
			return saved(asked)
		case change == nil:
			return Segment{}, false
		}
		return *change, true
	}
}

// same tells whether two names are of one saved segment: case does not count.
func same(a, b string) bool { return fold.Text(a) == fold.Text(b) }
