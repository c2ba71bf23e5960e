package workspace

import (
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"os"

	"palier"
)

// RefusedRow is a row that a load refused, as the file of refused rows tells it.
type RefusedRow struct{ File, Line, Column, Value, Reason, Hint string }

// Refused is what a file of refused rows tells.
type Refused struct {
	First   []RefusedRow
	Rows    int64
	Reasons []Reason // the most frequent first
}

// ReadRefused reads a file of refused rows, and gives the first of them, at most so many. A
// file that is not there tells of none.
func ReadRefused(path string, most int) (r Refused, err error) {
	const tried = "read the refused rows"
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil
	}
	if err != nil {
		return r, palier.Fail(palier.Internal, tried, err)
	}
	defer file.Close()
	records := csv.NewReader(file)
	records.FieldsPerRecord = 6
	var why reasons
	for line := 0; ; line++ {
		row, err := records.Read()
		switch {
		case errors.Is(err, io.EOF):
			r.Reasons = why.list()
			return r, nil
		case err != nil:
			return r, palier.Fail(palier.Internal, tried, err)
		case line == 0:
			continue // the names of the columns
		}
		r.Rows++
		why.add(row[2], row[4], row[5])
		if len(r.First) < most {
			r.First = append(r.First, RefusedRow{row[0], row[1], row[2], row[3], row[4], row[5]})
		}
	}
}
