package source

import (
	"errors"
	"io"

	"palier"
)

// separated is text of which each record is a row, its fields parted by a delimiter.
type separated struct {
	file      *File
	delimiter byte
}

// delimiters are those that are looked for; the first wins where several fit equally.
var delimiters = []struct {
	char byte
	note string
}{
	{',', ""}, {';', "separated by semicolons"}, {'\t', "separated by tabs"}, {'|', "separated by vertical bars"},
}

// openSeparated finds the delimiter and reads the names of the columns.
func (f *File) openSeparated(sample string, whole bool) ([]string, error) {
	delimiter, note := chooseDelimiter(sample, whole)
	if note != "" {
		f.notes = append(f.notes, note)
	}
	f.form = &separated{file: f, delimiter: delimiter}
	return f.header(sample, whole, delimiter)
}

// checkSeparated refuses text that no delimiter takes apart, but for a column that is known.
func (f *File) checkSeparated(names []string) error {
	if _, text := f.form.(*separated); !text || len(names) > 1 || f.Stated() != "" || isKnown(names[0]) {
		return nil
	}
	return palier.Refusef(f.tried(), "separate the columns with one of , ; | or a tab, in the first line too",
		"its first line is a single column %q, which is none that is known", shown(names[0]))
}

// chooseDelimiter takes the delimiter by which most records have as many fields as the
// first, and at least two; of several the one with the most fields.
func chooseDelimiter(sample string, whole bool) (delimiter byte, note string) {
	var agreeing, fields int
	delimiter = delimiters[0].char
	for _, d := range delimiters {
		a, n := consistency(sample, d.char, whole)
		if n > 1 && (a > agreeing || a == agreeing && n > fields) {
			agreeing, fields, delimiter, note = a, n, d.char, d.note
		}
	}
	return delimiter, note
}

// consistency counts the fields of the first record, and the following records that have
// as many. The last record of a sample that is not the whole file may be cut.
func consistency(sample string, delimiter byte, whole bool) (agreeing, fields int) {
	r := newRecords(sample, delimiter, 1)
	var record row
	if !r.next(&record) {
		return 0, 0
	}
	fields = len(record.fields)
	for i := 0; i < sampleRecords && r.next(&record) && (whole || !r.atEnd()); i++ {
		if record.broken == nil && len(record.fields) == fields {
			agreeing++
		}
	}
	return agreeing, fields
}

// header reads the names of the columns.
func (f *File) header(sample string, whole bool, delimiter byte) ([]string, error) {
	r := newRecords(sample, delimiter, 1)
	var first row
	switch ok := r.next(&first); {
	case !ok, r.atEnd() && !whole:
		return nil, palier.Refuse(f.tried(), "its first line is longer than 1 MiB", "its first line must name the columns")
	case first.broken != nil:
		return nil, palier.Refuse(f.tried(), "its first line cannot be split into columns: "+first.broken.reason, first.broken.hint)
	}
	return first.fields, nil
}

func (s *separated) cut(progress func(int64), send func(block) error) error {
	return s.file.cutText(cutter{delimiter: s.delimiter}, progress, send)
}

// rows gives the records of a block, without the header.
func (s *separated) rows(b block) rows {
	r := newRecords(b.text, s.delimiter, b.line)
	if b.number == 0 {
		r.next(&row{})
	}
	return &r
}

// cutText sends the blocks that a cutter takes off the file's text.
func (f *File) cutText(c cutter, progress func(int64), send func(block) error) error {
	input, _, err := f.input(progress)
	if err != nil {
		return err
	}
	c.name, c.input, c.size, c.limit, c.line = f.name, input, blockSize, longestRecord, 1
	for {
		b, err := c.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = send(b)
		}
		if err != nil {
			return err
		}
	}
}
