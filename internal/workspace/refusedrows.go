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

// RefusedRows reads the first rows of a file of refused rows; none where there is no file.
func RefusedRows(path string, most int) (rows []RefusedRow, err error) {
	const tried = "read the refused rows"
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, palier.Fail(palier.Internal, tried, err)
	}
	defer file.Close()
	records := csv.NewReader(file)
	records.FieldsPerRecord, records.ReuseRecord = 6, true
	for i := 0; len(rows) < most; i++ {
		r, err := records.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, palier.Fail(palier.Internal, tried, err)
		}
		if i > 0 { // below the names
			rows = append(rows, RefusedRow{r[0], r[1], r[2], r[3], r[4], r[5]})
		}
	}
	return rows, nil
}
