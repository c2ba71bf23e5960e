package phrase

import "strings"

// Printable keeps a text that somebody typed, or that a file said, from steering a
// terminal and from turning the sentence around it: control characters and those that
// change the direction of writing are shown as the replacement character.
func Printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < ' ', r == 0x7f, r >= 0x80 && r < 0xa0, r == 0x2028, r == 0x2029, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return '�'
		}
		return r
	}, text)
}
