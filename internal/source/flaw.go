package source

import (
	"unicode/utf8"

	"palier"
)

// problem is why a value cannot be read, and what to do about it.
type problem struct {
	reason, hint string
}

// flaw is a problem in a row: the row is refused, the file is not.
type flaw struct {
	column int // -1: the whole row
	value  string
	problem
}

func (f *flaw) Error() string { return f.reason }

// inRow is the flaw of a row as a whole.
func inRow(p *problem) *flaw { return &flaw{column: -1, problem: *p} }

// inColumn is the flaw of one value.
func inColumn(column int, value string, p *problem) error {
	return &flaw{column: column, value: value, problem: *p}
}

// refusal tells a flaw of a line of the file. It keeps nothing of the block alive.
func (f *File) refusal(index, line int, bad *flaw) palier.Refusal {
	r := palier.Refusal{File: index, Line: line, Value: shown(bad.value), Reason: bad.reason, Hint: bad.hint}
	if bad.column >= 0 && bad.column < len(f.columns) { // constants have no column
		r.Column = f.columns[bad.column].Name
	}
	return r
}

// longestShown is how many bytes of a value a refusal repeats.
const longestShown = 200

// shown is a copy of a value for people: valid UTF-8, cut to 200 bytes.
func shown(value string) string {
	if len(value) > longestShown {
		end := longestShown
		for end > longestShown-utf8.UTFMax && !utf8.RuneStart(value[end]) {
			end--
		}
		value = value[:end]
	}
	if !utf8.ValidString(value) {
		value = fromWindows1252(value)
		if len(value) > longestShown {
			return shown(value)
		}
	}
	return string([]byte(value))
}
