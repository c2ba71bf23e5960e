package source

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// row is one row of the file, whatever holds it. Its slices are its own until the next row.
type row struct {
	line   int      // of the file, from 1
	fields []string // clean text once they are tidy; behind those of the file stand constants
	exact  []bool   // those that are numbers to the file itself, whose mark is a point; nil: none is
	broken *problem // why the row has no fields; nil when it has
}

// isExact tells whether a field is a number to the file itself.
func (r *row) isExact(at int) bool { return at < len(r.exact) && r.exact[at] }

// take makes a field that of another row, or another of its own.
func (r *row) take(at int, from *row, of int) {
	r.fields[at] = from.fields[of]
	if r.exact != nil {
		r.exact[at] = from.isExact(of)
	}
}

// write makes a field a text that the file itself does not have.
func (r *row) write(at int, text string) {
	r.fields[at] = text
	if r.exact != nil {
		r.exact[at] = false
	}
}

// clone is the row for longer than until the next.
func (r *row) clone() row {
	return row{line: r.line, fields: slices.Clone(r.fields), exact: slices.Clone(r.exact)}
}

// column is where a record's field stands, and how it is written if that was stated.
type column struct {
	at    int // -1: the file has none
	order dayOrder
	mark  byte
}

// find finds the column of a field. Constants stand behind the columns of the file.
func (f *File) find(field string) column {
	if places := f.places(field); len(places) > 0 {
		return f.columnAt(places[0])
	}
	if i := slices.Index(f.constants(), field); i >= 0 {
		return column{at: len(f.columns) + i}
	}
	return column{at: -1}
}

// places lists the columns of a field in the order in which they speak for it.
func (f *File) places(field string) []int {
	if several := f.several[field]; several != nil {
		return several
	}
	if at := f.column(field); at >= 0 {
		return []int{at}
	}
	return nil
}

// columnAt is the column at a place in the file.
func (f *File) columnAt(at int) column {
	c := column{at: at}
	switch f.columns[at].Format {
	case dayFirst:
		c.order = dayThenMonth
	case monthFirst:
		c.order = monthThenDay
	case decimalPoint:
		c.mark = '.'
	case decimalComma:
		c.mark = ','
	}
	return c
}

// text gives the text of a column; empty when the file has no such column.
func (r *row) text(c column) string {
	if c.at < 0 {
		return ""
	}
	return r.fields[c.at]
}

// flawed is the flaw of the row's value in a column.
func (r *row) flawed(c column, p *problem) error { return inColumn(c.at, r.text(c), p) }

// tidy makes clean text of a record's fields: trimmed UTF-8 in NFC. Plain tells that the
// block holds only ASCII without zero bytes.
func (r *reader) tidy(fields []string, plain bool) error {
	for i, text := range fields {
		if len(text) > longestField {
			return inColumn(i, text, fieldTooBig)
		}
		if plain || isASCII(text) && strings.IndexByte(text, 0) < 0 {
			fields[i] = trimmed(text)
			continue
		}
		if strings.IndexByte(text, 0) >= 0 {
			return inColumn(i, text, zeroByte)
		}
		if !utf8.ValidString(text) {
			if err := r.needEncoding(); err != nil {
				return err
			}
			if !r.windows1252 {
				return inColumn(i, text, notUTF8)
			}
			text = fromWindows1252(text)
		}
		fields[i] = normalised(text)
	}
	return nil
}
