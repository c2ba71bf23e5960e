package modelfile

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"palier"
)

// maxWord is the longest word worth a suggestion, in bytes.
const maxWord = 64

// suggestKey says which key was probably meant: one with a similar name among those that
// may stand here, one of the same name elsewhere in the file, or else any that may.
func suggestKey(name string, keys []key) string {
	names := keyNames(keys)
	if near := nearest(name, names); near != "" {
		return ": did you mean " + near + "?"
	}
	if path := elsewhere(name, "", schema(palier.DefaultModel())); path != "" {
		return " here: did you mean " + path + "?"
	}
	return ": known here are " + strings.Join(names, ", ")
}

func keyNames(keys []key) []string {
	var names []string
	for _, k := range keys {
		names = append(names, k.name)
	}
	return names
}

// elsewhere finds the path of the first key of that name below the sections.
func elsewhere(name, path string, keys []key) string {
	for _, k := range keys {
		if k.name == name {
			return below(path, name)
		}
		if found := elsewhere(name, below(path, k.name), k.keys); found != "" {
			return found
		}
	}
	return ""
}

// nearest gives the known word most like the one given, and the empty text when none is
// like it: at most a third of its letters, but always one, may differ.
func nearest(word string, known []string) string {
	if len(word) > maxWord || word == "" {
		return ""
	}
	word = strings.ToLower(strings.ReplaceAll(word, "-", "_"))
	distance := func(k string) int { return levenshtein.ComputeDistance(word, strings.ToLower(k)) }
	best := slices.MinFunc(known, func(a, b string) int { return distance(a) - distance(b) })
	if distance(best) > max(1, len(word)/3) {
		return ""
	}
	return best
}
