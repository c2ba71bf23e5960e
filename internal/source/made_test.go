package source

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/compress"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"
	"github.com/klauspost/compress/zstd"
	"github.com/xuri/excelize/v2"
)

// packedZstd packs a content.
func packedZstd(t testing.TB, content string) string {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(w.EncodeAll([]byte(content), nil))
}

// named names a column of a Parquet file of a test.
func named(name string, kind arrow.DataType) arrow.Field {
	return arrow.Field{Name: name, Type: kind, Nullable: true}
}

// parquetOf makes a Parquet file of rows written as a JSON list, in groups of a few rows.
func parquetOf(t testing.TB, rows string, fields ...arrow.Field) string {
	t.Helper()
	schema := arrow.NewSchema(fields, nil)
	batch, _, err := array.RecordFromJSON(memory.DefaultAllocator, schema, strings.NewReader(rows))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	properties := parquet.NewWriterProperties(parquet.WithMaxRowGroupLength(3000), parquet.WithCompression(compress.Codecs.Snappy))
	w, err := pqarrow.NewFileWriter(schema, &b, properties, pqarrow.NewArrowWriterProperties(pqarrow.WithStoreSchema()))
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Write(batch); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// workbookOf makes a workbook with what a function puts into it.
func workbookOf(t testing.TB, fill func(*excelize.File) error, options ...excelize.Options) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if err := fill(f); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b, options...); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// sheetOf makes a workbook of one sheet of rows, from its first cell on.
func sheetOf(t testing.TB, rows ...[]any) string {
	t.Helper()
	return workbookOf(t, func(f *excelize.File) error { return setRows(f, "Sheet1", rows...) })
}

func setRows(f *excelize.File, sheet string, rows ...[]any) error {
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err == nil {
			err = f.SetSheetRow(sheet, cell, &row)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// styledRows puts rows into the first sheet, days and instants with the styles of such.
func styledRows(rows ...[]any) func(*excelize.File) error {
	return func(f *excelize.File) error {
		if err := setRows(f, "Sheet1", rows...); err != nil {
			return err
		}
		for i, row := range rows {
			for j, value := range row {
				at, ok := value.(time.Time)
				if !ok {
					continue
				}
				format := "dd/mm/yy"
				if j == 1 {
					format = "d mmm yyyy hh:mm"
				}
				style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
				cell, _ := excelize.CoordinatesToCellName(j+1, i+1)
				if err == nil {
					err = f.SetCellValue("Sheet1", cell, at)
				}
				if err == nil {
					err = f.SetCellStyle("Sheet1", cell, cell, style)
				}
				if err != nil {
					return err
				}
			}
		}
		return nil
	}
}
