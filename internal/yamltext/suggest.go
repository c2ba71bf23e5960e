package yamltext

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// maxWord is the longest word worth a suggestion, in bytes.
const maxWord = 64

// Nearest gives the known word most like the one given, and the empty text when none is
// like it: at most a third of its letters, but always one, may differ.
func Nearest(word string, known []string) string {
	if len(word) > maxWord || word == "" || len(known) == 0 {
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
