package source

import "bytes"

// walker follows one record through the bytes of a file, in as many pieces as they come,
// to find where it ends. It agrees with records on what a record is, broken ones
// included: those end with the line in which they break.
type walker struct {
	delimiter byte
	place     place
	lines     int // line ends passed inside quotes
	opened    int // lines, when the latest quote opened
}

// place is where in a record a walker stands.
type place uint8

const (
	atField     place = iota // before the first byte of a field
	inPlain                  // in a field without quotes
	inQuotes                 // in a field with quotes
	afterQuote               // after a quote in such a field: its end, or half of a doubled one
	afterReturn              // after that and a carriage return
	inBroken                 // after a quote that makes no sense: nothing but the line's end ends it
)

// walk goes on through b. It returns how far the record reaches, and whether it ended.
func (w *walker) walk(b []byte) (n int, ended bool) {
	for n < len(b) {
		switch w.place {
		case atField:
			w.place = inPlain
			if b[n] == '"' {
				w.open()
				n++
			}
		case inPlain:
			length, ended := w.plain(b[n:])
			n += length
			if ended {
				return n, true
			}
		case inQuotes:
			n += w.quotes(b[n:])
		case afterQuote, afterReturn:
			if b[n] == '\n' {
				return n + 1, true
			}
			w.place = w.after(b[n])
			n++
		case inBroken:
			if end := bytes.IndexByte(b[n:], '\n'); end >= 0 {
				return n + end + 1, true
			}
			return len(b), false
		}
	}
	return n, false
}

func (w *walker) open() {
	w.place = inQuotes
	w.opened = w.lines
}

// plain goes to the end of the line or to the first quote in it.
func (w *walker) plain(b []byte) (n int, ended bool) {
	end := bytes.IndexByte(b, '\n')
	line := b
	if end >= 0 {
		line = b[:end]
	}
	quote := bytes.IndexByte(line, '"')
	switch {
	case quote > 0 && line[quote-1] == w.delimiter:
		w.open()
		return quote + 1, false
	case quote >= 0:
		w.place = inBroken
		return quote + 1, false
	case end >= 0:
		return end + 1, true
	}
	if line[len(line)-1] == w.delimiter {
		w.place = atField
	}
	return len(line), false
}

// quotes goes behind the next quote.
func (w *walker) quotes(b []byte) int {
	quote := bytes.IndexByte(b, '"')
	if quote < 0 {
		w.lines += bytes.Count(b, newline)
		return len(b)
	}
	w.lines += bytes.Count(b[:quote], newline)
	w.place = afterQuote
	return quote + 1
}

// after tells where a byte behind a quote, or behind a quote and a carriage return, leads.
func (w *walker) after(b byte) place {
	switch {
	case w.place == afterReturn:
		return inBroken
	case b == '"':
		return inQuotes
	case b == w.delimiter:
		return atField
	case b == '\r':
		return afterReturn
	}
	return inBroken
}

var newline = []byte{'\n'}
