package duckdb

import (
	"context"
	"fmt"

	"palier/internal/duckdb/driver"
)

// copiedRows is how many rows are copied at once.
const copiedRows = 500_000

// copyRows copies all rows of a table to a table with the same columns of another
// connection, a range of rows at a time, for results are in memory whole.
func copyRows(ctx context.Context, from *driver.Conn, table string, to *driver.Conn, copied string) error {
	last, err := integer(from.Query(ctx, "SELECT max(rowid) FROM "+table))
	if err != nil {
		return err
	}
	appender, err := to.Append("", copied)
	if err != nil {
		return err
	}
	for first := int64(0); first <= last; first += copiedRows {
		result, err := from.Query(ctx, fmt.Sprintf("SELECT * FROM %s WHERE rowid BETWEEN %d AND %d", table, first, first+copiedRows-1))
		if err == nil {
			err = addAll(appender, result)
		}
		if err != nil {
			appender.Discard()
			return err
		}
	}
	return appender.Close()
}

func addAll(to *driver.Appender, result *driver.Result) error {
	defer result.Close()
	for result.Next() {
		if err := to.AddChunk(result); err != nil {
			return err
		}
	}
	return nil
}
