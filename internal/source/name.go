package source

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// folded is what two names are compared by: without case, accents, spaces, hyphens and
// underscores.
func folded(name string) string {
	if isASCII(name) {
		return foldedASCII(name)
	}
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r), unicode.IsSpace(r), r == '_', r == '-':
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(name))
}

// foldedASCII does so for most names, without going through Unicode's tables.
func foldedASCII(name string) string {
	short := make([]byte, 0, 64)
	for i := range len(name) {
		switch c := name[i]; {
		case c == ' ', c == '_', c == '-', c >= '\t' && c <= '\r':
		case c >= 'A' && c <= 'Z':
			short = append(short, c+'a'-'A')
		default:
			short = append(short, c)
		}
	}
	return string(short)
}

// columnIndex finds the columns of a file by their folded names.
type columnIndex map[string]int

func indexed(names []string) columnIndex {
	index := make(columnIndex, len(names))
	for i, name := range names {
		if _, before := index[folded(name)]; !before && name != "" {
			index[folded(name)] = i
		}
	}
	return index
}

// at gives the place of a column; -1: there is none.
func (x columnIndex) at(name string) int {
	if i, there := x[folded(name)]; there {
		return i
	}
	return -1
}

// lacking lists the columns wanted that are not there.
func (x columnIndex) lacking(wanted []string) []string {
	var lacking []string
	for _, column := range wanted {
		if x.at(column) < 0 {
			lacking = append(lacking, column)
		}
	}
	return lacking
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
