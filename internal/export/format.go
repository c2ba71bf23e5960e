package export

import (
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"palier"
)

// Format is how a file is written.
type Format string

// The formats.
const (
	CSV       Format = "csv"     // for programs: commas, points, names
	FrenchCSV Format = "csv-fr"  // for people with a French spreadsheet program
	Workbook  Format = "xlsx"    // for people: one sheet; numbers, days and texts told apart
	Parquet   Format = "parquet" // for analyses: every column has a type
	JSONLines Format = "json"    // an object per line
)

// Formats lists the formats.
func Formats() []Format { return []Format{CSV, FrenchCSV, Workbook, Parquet, JSONLines} }

// ParseFormat reads the name of a format.
func ParseFormat(name string) (Format, error) {
	for _, format := range Formats() {
		if string(format) == name {
			return format, nil
		}
	}
	return "", palier.Refuse("write the format "+strconv.Quote(name), "there is no such format", "choose csv, csv-fr, xlsx, parquet or json")
}

// FormatOf gives the format that a file's name asks for, if it does.
func FormatOf(path string) (Format, bool) {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv":
		return CSV, true
	case ".xlsx":
		return Workbook, true
	case ".parquet":
		return Parquet, true
	case ".json", ".jsonl", ".ndjson":
		return JSONLines, true
	}
	return "", false
}

// Readable tells whether the format is text, which a terminal can show.
func (f Format) Readable() bool { return f != Workbook && f != Parquet }

// ContentType is what a format is called in answers.
func (f Format) ContentType() string {
	switch f {
	case Workbook:
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	case Parquet:
		return "application/vnd.apache.parquet"
	case JSONLines:
		return "application/jsonl"
	}
	return "text/csv; charset=utf-8"
}

// Table is a file to be written.
type Table struct {
	Format  Format
	Columns []Column
	Rows    int64 // how many will come, where it is known: what has no room for them is refused before anything is written

	// Guarded is told of each text that was changed because a spreadsheet program would
	// take it for a formula; may be nil.
	Guarded func()
}

// Writer takes the rows of a file, each with a cell per column. Close ends the file, not
// the stream; without it the file is not whole.
type Writer interface {
	Write(row []Cell) error
	Close() error
}

// New begins a file.
func New(w io.Writer, t Table) (Writer, error) {
	if err := t.check(); err != nil {
		return nil, err
	}
	switch t.Format {
	case CSV, FrenchCSV:
		return newSeparated(w, t)
	case Workbook:
		return newWorkbook(w, t)
	case Parquet:
		return newColumnar(w, t)
	case JSONLines:
		return newObjects(w, t)
	}
	_, err := ParseFormat(string(t.Format))
	return nil, err
}

// check refuses columns that a reader could not tell apart.
func (t Table) check() error {
	seen := map[string]bool{}
	for _, column := range t.Columns {
		if seen[column.Name] {
			return palier.Refusef("write the columns", "give one of them another label: NAME=LABEL", "two are called %q", column.Name)
		}
		seen[column.Name] = true
	}
	if len(t.Columns) == 0 {
		return palier.Refuse("write the columns", "there is none", "name at least one")
	}
	return nil
}
