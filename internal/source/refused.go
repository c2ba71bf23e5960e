package source

import (
	"encoding/csv"
	"io"
	"strconv"

	"palier"
)

// RefusalWriter writes refusals as CSV: file, line, column, value, reason, hint. Values
// are written as they were read: a spreadsheet may take one that begins with = or @ for
// a formula.
type RefusalWriter struct {
	csv   *csv.Writer
	files []string
	begun bool
}

// NewRefusalWriter makes a writer of the refusals of a load with the files named.
func NewRefusalWriter(w io.Writer, files []string) *RefusalWriter {
	return &RefusalWriter{csv: csv.NewWriter(w), files: files}
}

// Write adds one refusal. Errors are told by Flush.
func (w *RefusalWriter) Write(r palier.Refusal) {
	w.begin()
	w.put(w.files[r.File], strconv.Itoa(r.Line), r.Column, r.Value, r.Reason, r.Hint)
}

// begin writes the names of the columns, once.
func (w *RefusalWriter) begin() {
	if !w.begun {
		w.begun = true
		w.put("file", "line", "column", "value", "reason", "hint")
	}
}

// put writes a record; the csv.Writer keeps its error.
func (w *RefusalWriter) put(record ...string) { _ = w.csv.Write(record) }

// Flush writes what is still buffered, the names of the columns at least, and returns
// the first error there was.
func (w *RefusalWriter) Flush() error {
	w.begin()
	w.csv.Flush()
	return w.csv.Error()
}
