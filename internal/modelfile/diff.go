package modelfile

import "palier"

// Difference is a value that two models do not share. Old or New is empty where only the
// other model has it, such as a level or a label.
type Difference struct {
	Path string `json:"path"` // "lead.cold"; levels by name: "status.levels.gold"
	Old  string `json:"old"`
	New  string `json:"new"`
}

// Diff lists what differs from old to new, in the order of the model file. A value that
// follows the limits in both does not differ, whatever the limits.
func Diff(old, new *palier.Model) []Difference {
	var differences []Difference
	newLeaves := leaves("", schema(new))
	for i, leaf := range leaves("", schema(old)) {
		differences = append(differences, compare(leaf.path, leaf.value.facts(), newLeaves[i].value.facts())...)
	}
	return differences
}

// compare matches the facts of one value by name: first those of old, then the others.
func compare(path string, old, new []fact) []Difference {
	texts := make(map[string]string, len(new))
	for _, f := range new {
		texts[f.name] = f.text
	}
	var differences []Difference
	known := make(map[string]bool, len(old))
	for _, f := range old {
		known[f.name] = true
		if texts[f.name] != f.text {
			differences = append(differences, Difference{path + f.name, f.text, texts[f.name]})
		}
	}
	for _, f := range new {
		if !known[f.name] {
			differences = append(differences, Difference{path + f.name, "", f.text})
		}
	}
	return differences
}
