// Package fold gives texts the form in which they are compared: without case, with
// accents, whatever way they were typed.
package fold

import (
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Text folds the case of a text (Unicode, full folding: STRASSE and Straße are one) and
// normalises it (NFC).
func Text(text string) string {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return norm.NFC.String(cases.Fold().String(norm.NFC.String(text)))
		}
	}
	return ascii(text)
}

// ascii folds a text of nothing but ASCII.
func ascii(text string) string {
	for i := range len(text) {
		if text[i] >= 'A' && text[i] <= 'Z' {
			lower := []byte(text)
			for i, c := range lower {
				if c >= 'A' && c <= 'Z' {
					lower[i] = c + 'a' - 'A'
				}
			}
			return string(lower)
		}
	}
	return text
}
