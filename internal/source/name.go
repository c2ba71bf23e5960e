package source

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// folded is what two names are compared by: without case, accents, spaces, hyphens and
// underscores.
func folded(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r), unicode.IsSpace(r), r == '_', r == '-':
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(name))
}

// nearest gives the name of those listed that looks most like the one wanted; empty
// when none is listed.
func nearest(wanted string, names []string) string {
	best, least := "", 0
	for _, name := range names {
		d := distance([]rune(folded(wanted)), []rune(folded(name)))
		if best == "" || d < least {
			best, least = name, d
		}
	}
	return best
}

// distance is the number of letters to insert, drop or exchange to make a of b
// (Levenshtein 1966).
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			exchange := diagonal
			if a[i] != b[j] {
				exchange++
			}
			diagonal = row[j+1]
			row[j+1] = min(exchange, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
