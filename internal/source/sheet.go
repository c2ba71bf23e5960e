package source

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// A sheet of Excel is no larger.
const (
	mostRows    = 1 << 20
	mostColumns = 1 << 14
)

func (w *workbook) cut(progress func(int64), send func(block) error) error {
	b := block{}
	flush := func() error {
		if len(b.cells) == 0 {
			return nil
		}
		err := send(b)
		b = block{number: b.number + 1}
		return err
	}
	total := int64(w.parts[w.chosen].UncompressedSize64)
	told := func(read int64) { w.file.tellShare(progress, read, total) }
	err := w.eachRow(w.chosen, w.width, told, func(r row) error {
		if r.line == w.headLine {
			return nil
		}
		b.cells = append(b.cells, r)
		if len(b.cells) == batchRows {
			return flush()
		}
		return nil
	})
	if err == nil {
		err = flush()
	}
	w.file.tellShare(progress, 1, 1)
	return err
}

func (w *workbook) rows(b block) rows { return &b.cells }

// eachRow goes through the rows of a sheet that have cells: each has as many fields as
// its last filled cell asks for, and at least the width given.
func (w *workbook) eachRow(name string, width int, told func(int64), visit func(row) error) error {
	p, err := w.open(name)
	if err != nil {
		return err
	}
	defer p.packed.Close()
	p.budget.told = told
	s := sheetReader{workbook: w, part: p, width: width}
	return s.rowsLeft(visit)
}

// rowsLeft goes through the rows that are left, and to the end of the part.
func (s *sheetReader) rowsLeft(visit func(row) error) error {
	whole := false
	for {
		token, err := s.part.next()
		if err == io.EOF && whole {
			return nil
		}
		if err == io.EOF {
			err = errors.New("the sheet ends too early")
		}
		switch e := token.(type) {
		case xml.StartElement:
			err = s.start(e, whole)
		case xml.EndElement:
			whole = whole || e.Name.Local == "sheetData" // the rest is read for its checksum
			if e.Name.Local == "row" && s.filled {
				s.filled = false
				if err := visit(s.row); err != nil {
					return err
				}
			}
		}
		if err != nil {
			return s.damaged(err)
		}
	}
}

// sheetReader is at a row of a sheet.
type sheetReader struct {
	*workbook
	part   *part
	width  int // the columns that have names
	row    row
	column int // of the cell at hand, from 1
	filled bool
}

// start begins a row or reads a cell; behind the sheet's data it passes over everything.
func (s *sheetReader) start(e xml.StartElement, behind bool) error {
	switch {
	case behind:
	case e.Name.Local == "row":
		return s.begin(e)
	case e.Name.Local == "c":
		return s.cell(e)
	}
	return nil
}

// begin begins a row.
func (s *sheetReader) begin(e xml.StartElement) error {
	line := s.row.line + 1
	if text := attribute(e, "r"); text != "" {
		line, _ = strconv.Atoi(text)
	}
	if line <= s.row.line || line > mostRows {
		return fmt.Errorf("row %d follows on row %d", line, s.row.line)
	}
	s.row = row{line: line}
	s.column, s.filled = 0, false
	return nil
}

// cell reads a cell.
func (s *sheetReader) cell(e xml.StartElement) error {
	column := s.column + 1
	if name := attribute(e, "r"); name != "" {
		column = columnNumber(name)
	}
	if column <= s.column || column > mostColumns || s.row.line == 0 {
		return fmt.Errorf("the cell %s of row %d is out of place", attribute(e, "r"), s.row.line)
	}
	s.column = column
	value, err := s.value(attribute(e, "t"), attribute(e, "s"))
	if err != nil || value.text == "" {
		return err
	}
	if s.row.fields == nil && s.width < mostColumns {
		s.row.fields, s.row.exact = make([]string, s.width), make([]bool, s.width)
	}
	if column > len(s.row.fields) {
		s.row.fields = slices.Grow(s.row.fields, column-len(s.row.fields))[:column]
		s.row.exact = slices.Grow(s.row.exact, column-len(s.row.exact))[:column]
	}
	s.row.fields[column-1], s.row.exact[column-1] = value.text, value.number
	s.filled = true
	return nil
}

// value reads what is in a cell of a type and style.
func (s *sheetReader) value(kind, style string) (member, error) {
	var text strings.Builder
	inValue := false
	for {
		token, err := s.part.next()
		if err != nil {
			return member{}, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			inValue = e.Name.Local == "v"
			if e.Name.Local == "is" {
				rich, err := s.part.richText("is")
				if err != nil {
					return member{}, err
				}
				text.WriteString(rich)
			}
		case xml.CharData:
			if inValue {
				text.Write(e)
			}
		case xml.EndElement:
			inValue = false
			if e.Name.Local == "c" {
				return s.typed(kind, style, text.String())
			}
		}
	}
}

// typed reads the text of a cell as its type and style say.
func (s *sheetReader) typed(kind, style, text string) (member, error) {
	switch kind {
	case "s":
		i, err := strconv.Atoi(text)
		if text != "" && (err != nil || i < 0 || i >= len(s.texts)) {
			return member{}, fmt.Errorf("row %d names the text %q, which is not there", s.row.line, shown(text))
		}
		if text == "" {
			return member{}, nil
		}
		return member{text: s.texts[i]}, nil
	case "b":
		return member{text: strconv.FormatBool(text == "1" || text == "true")}, nil
	case "", "n":
		return s.number(style, text)
	}
	return member{text: unescaped(text)}, nil // text of its own, an error such as #N/A, or a date as ISO writes it
}

// columnNumber gives the number of a cell's column, from 1: 28 for AB7; 0 when there is none.
func columnNumber(cell string) (n int) {
	for i := 0; i < len(cell) && i < 4; i++ {
		letter := cell[i] &^ 0x20
		if letter < 'A' || letter > 'Z' {
			break
		}
		n = n*26 + int(letter-'A') + 1
	}
	return n
}
