package duckdb

import (
	"palier"
	"palier/internal/duckdb/driver"
)

// each calls row for every row of a result and closes it. It takes what Query gives.
func each(result *driver.Result, err error, row func(r *driver.Result, i int)) error {
	if err != nil {
		return err
	}
	defer result.Close()
	for result.Next() {
		for i := range result.Rows() {
			row(result, i)
		}
	}
	return nil
}

// integer gives the BIGINT of the first row and column, 0 for none and for NULL.
func integer(result *driver.Result, err error) (int64, error) {
	value := int64(0)
	err = each(result, err, func(r *driver.Result, i int) {
		if !r.Nulls(0).At(i) {
			value = driver.Column[int64](r, 0)[i]
		}
	})
	return value, err
}

// dayAt gives a day of a column of DATE, NoDay for NULL.
func dayAt(r *driver.Result, column, row int) palier.Day {
	if r.Nulls(column).At(row) {
		return palier.NoDay
	}
	return driver.Column[palier.Day](r, column)[row]
}

// date is the parameter for a day.
func date(day palier.Day) any {
	if !day.Exists() {
		return nil
	}
	return driver.Date(day)
}
