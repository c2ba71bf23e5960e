package modelfile

import (
	"slices"
	"strings"

	"palier"
)

// Merge brings two changes of one model together: of each value the one that was changed, and
// ours where both were. What both changed, each otherwise, is listed from theirs to ours. The
// values may not agree with each other: reading the fields tells.
func Merge(base, ours, theirs *palier.Model) (Fields, []Difference) {
	merged, both := Fields{}, []Difference{}
	ourLeaves, theirLeaves := leaves("", schema(ours)), leaves("", schema(theirs))
	for i, leaf := range leaves("", schema(base)) {
		if _, apart := leaf.value.(labels); apart {
			both = append(both, mergeLabels(merged, leaf, ourLeaves[i], theirLeaves[i])...)
			continue
		}
		was, our, their := leaf.text(), ourLeaves[i].text(), theirLeaves[i].text()
		chosen := ourLeaves[i]
		if our == was {
			chosen = theirLeaves[i]
		}
		merged.put(chosen)
		if our != was && their != was && our != their {
			both = append(both, compare(leaf.path, theirLeaves[i].value.facts(), ourLeaves[i].value.facts())...)
		}
	}
	return merged, both
}

// mergeLabels does so label by label.
func mergeLabels(merged Fields, base, ours, theirs leaf) (both []Difference) {
	was, our, their := Fields{}, Fields{}, Fields{}
	was.put(base)
	our.put(ours)
	their.put(theirs)
	paths := map[string]bool{}
	for _, side := range []Fields{our, their} {
		for path := range side {
			paths[path] = true
		}
	}
	for path := range paths {
		text := our[path]
		if text == was[path] {
			text = their[path]
		}
		if text != "" {
			merged[path] = text
		}
		if our[path] != was[path] && their[path] != was[path] && our[path] != their[path] {
			both = append(both, Difference{path, their[path], our[path]})
		}
	}
	slices.SortFunc(both, func(a, b Difference) int { return strings.Compare(a.Path, b.Path) })
	return both
}

func (f Fields) put(l leaf) {
	for _, one := range l.value.fields() {
		f[l.path+one.name] = one.text
	}
}

// text tells a value apart.
func (l leaf) text() string { return strings.Join(l.value.yaml(), "\n") }
