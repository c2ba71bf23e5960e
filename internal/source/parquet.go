package source

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"

	"palier"
)

const parquetMagic = "PAR1"

// columnar is a Parquet file. Its values become the texts that the same table has as CSV;
// the fields of a struct are columns of their own, as objects in JSON are.
type columnar struct {
	file   *File
	fields []arrow.Field
	exact  []bool // by column
}

// openParquet reads the schema.
func (f *File) openParquet() (names []string, err error) {
	c := &columnar{file: f}
	f.form = c
	f.notes = append(f.notes, "read as Parquet")
	defer c.spare(&err)
	reader, err := c.open()
	if err != nil {
		return nil, err
	}
	schema, err := reader.Schema()
	if err != nil {
		return nil, c.damaged(err)
	}
	c.fields = schema.Fields()
	for _, field := range c.fields {
		names = c.column(names, "", field, deepest)
	}
	return names, nil
}

// column adds the names of the columns that a field is taken apart into.
func (c *columnar) column(names []string, prefix string, field arrow.Field, depth int) []string {
	if inner, ok := field.Type.(*arrow.StructType); ok && depth > 1 {
		for _, part := range inner.Fields() {
			names = c.column(names, prefix+field.Name+".", part, depth-1)
		}
		return names
	}
	c.exact = append(c.exact, isNumeric(field.Type))
	return append(names, prefix+field.Name)
}

// open opens a reading of the file. It takes pages one by one, and none of more than
// 256 MiB unpacked.
func (c *columnar) open() (*pqarrow.FileReader, error) {
	properties := parquet.NewReaderProperties(memory.DefaultAllocator)
	properties.BufferedStreamEnabled = true
	info, err := c.file.file.Stat()
	if err != nil {
		return nil, unreadable(c.file.name, err)
	}
	inner, err := file.NewParquetReader(io.NewSectionReader(c.file.file, 0, info.Size()), file.WithReadProps(properties))
	if err != nil {
		return nil, c.damaged(err)
	}
	reader, err := pqarrow.NewFileReader(inner, pqarrow.ArrowReadProperties{BatchSize: batchRows}, memory.DefaultAllocator)
	if err != nil {
		return nil, c.damaged(err)
	}
	return reader, nil
}

func (c *columnar) cut(progress func(int64), send func(block) error) (err error) {
	defer c.spare(&err)
	reader, err := c.open()
	if err != nil {
		return err
	}
	total := reader.ParquetReader().NumRows()
	batches, err := reader.GetRecordReader(context.Background(), nil, nil)
	if err != nil {
		return c.damaged(err)
	}
	defer batches.Release()
	rows := int64(0)
	for number := 0; batches.Next(); number++ {
		batch := batches.RecordBatch()
		b := block{number: number, cells: c.cells(batch, int(rows)+1)}
		rows += batch.NumRows()
		if err := send(b); err != nil {
			return err
		}
		c.file.tellShare(progress, rows, total)
	}
	if err := batches.Err(); err != nil && err != io.EOF {
		return c.damaged(err)
	}
	if rows != total {
		return c.damaged(fmt.Errorf("it says that it has %d rows, and has %d", total, rows))
	}
	return nil
}

// cells makes rows of a batch. The first has the number given.
func (c *columnar) cells(batch arrow.RecordBatch, first int) cells {
	rows := make(cells, batch.NumRows())
	width := len(c.exact)
	fields, exact := make([]string, len(rows)*width), slices.Repeat(c.exact, len(rows))
	for i := range rows {
		from, to := i*width, (i+1)*width
		rows[i] = row{line: first + i, fields: fields[from:to:to], exact: exact[from:to:to]}
	}
	at := 0
	for i := range c.fields {
		at = rows.fill(at, batch.Column(i), nil, deepest)
	}
	return rows
}

func (c *columnar) rows(b block) rows { return &b.cells }

// damaged is the error of a file that is no sound Parquet.
func (c *columnar) damaged(err error) error {
	return &palier.Error{Code: palier.Invalid, Tried: c.file.tried(), Reason: "the Parquet file is damaged, or written in a way that is not known", Hint: "export it again, or as CSV", Err: err}
}

// spare turns a panic of the library over a damaged file into an error.
func (c *columnar) spare(err *error) {
	if cause := recover(); cause != nil {
		*err = c.damaged(fmt.Errorf("%v", cause))
	}
}

// tellShare tells progress as the share of the file's bytes that so much of a total is.
func (f *File) tellShare(progress func(int64), done, total int64) {
	if progress == nil || total <= 0 {
		return
	}
	if info, err := f.file.Stat(); err == nil {
		progress(int64(float64(info.Size()) * min(1, float64(done)/float64(total))))
	}
}
