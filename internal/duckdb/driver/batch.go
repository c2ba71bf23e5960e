package driver

import (
	"runtime"
	"unsafe"

	bindings "github.com/duckdb/duckdb-go-bindings"
)

// Capacity is how many rows a Batch holds.
const Capacity = 2048

// Type is the type of a column of a Batch.
type Type bindings.Type

// The types that batches have.
const (
	UTinyInt = Type(bindings.TypeUTinyInt)
	Integer  = Type(bindings.TypeInteger)
	BigInt   = Type(bindings.TypeBigInt)
	UBigInt  = Type(bindings.TypeUBigInt)
	DateType = Type(bindings.TypeDate)
	Varchar  = Type(bindings.TypeVarchar)
)

// Batch is up to Capacity rows being filled column by column, to be appended. It is one
// goroutine's at a time. Texts of more than 12 bytes are copied to the batch's own
// memory, which does not move, and their addresses given to DuckDB: no call of C per text.
type Batch struct {
	chunk bindings.DataChunk
	data  []unsafe.Pointer
	bytes []byte
	pins  runtime.Pinner
}

// NewBatch makes an empty batch.
func NewBatch(types []Type) *Batch {
	logical := make([]bindings.LogicalType, len(types))
	for i, t := range types {
		logical[i] = bindings.CreateLogicalType(bindings.Type(t))
	}
	b := &Batch{chunk: bindings.CreateDataChunk(logical), data: make([]unsafe.Pointer, len(types))}
	for i := range logical {
		bindings.DestroyLogicalType(&logical[i])
	}
	b.point()
	return b
}

func (b *Batch) point() {
	for i := range b.data {
		b.data[i] = bindings.VectorGetData(bindings.DataChunkGetVector(b.chunk, bindings.IdxT(i)))
	}
}

// Reset empties the batch.
func (b *Batch) Reset() {
	bindings.DataChunkReset(b.chunk)
	b.point()
	b.bytes = b.bytes[:0]
}

// Close frees the batch.
func (b *Batch) Close() {
	bindings.DestroyDataChunk(&b.chunk)
	b.pins.Unpin()
}

// Fill gives a column to write to, Capacity rows long. T is as for Column.
func Fill[T Fixed](b *Batch, column int) []T {
	return unsafe.Slice((*T)(b.data[column]), Capacity)
}

// SetText writes a text.
func (b *Batch) SetText(column, row int, s string) {
	t := &unsafe.Slice((*text)(b.data[column]), Capacity)[row]
	if len(s) <= inlineBytes {
		t.set(unsafe.Slice(unsafe.StringData(s), len(s)))
		return
	}
	t.set(b.keep(s))
}

// keep copies s to memory of the batch that does not move. What is full stays until the
// batch is closed, for earlier texts lie there; it doubles, so that this ends soon.
func (b *Batch) keep(s string) []byte {
	if cap(b.bytes)-len(b.bytes) < len(s) {
		b.bytes = make([]byte, 0, max(2*cap(b.bytes), 64<<10, len(s)))
		b.pins.Pin(unsafe.SliceData(b.bytes))
	}
	from := len(b.bytes)
	b.bytes = append(b.bytes, s...)
	return b.bytes[from:]
}

// SetNull takes the value of a row away.
func (b *Batch) SetNull(column, row int) {
	setNull(bindings.DataChunkGetVector(b.chunk, bindings.IdxT(column)), row)
}

func setNull(vector bindings.Vector, row int) { writableNulls(vector).set(row) }

// writableNulls gives the rows without a value of a column being written.
func writableNulls(vector bindings.Vector) Nulls {
	bindings.VectorEnsureValidityWritable(vector)
	return unsafe.Slice((*uint64)(bindings.VectorGetValidity(vector)), Capacity/64)
}

func (n Nulls) set(row int) { n[row/64] &^= 1 << (row % 64) }
