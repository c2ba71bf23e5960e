package export

import (
	"strconv"
	"unicode/utf8"

	"palier"
)

func (w *workbook) startRow(line []byte) []byte {
	line = append(line, `<row r="`...)
	line = strconv.AppendInt(line, int64(w.row), 10)
	return append(line, `">`...)
}

// startCell begins a cell up to the end of its style.
func (w *workbook) startCell(line []byte, column, style int) []byte {
	line = append(append(line, `<c r="`...), w.letters[column]...)
	line = strconv.AppendInt(line, int64(w.row), 10)
	line = append(line, `" s="`...)
	line = strconv.AppendInt(line, int64(style), 10)
	return append(line, '"')
}

func (w *workbook) appendText(line []byte, column, style int, text string) []byte {
	line = append(w.startCell(line, column, style), ` t="inlineStr"><is><t xml:space="preserve">`...)
	return append(appendXML(line, text), `</t></is></c>`...)
}

func (w *workbook) appendNumber(line []byte, i int, cell Cell) []byte {
	column := w.Columns[i]
	line = w.startCell(line, i, w.styles[i])
	switch column.Type {
	case palier.FieldBool:
		line = append(line, ` t="b"><v>`...)
		line = strconv.AppendInt(line, cell.number, 10)
	case palier.FieldDay:
		line = append(line, `><v>`...)
		line = strconv.AppendInt(line, cell.number+25_569, 10) // 1970-01-01
	default:
		line = append(line, `><v>`...)
		line = column.appendNumber(line, cell.number, '.')
	}
	return append(line, `</v></c>`...)
}

// appendXML writes a text as an ST_Xstring (ECMA-376 part 1, 22.9.2.19): characters that
// XML has no place for are written _xHHHH_, and so is a line that would be taken for that.
func appendXML(line []byte, text string) []byte {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '&':
			line = append(line, "&amp;"...)
		case r == '<':
			line = append(line, "&lt;"...)
		case r == '>':
			line = append(line, "&gt;"...)
		case r < ' ' && r != '\t' && r != '\n', r == 0xfffe, r == 0xffff, r == '_' && escaped(text[i:]):
			line = append(line, "_x"...)
			for shift := 12; shift >= 0; shift -= 4 {
				line = append(line, "0123456789ABCDEF"[r>>shift&15])
			}
			line = append(line, '_')
		default:
			line = utf8.AppendRune(line, r) // U+FFFD for what is no character
		}
		i += size
	}
	return line
}

// escaped tells whether a text begins like a character written _xHHHH_.
func escaped(text string) bool {
	if len(text) < 7 || text[1] != 'x' || text[6] != '_' {
		return false
	}
	for _, digit := range []byte(text[2:6]) {
		if (digit < '0' || digit > '9') && (digit|0x20 < 'a' || digit|0x20 > 'f') {
			return false
		}
	}
	return true
}

// letters gives the name of a column, from 0: A, B, … Z, AA.
func letters(column int) string {
	name := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}
