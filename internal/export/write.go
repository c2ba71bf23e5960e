package export

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"io"

	"palier"
)

// Writer writes contacts one after the other. Close ends the file, not the stream.
type Writer interface {
	Write(*palier.ContactState) error
	Close() error
}

// Format says what an export is made of.
type Format struct {
	Columns  []Column
	Model    *palier.Model
	Currency palier.Currency
}

// NewCSV writes a header and a line per contact, with commas and points.
func NewCSV(w io.Writer, f Format) (Writer, error) {
	out := &csvWriter{Format: f, csv: csv.NewWriter(w), record: make([]string, len(f.Columns))}
	for i, column := range f.Columns {
		out.record[i] = column.Name
	}
	return out, out.csv.Write(out.record)
}

type csvWriter struct {
	Format
	csv    *csv.Writer
	record []string
}

func (w *csvWriter) Write(s *palier.ContactState) error {
	for i, column := range w.Columns {
		w.record[i] = column.Text(s, w.Model, w.Currency)
	}
	return w.csv.Write(w.record)
}

func (w *csvWriter) Close() error {
	w.csv.Flush()
	return w.csv.Error()
}

// NewJSONLines writes a JSON object per contact and line; what has no value is null.
func NewJSONLines(w io.Writer, f Format) Writer {
	return &jsonWriter{Format: f, out: bufio.NewWriter(w)}
}

type jsonWriter struct {
	Format
	out *bufio.Writer
}

func (w *jsonWriter) Write(s *palier.ContactState) error {
	line := []byte{'{'}
	for i, column := range w.Columns {
		if i > 0 {
			line = append(line, ',')
		}
		line = append(append(append(line, '"'), column.Name...), `":`...)
		switch text := column.Text(s, w.Model, w.Currency); {
		case text == "":
			line = append(line, "null"...)
		case column.Number:
			line = append(line, text...)
		default:
			quoted, err := json.Marshal(text)
			if err != nil {
				return err
			}
			line = append(line, quoted...)
		}
	}
	_, err := w.out.Write(append(line, '}', '\n'))
	return err
}

func (w *jsonWriter) Close() error { return w.out.Flush() }
