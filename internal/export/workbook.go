package export

import (
	"archive/zip"
	"bufio"
	"io"
	"strconv"

	"github.com/klauspost/compress/flate"

	"palier"
)

// What a sheet has room for (ECMA-376 leaves it open; Excel's specifications).
const (
	sheetRows    = 1 << 20
	sheetColumns = 1 << 14
	cellLength   = 32_767 // of a text, in UTF-16 units
)

// firstSerial is the first day whose serial number all spreadsheet programs agree on:
// before it some of them know a 29 February 1900.
var firstSerial = palier.DayOf(1900, 3, 1)

// workbook writes a workbook of one sheet (ECMA-376, SpreadsheetML). Texts stand in their
// cells and not in a list of shared ones, which would have to be kept until the end.
type workbook struct {
	Table
	zip     *zip.Writer
	sheet   *bufio.Writer
	letters []string // of the columns
	styles  []int    // of their numbers
	row     int      // the last one written, from 1
	line    []byte
}

func newWorkbook(w io.Writer, t Table) (Writer, error) {
	if len(t.Columns) > sheetColumns {
		return nil, palier.Refusef("write a workbook", "choose csv or parquet, or fewer columns", "a sheet has room for %d columns, and these are %d", sheetColumns, len(t.Columns))
	}
	if t.Rows >= sheetRows {
		return nil, tooLong(t.Rows)
	}
	book := &workbook{Table: t, zip: zip.NewWriter(w)}
	book.zip.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, 4) })
	look := newLook(t.Columns)
	for _, part := range workbookParts(look) {
		if err := book.part(part.name, part.text); err != nil {
			return nil, err
		}
	}
	sheet, err := book.zip.Create(sheetPart)
	if err != nil {
		return nil, err
	}
	book.sheet, book.styles = bufio.NewWriterSize(sheet, 1<<16), look.styles
	for i := range t.Columns {
		book.letters = append(book.letters, letters(i))
	}
	return book, book.begin()
}

func tooLong(rows int64) error {
	return palier.Refusef("write a workbook", "choose csv or parquet, or narrow down who is exported", "a sheet has room for %d rows below its header, and these are %d", sheetRows-1, rows)
}

func (w *workbook) part(name, text string) error {
	part, err := w.zip.Create(name)
	if err == nil {
		_, err = io.WriteString(part, text)
	}
	return err
}

// begin writes the header, which stays in sight.
func (w *workbook) begin() error {
	line := append([]byte(nil), sheetStart...)
	for i, column := range w.Columns {
		line = appendWidth(line, i, column)
	}
	line = append(line, `</cols><sheetData>`...)
	w.row++
	line = w.startRow(line)
	for i, column := range w.Columns {
		if err := w.fits(i, column.Name); err != nil {
			return err
		}
		line = w.appendText(line, i, styleHeader, column.Name)
	}
	_, err := w.sheet.Write(append(line, `</row>`...))
	return err
}

func (w *workbook) Write(row []Cell) error {
	if w.row++; w.row > sheetRows {
		return tooLong(int64(w.row - 1))
	}
	line := w.startRow(w.line[:0])
	for i, cell := range row {
		switch {
		case cell.kind == nothing:
		case cell.kind == numbers && w.exact(i, cell):
			line = w.appendNumber(line, i, cell)
		default:
			text := cell.text
			if cell.kind == numbers {
				text = string(w.Columns[i].append(nil, cell, '.'))
			}
			if err := w.fits(i, text); err != nil {
				return err
			}
			line = w.appendText(line, i, styleText, text)
		}
	}
	w.line = append(line, `</row>`...)
	_, err := w.sheet.Write(w.line)
	return err
}

// exact tells whether a spreadsheet program, which knows binary numbers only, shows the
// number as it is. Others are written as texts.
func (w *workbook) exact(i int, cell Cell) bool {
	if w.Columns[i].Type == palier.FieldDay {
		return palier.Day(cell.number) >= firstSerial
	}
	const limit = 1_000_000_000_000_000 // 15 digits
	return -limit < cell.number && cell.number < limit
}

// fits refuses a text that a cell would have to cut off.
func (w *workbook) fits(i int, text string) error {
	if len(text) <= cellLength {
		return nil
	}
	length := 0
	for _, r := range text {
		if length++; r > 0xffff {
			length++
		}
	}
	if length <= cellLength {
		return nil
	}
	return palier.Refusef("write a workbook", "choose csv or parquet, or leave the column out",
		"a cell has room for %d characters, and a text of %q in row %d has %d", cellLength, w.Columns[i].Name, w.row, length)
}

// Close ends the sheet. Texts that look like numbers are meant to.
func (w *workbook) Close() error {
	end := `</sheetData><ignoredErrors><ignoredError sqref="A1:` + letters(len(w.Columns)-1) + strconv.Itoa(w.row) + `" numberStoredAsText="1"/></ignoredErrors></worksheet>`
	if _, err := w.sheet.WriteString(end); err != nil {
		return err
	}
	if err := w.sheet.Flush(); err != nil {
		return err
	}
	return w.zip.Close()
}
