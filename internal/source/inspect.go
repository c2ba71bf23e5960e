package source

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"palier"
)

// The beginning of a file, by which it is judged.
const (
	sampleSize    = 1 << 20
	sampleRecords = 100
)

// delimiters are those that are looked for; the first wins where several fit equally.
var delimiters = []struct {
	char byte
	note string
}{
	{',', ""}, {';', "separated by semicolons"}, {'\t', "separated by tabs"}, {'|', "separated by vertical bars"},
}

// inspect finds out from the beginning of the file how it is written and what it holds.
func (f *File) inspect() error {
	sample, whole, err := f.sample()
	if err != nil {
		return err
	}
	if err := f.checkSample(sample); err != nil {
		return err
	}
	f.chooseDelimiter(sample, whole)
	names, err := f.header(sample, whole)
	if err != nil {
		return err
	}
	if err := f.chooseMapping(names); err != nil {
		return err
	}
	if len(names) == 1 && f.Stated() == "" && !isKnown(names[0]) {
		return palier.Refusef(f.tried(), "separate the columns with one of , ; | or a tab, in the first line too",
			"its first line is a single column %q, which is none that is known", shown(names[0]))
	}
	m := newMatcher(f.tried(), names, &f.options, f.mapping)
	found, err := m.match()
	if err != nil {
		return err
	}
	f.kind, f.preset, f.layout, f.columns = found.kind, found.preset, found.layout, found.columns
	f.several = found.several
	return nil
}

// sample reads the beginning of the file, and tells whether that is all of it.
func (f *File) sample() (text string, whole bool, err error) {
	input, notes, err := f.input(nil)
	if err != nil {
		return "", false, err
	}
	f.notes = append(f.notes, notes...)
	buffer := make([]byte, sampleSize)
	length := 0
	for length < sampleSize && err == nil {
		var n int
		n, err = input.Read(buffer[length:])
		length += n
	}
	if err != nil && err != io.EOF {
		return "", false, unreadable(f.name, err)
	}
	return string(buffer[:length]), errors.Is(err, io.EOF), nil
}

// checkSample refuses what is no table of text.
func (f *File) checkSample(sample string) error {
	first, _, _ := strings.Cut(sample, "\n")
	switch {
	case strings.TrimSpace(sample) == "":
		return palier.Refuse(f.tried(), "it is empty", "its first line must name the columns")
	case strings.IndexByte(first, 0) >= 0:
		return palier.Refuse(f.tried(), "its first line has zero bytes: it is no text, or UTF-16 without a byte order mark", "save it as CSV in UTF-8")
	case strings.IndexByte(sample, '\n') < 0 && strings.Contains(strings.TrimSuffix(first, "\r"), "\r"):
		return palier.Refuse(f.tried(), "its lines end with carriage returns alone", "save it with the line ends of Windows or Unix")
	}
	return nil
}

// chooseDelimiter takes the delimiter by which most records have as many fields as the
// first, and at least two; of several the one with the most fields.
func (f *File) chooseDelimiter(sample string, whole bool) {
	var agreeing, fields int
	f.delimiter = delimiters[0].char
	note := ""
	for _, d := range delimiters {
		a, n := consistency(sample, d.char, whole)
		if n > 1 && (a > agreeing || a == agreeing && n > fields) {
			agreeing, fields, f.delimiter, note = a, n, d.char, d.note
		}
	}
	if note != "" {
		f.notes = append(f.notes, note)
	}
}

// consistency counts the fields of the first record, and the following records that have
// as many. The last record of a sample that is not the whole file may be cut.
func consistency(sample string, delimiter byte, whole bool) (agreeing, fields int) {
	r := newRecords(sample, delimiter, 1)
	if !r.next() {
		return 0, 0
	}
	fields = len(r.fields)
	for i := 0; i < sampleRecords && r.next() && (whole || !r.atEnd()); i++ {
		if r.broken == nil && len(r.fields) == fields {
			agreeing++
		}
	}
	return agreeing, fields
}

// header reads the names of the columns.
func (f *File) header(sample string, whole bool) ([]string, error) {
	r := newRecords(sample, f.delimiter, 1)
	switch ok := r.next(); {
	case !ok, r.atEnd() && !whole:
		return nil, palier.Refuse(f.tried(), "its first line is longer than 1 MiB", "its first line must name the columns")
	case r.broken != nil:
		return nil, palier.Refuse(f.tried(), "its first line cannot be split into columns: "+r.broken.reason, r.broken.hint)
	}
	names := make([]string, len(r.fields))
	seen := make(map[string]int, len(names))
	for i, text := range r.fields {
		names[i] = normalised(toUTF8(text))
		if !utf8.ValidString(text) && !slices.Contains(f.notes, asWindows1252) {
			f.notes = append(f.notes, asWindows1252)
		}
		key := folded(names[i])
		before, twice := seen[key]
		switch {
		case names[i] == "":
			f.notes = append(f.notes, fmt.Sprintf("column %d has no name and is left out", i+1))
		case twice:
			return nil, palier.Refusef(f.tried(), "rename one of them", "its columns %d and %d have the same name, %q and %q", before+1, i+1, names[before], names[i])
		}
		seen[key] = i
	}
	return names, nil
}
