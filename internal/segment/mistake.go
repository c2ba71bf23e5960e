package segment

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"

	"palier"
)

// Mistake is what is wrong with a segment, and where: in text, and in JSON that is none,
// by line and column, in a tree by its path.
type Mistake struct {
	Line, Column int    // from 1, in characters; 0 where there is a path
	Path         string // "all[2].bought.where"; empty for the whole
	Expected     string // "a day, such as 2016-12-31"
	Found        string // "`adn`"

	hint string // what to do, for the refusal
}

// Error says what was expected where, and what stands there.
func (m *Mistake) Error() string {
	text := "expected " + m.Expected + ", not " + m.Found
	switch {
	case m.Line > 0:
		return fmt.Sprintf("line %d, column %d: %s", m.Line, m.Column, text)
	case m.Path != "":
		return m.Path + ": " + text
	}
	return text
}

// refuse wraps a mistake as the refusal of a segment.
func refuse(m *Mistake) error {
	return &palier.Error{Code: palier.Invalid, Tried: "read the segment", Err: m, Hint: m.hint}
}

// within puts the mistake in a part of a tree: a key, or a place in a list (index).
func (m *Mistake) within(part string) *Mistake {
	if m != nil && m.Line == 0 {
		m.Path = join(part, m.Path)
	}
	return m
}

// join makes a path of a part and what is below it.
func join(part, below string) string {
	if part == "" || below == "" || below[0] == '[' {
		return part + below
	}
	return part + "." + below
}

func index(i int) string { return "[" + strconv.Itoa(i) + "]" }

// position counts the line and the column of a place in a text, which is UTF-8 up to there.
func position(text string, at int) (line, column int) {
	before := text[:at]
	begin := strings.LastIndexByte(before, '\n') + 1
	return 1 + strings.Count(before, "\n"), 1 + utf8.RuneCountInString(before[begin:])
}

// maxWord is the longest word worth a suggestion, in bytes.
const maxWord = 64

// Nearest gives the known name most like the one given, and the empty text when none is
// like it: at most a third of its letters, but always one, may differ. Two neighbours that
// changed places are one letter. Case does not count, nor whether words are joined by a
// space, a hyphen or an underscore.
func Nearest(name string, known []string) string {
	if name == "" || len(name) > maxWord {
		return ""
	}
	name = joined(name)
	best, least := "", max(1, utf8.RuneCountInString(name)/3)+1
	for _, candidate := range known {
		if len(candidate) > 2*maxWord {
			continue
		}
		if d := distance(name, joined(candidate)); d < least {
			best, least = candidate, d
		}
	}
	return best
}

func joined(name string) string {
	return strings.NewReplacer("-", "_", " ", "_").Replace(strings.ToLower(name))
}

func distance(a, b string) int {
	d := levenshtein.ComputeDistance(a, b)
	if d != 2 || len(a) != len(b) {
		return d
	}
	at := 0
	for a[at] == b[at] {
		at++
	}
	if at+1 < len(a) && a[at] == b[at+1] && a[at+1] == b[at] && a[at+2:] == b[at+2:] {
		return 1
	}
	return d
}

// meant asks whether one of the known words was meant; empty when none is like it.
func meant(word string, known []string) string {
	if near := Nearest(word, known); near != "" {
		return "did you mean `" + near + "`?"
	}
	return ""
}

// either lists what may stand somewhere: "`and`, `or` or the end".
func either(choices ...string) string {
	last := len(choices) - 1
	if last == 0 {
		return choices[0]
	}
	return strings.Join(choices[:last], ", ") + " or " + choices[last]
}

// ticked puts words between backquotes, as they are shown in messages.
func ticked(words []string) []string {
	var all []string
	for _, word := range words {
		all = append(all, "`"+word+"`")
	}
	return all
}

// shown shortens what was found for use in a message, and writes out what cannot be seen.
func shown(text string) string {
	const most = 40
	if utf8.RuneCountInString(text) > most {
		text = string([]rune(text)[:most]) + "…"
	}
	if slices.ContainsFunc([]rune(text), func(r rune) bool { return hidden(r) || !unicode.IsPrint(r) }) {
		text = strings.Trim(strconv.QuoteToASCII(text), `"`)
	}
	return text
}
