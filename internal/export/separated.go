package export

import (
	"bufio"
	"encoding/csv"
	"io"
	"strings"
)

// separated writes CSV.
type separated struct {
	Table
	buffer *bufio.Writer
	csv    *csv.Writer // whose only buffer this is
	mark   byte        // before decimals
	guard  bool        // texts that look like formulas
	record []string
	text   []byte
}

// newSeparated begins with the header. The French form begins with a byte order mark,
// by which spreadsheet programs know UTF-8.
func newSeparated(w io.Writer, t Table) (Writer, error) {
	buffer := bufio.NewWriterSize(w, 1<<16)
	out := &separated{Table: t, buffer: buffer, csv: csv.NewWriter(buffer), mark: '.', record: make([]string, len(t.Columns))}
	if t.Format == FrenchCSV {
		out.csv.Comma, out.mark, out.guard = ';', ',', true
		if _, err := buffer.WriteString("\ufeff"); err != nil {
			return nil, err
		}
	}
	for i, column := range t.Columns {
		out.record[i] = out.guarded(column.Name)
	}
	return out, out.csv.Write(out.record)
}

func (w *separated) Write(row []Cell) error {
	for i, cell := range row {
		switch cell.kind {
		case nothing:
			w.record[i] = ""
		case texts:
			w.record[i] = w.guarded(cell.text)
		case numbers:
			w.text = w.Columns[i].append(w.text[:0], cell, w.mark)
			w.record[i] = string(w.text)
		}
	}
	if len(row) == 1 && w.record[0] == "" {
		return w.empty()
	}
	return w.csv.Write(w.record)
}

// empty writes the row of a single column that has nothing in it: without the quotes it
// would be an empty line, which readers pass over.
func (w *separated) empty() error {
	_, err := w.buffer.WriteString("\"\"\n")
	return err
}

func (w *separated) Close() error {
	w.csv.Flush()
	return w.csv.Error()
}

// guarded puts an apostrophe in front of a text that a spreadsheet program would take for
// a formula: whoever fills in a form of the shop must not run something on the desk of
// whoever opens the export.
func (w *separated) guarded(text string) string {
	if !w.guard || !formula(text) {
		return text
	}
	if w.Guarded != nil {
		w.Guarded()
	}
	return Guarded(text)
}

// Guarded gives a text as a file keeps it that a spreadsheet program may open: with an
// apostrophe in front where it would be taken for a formula.
func Guarded(text string) string {
	if !formula(text) {
		return text
	}
	return "'" + text
}

// formula tells whether a spreadsheet program may take a text for a formula. A sign with
// nothing but digits after it is none: phone numbers begin so. Of its own, it says that
// there is nothing.
func formula(text string) bool {
	if text == "" || !strings.ContainsRune("=+-@\t\r\n＝＋－＠", firstRune(text)) {
		return false
	}
	sign := text[0] == '+' || text[0] == '-'
	return !sign || strings.Trim(text[1:], "0123456789 .,\u00a0\u202f") != ""
}

func firstRune(text string) rune {
	for _, r := range text {
		return r
	}
	return 0
}
