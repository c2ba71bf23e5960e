package export

import (
	"io"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/decimal128"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/compress"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"

	"palier"
)

// groupRows is how many rows a row group has: all that is held in memory.
const groupRows = 1 << 16

// decimalPrecision is how many digits a decimal has: those of an int64.
const decimalPrecision = 18

// columnar writes Parquet, a row group at a time.
type columnar struct {
	columns []Column
	file    *pqarrow.FileWriter
	rows    *array.RecordBuilder
	count   int
}

func newColumnar(w io.Writer, t Table) (Writer, error) {
	fields := make([]arrow.Field, len(t.Columns))
	for i, column := range t.Columns {
		fields[i] = arrow.Field{Name: column.Name, Type: column.arrow(), Nullable: true}
	}
	schema := arrow.NewSchema(fields, nil)
	properties := parquet.NewWriterProperties(parquet.WithCompression(compress.Codecs.Snappy), parquet.WithCreatedBy("palier"))
	// Closing a file of Parquet closes what it is written to, which is not ours to close.
	file, err := pqarrow.NewFileWriter(schema, struct{ io.Writer }{w}, properties, pqarrow.DefaultWriterProps())
	if err != nil {
		return nil, err
	}
	return &columnar{t.Columns, file, array.NewRecordBuilder(memory.DefaultAllocator, schema), 0}, nil
}

func (c Column) arrow() arrow.DataType {
	switch {
	case c.textual():
		return arrow.BinaryTypes.String
	case c.Type == palier.FieldDay:
		return arrow.FixedWidthTypes.Date32
	case c.Type == palier.FieldBool:
		return arrow.FixedWidthTypes.Boolean
	case c.Decimals == 0 && c.Type == palier.FieldNumber:
		return arrow.PrimitiveTypes.Int64
	}
	return &arrow.Decimal128Type{Precision: decimalPrecision, Scale: int32(c.Decimals)}
}

func (w *columnar) Write(row []Cell) error {
	for i, cell := range row {
		if err := put(w.rows.Field(i), w.columns[i], cell); err != nil {
			return err
		}
	}
	if w.count++; w.count == groupRows {
		return w.group()
	}
	return nil
}

// put adds a cell to its column; nothing for a text in a column of something else.
func put(to array.Builder, c Column, cell Cell) error {
	if cell.kind == nothing || cell.kind == texts && !c.textual() {
		to.AppendNull()
		return nil
	}
	switch b := to.(type) {
	case *array.StringBuilder:
		b.Append(cell.text)
	case *array.Date32Builder:
		b.Append(arrow.Date32(cell.number))
	case *array.BooleanBuilder:
		b.Append(cell.number != 0)
	case *array.Int64Builder:
		b.Append(cell.number)
	case *array.Decimal128Builder:
		const limit = 1_000_000_000_000_000_000 // decimalPrecision digits
		if cell.number <= -limit || cell.number >= limit {
			return palier.Refusef("write Parquet", "choose csv", "%s has a number with more than %d digits", c.Name, decimalPrecision)
		}
		b.Append(decimal128.FromI64(cell.number))
	}
	return nil
}

// group writes the rows held.
func (w *columnar) group() error {
	batch := w.rows.NewRecordBatch()
	defer batch.Release()
	w.count = 0
	return w.file.Write(batch)
}

func (w *columnar) Close() error {
	if w.count > 0 {
		if err := w.group(); err != nil {
			return err
		}
	}
	return w.file.Close()
}
