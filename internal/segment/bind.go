package segment

import (
	"fmt"
	"slices"
	"strings"

	"palier"
)

// Checked is a segment that a store can be asked for.
type Checked struct {
	Where palier.Condition
	Top   palier.Ranking
}

// Bind checks a tree and makes the condition of it: names are those of fields, values are
// of their fields' types, saved segments are written out. What is wrong is said of the
// condition it is in.
func Bind(tree Segment, v *Vocabulary) (Checked, error) {
	if m := oversize(tree); m != nil {
		return Checked{}, refuse(m)
	}
	b := &binder{Vocabulary: v, fields: v.Fields(), scope: contactScope}
	b.size.add(tree.Where, 0)
	if v.Name != "" {
		b.open = []string{v.Name}
	}
	where, err := b.bind(tree.Where)
	if err != nil {
		return Checked{}, err
	}
	top, err := b.top(tree.Top)
	return Checked{where, top}, err
}

// binder binds one tree.
type binder struct {
	*Vocabulary
	fields []Known
	scope  scope
	open   []string // the saved segments that are being written out, from outside in, the tree's own first
	level  int      // how deep the part being bound lies
	size   size     // of the tree, with the saved segments written out so far
}

// bind binds a part of the tree. Nothing holds for everybody.
func (b *binder) bind(n Node) (palier.Condition, error) {
	if n == nil {
		return palier.All{}, nil
	}
	b.level++
	defer func() { b.level-- }()
	switch n := n.(type) {
	case All:
		parts, err := b.bindEach(n)
		return palier.All(parts), err
	case Any:
		parts, err := b.bindEach(n)
		return palier.Any(parts), err
	case Not:
		of, err := b.bind(n.Of)
		return palier.Not{Of: of}, err
	case Compare:
		return b.compare(n)
	case Anniversary:
		return b.anniversary(n)
	}
	if b.scope.name != contactScope.name {
		return nil, wrong(n, "ask for it outside the brackets", "inside where only fields of %s can be compared", b.scope.name)
	}
	switch n := n.(type) {
	case Bought:
		return b.bought(n)
	case Spent:
		return b.spent(n)
	case Engaged:
		return b.engaged(n)
	case Moved:
		return b.moved(n)
	case Saved:
		return b.saved(n)
	}
	return nil, palier.Refusef("understand the segment", "", "it has a part of an unknown kind: %T", n)
}

func (b *binder) bindEach(nodes []Node) ([]palier.Condition, error) {
	bound := make([]palier.Condition, len(nodes))
	for i, n := range nodes {
		var err error
		if bound[i], err = b.bind(n); err != nil {
			return nil, err
		}
	}
	return bound, nil
}

// writtenOut is how many times more than a tree may say itself it may say together with
// the segments named in it, which could otherwise multiply without end.
const writtenOut = 4

func (s *size) tooLarge() bool {
	return s.conditions > writtenOut*maxConditions || s.purchases > writtenOut*maxPurchases || s.levels > writtenOut*maxLevels
}

// saved writes out a saved segment, or one that is ready.
func (b *binder) saved(n Saved) (palier.Condition, error) {
	if i := slices.IndexFunc(b.open, func(name string) bool { return same(name, n.Name) }); i >= 0 {
		circle := strings.Join(append(slices.Clone(b.open[i:]), n.Name), " → ")
		return nil, wrong(n, "take one of them out of the other", "the segments name each other in a circle: %s", circle)
	}
	tree, found := Segment{}, false
	if b.Saved != nil {
		tree, found = b.Saved(n.Name)
	}
	if !found {
		tree, found = b.ready(n.Name)
	}
	switch {
	case !found:
		hint := "list the saved segments"
		if near := Nearest(n.Name, b.SavedNames); near != "" {
			hint = "did you mean " + quoted(near) + "?"
		}
		return nil, wrong(n, hint, "there is no saved segment %q", n.Name)
	case tree.Top != nil:
		return nil, wrong(n, "save it without top or bottom", "the segment %q keeps only the first %d of its members, which only the outermost segment can", n.Name, tree.Top.Count)
	}
	if b.size.add(tree.Where, b.level); b.size.tooLarge() {
		return nil, wrong(n, "name fewer segments in each other", "with all segments in it written out, there are more than %d conditions, %d of them of purchases, or %d levels", writtenOut*maxConditions, writtenOut*maxPurchases, writtenOut*maxLevels)
	}
	b.open = append(b.open, n.Name)
	where, err := b.bind(tree.Where)
	b.open = b.open[:len(b.open)-1]
	if err != nil && (len(b.open) == 0 || len(b.open) == 1 && b.Name != "") {
		return nil, &unfit{n, palier.Fail(palier.CodeOf(err), fmt.Sprintf("use the segment %q", n.Name), err)}
	}
	return where, err
}

// top binds what is kept of the members.
func (b *binder) top(t *Top) (palier.Ranking, error) {
	if t == nil {
		return palier.Ranking{}, nil
	}
	refuse := func(hint, format string, args ...any) error { return refused(writtenTop(t), hint, format, args...) }
	if t.Count < 1 {
		return palier.Ranking{}, refuse("say how many members to keep, 1 or more", "it keeps %d", t.Count)
	}
	known, err := b.find(t.By, refuse)
	if err != nil {
		return palier.Ranking{}, err
	}
	if !isOrdered(known.Field) {
		return palier.Ranking{}, refuse("take a number, an amount, a day or a status", "%s is %s, which has no highest and lowest", known.Name, kindOf(known.Field))
	}
	by, measure := known.asked()
	lowest := t.Lowest != (measure == palier.DaysSince) // the most days since are the earliest day
	return palier.Ranking{Count: t.Count, By: by, Lowest: lowest}, nil
}
