package export

import (
	"bufio"
	"encoding/json"
	"io"

	"palier"
)

// objects writes a JSON object per row and line; what has no value is null.
type objects struct {
	Table
	out   *bufio.Writer
	names [][]byte // the keys, with what stands around them
	line  []byte
}

func newObjects(w io.Writer, t Table) (Writer, error) {
	out := &objects{Table: t, out: bufio.NewWriterSize(w, 1<<16)}
	for i, column := range t.Columns {
		name, err := json.Marshal(column.Name)
		if err != nil {
			return nil, err
		}
		before := byte(',')
		if i == 0 {
			before = '{'
		}
		out.names = append(out.names, append(append([]byte{before}, name...), ':'))
	}
	return out, nil
}

func (w *objects) Write(row []Cell) error {
	line := w.line[:0]
	for i, cell := range row {
		line = append(line, w.names[i]...)
		switch column := w.Columns[i]; {
		case cell.kind == nothing:
			line = append(line, "null"...)
		case cell.kind == numbers && column.Type == palier.FieldDay:
			line = append(column.append(append(line, '"'), cell, '.'), '"')
		case cell.kind == numbers:
			line = column.append(line, cell, '.')
		default:
			quoted, err := json.Marshal(cell.text)
			if err != nil {
				return err
			}
			line = append(line, quoted...)
		}
	}
	w.line = append(line, '}', '\n')
	_, err := w.out.Write(w.line)
	return err
}

func (w *objects) Close() error { return w.out.Flush() }
