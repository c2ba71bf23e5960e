package source

import (
	"encoding/csv"
	"errors"
	"strings"
)

// Why a record cannot be split into fields.
var (
	bareQuote   = &problem{"a quote stands inside a field that does not begin with one", "put the field in quotes and double the quotes in it"}
	strayQuote  = &problem{"text follows the quote that closes a field", "close each quote that is opened, and double those that are part of a field"}
	rowTooBig   = &problem{"the row is longer than 2 MiB", "shorten it; a quote that is never closed also makes a row too long"}
	fieldTooBig = &problem{"the field is longer than 1 MiB", "shorten it"}
)

// records splits text into records and these into fields. Text with a quote anywhere is
// left to encoding/csv; other text is split into slices of itself, which comes to the
// same and takes little more than half the time.
type records struct {
	rest      string // without quotes: what is left of the text
	delimiter byte
	following int // the line on which rest begins

	standard *csv.Reader // with quotes
	first    int         // then: the line on which the text begins
	length   int         // then: of the text
}

func newRecords(text string, delimiter byte, line int) records {
	if strings.IndexByte(text, '"') < 0 {
		return records{rest: text, delimiter: delimiter, following: line}
	}
	standard := csv.NewReader(strings.NewReader(text))
	standard.Comma = rune(delimiter)
	standard.FieldsPerRecord = -1
	standard.ReuseRecord = true
	return records{standard: standard, first: line, length: len(text)}
}

// next goes to the next record. Blank lines are none.
func (r *records) next(to *row) bool {
	if r.standard != nil {
		return r.nextStandard(to)
	}
	for r.rest != "" {
		line := r.rest
		if end := strings.IndexByte(line, '\n'); end >= 0 {
			line, r.rest = line[:end], line[end+1:]
		} else {
			r.rest = ""
		}
		to.line = r.following
		r.following++
		if n := len(line); n > 0 && line[n-1] == '\r' {
			line = line[:n-1]
		}
		if line != "" {
			to.split(line, r.delimiter)
			return true
		}
	}
	return false
}

// split takes a line without quotes apart.
func (r *row) split(line string, delimiter byte) {
	fields := r.fields[:0]
	start := 0
	for i := range len(line) {
		if line[i] == delimiter {
			fields = append(fields, line[start:i])
			start = i + 1
		}
	}
	r.fields = append(fields, line[start:])
}

// nextStandard goes to the next record as encoding/csv reads it.
func (r *records) nextStandard(to *row) bool {
	fields, err := r.standard.Read()
	if err == nil {
		line, _ := r.standard.FieldPos(0)
		to.line, to.fields, to.broken = r.first+line-1, fields, nil
		return true
	}
	var bad *csv.ParseError
	if !errors.As(err, &bad) { // the end: a text has no other errors
		return false
	}
	to.line, to.fields, to.broken = r.first+bad.StartLine-1, nil, strayQuote
	if errors.Is(err, csv.ErrBareQuote) {
		to.broken = bareQuote
	}
	return true
}

// atEnd tells whether the record at hand reaches to the end of the text.
func (r *records) atEnd() bool {
	if r.standard != nil {
		return r.standard.InputOffset() == int64(r.length)
	}
	return r.rest == ""
}
