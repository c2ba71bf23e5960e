package driver

import (
	"unsafe"

	bindings "github.com/duckdb/duckdb-go-bindings"
)

// Result is the rows of a query, in chunks of up to 2,048.
type Result struct {
	raw   bindings.Result
	chunk bindings.DataChunk
	rows  int
	err   error
}

func (r *Result) fail() error {
	defer r.Close()
	return r.failure()
}

// failure is what DuckDB says went wrong.
func (r *Result) failure() error {
	err := classify(bindings.ResultError(&r.raw))
	switch bindings.ResultErrorType(&r.raw) {
	case bindings.ErrorTypeInterrupt:
		err.Kind = Interrupted
	case bindings.ErrorTypeOutOfMemory:
		err.Kind = Full
	case bindings.ErrorTypeFatal:
		if err.Kind == Other {
			err.Kind = Broken
		}
	}
	return err
}

// Next goes to the next chunk, the first one at first. The columns of the chunk before
// are then gone. After the last chunk of a stream Err tells whether it was the last.
func (r *Result) Next() bool {
	bindings.DestroyDataChunk(&r.chunk)
	r.chunk = bindings.FetchChunk(r.raw)
	if r.chunk.Ptr == nil {
		r.rows = 0
		if bindings.ResultError(&r.raw) != "" {
			r.err = r.failure()
		}
		return false
	}
	r.rows = int(bindings.DataChunkGetSize(r.chunk))
	return true
}

// Err is why a stream ended before its last row.
func (r *Result) Err() error { return r.err }

// Rows is how many rows the chunk has.
func (r *Result) Rows() int { return r.rows }

// Columns is how many columns the rows have.
func (r *Result) Columns() int { return int(bindings.ColumnCount(&r.raw)) }

// Close frees the rows. Closing twice is allowed.
func (r *Result) Close() {
	bindings.DestroyDataChunk(&r.chunk)
	bindings.DestroyResult(&r.raw)
}

// Fixed types are those whose values lie in a column as they are in Go. An int is a
// BIGINT: DuckDB runs on machines of 64 bits.
type Fixed interface {
	~bool | ~int | ~int8 | ~uint8 | ~int16 | ~uint16 | ~int32 | ~uint32 | ~int64 | ~uint64
}

// Column gives a column of the chunk. T is the Go type as wide as the column's: int32
// for INTEGER and DATE, int64 for BIGINT and TIMESTAMP (microseconds since 1970).
func Column[T Fixed](r *Result, column int) []T {
	vector := bindings.DataChunkGetVector(r.chunk, bindings.IdxT(column))
	return unsafe.Slice((*T)(bindings.VectorGetData(vector)), r.rows)
}

// Text is a column of VARCHAR.
type Text []text

// Text gives a column of VARCHAR.
func (r *Result) Text(column int) Text {
	vector := bindings.DataChunkGetVector(r.chunk, bindings.IdxT(column))
	return unsafe.Slice((*text)(bindings.VectorGetData(vector)), r.rows)
}

// At gives a copy of the text of a row.
func (t Text) At(row int) string { return string(t[row].bytes()) }

// Nulls are the rows of a column without a value.
type Nulls []uint64

// Nulls tells which rows of a column have no value.
func (r *Result) Nulls(column int) Nulls {
	vector := bindings.DataChunkGetVector(r.chunk, bindings.IdxT(column))
	mask := bindings.VectorGetValidity(vector)
	if mask == nil {
		return nil
	}
	return unsafe.Slice((*uint64)(mask), (r.rows+63)/64)
}

// At tells whether the row has no value.
func (n Nulls) At(row int) bool { return n != nil && n[row/64]>>(row%64)&1 == 0 }
