package export

import "palier"

// Column is a column of a file.
type Column struct {
	Name     string // what stands at its head
	Type     palier.FieldType
	Decimals int  // of numbers and money, which are integers in units of 10^-Decimals
	Trim     bool // decimals are written only as far as they are needed
}

// Cell is what stands in a column of a row: nothing (the zero value), a text, or the
// number that the column's type makes of a number, an amount, a day or a truth value.
//
// A text may stand in any column: what a file of the merchant's wrote there may not be of
// the type. Formats whose columns have one type leave it out.
type Cell struct {
	kind   kind
	number int64
	text   string
}

type kind uint8

const (
	nothing kind = iota
	texts
	numbers
)

// Text makes a cell of a text; the empty text is nothing.
func Text(text string) Cell {
	if text == "" {
		return Cell{}
	}
	return Cell{kind: texts, text: text}
}

// Number makes a cell of a number in units of its column, or of an amount.
func Number[T ~int | ~int64 | ~uint8](n T) Cell { return Cell{kind: numbers, number: int64(n)} }

// Day makes a cell of a day; one that does not exist is nothing.
func Day(day palier.Day) Cell {
	if !day.Exists() {
		return Cell{}
	}
	return Cell{kind: numbers, number: int64(day)}
}

// Bool makes a cell of a truth value.
func Bool(value bool) Cell {
	if value {
		return Cell{kind: numbers, number: 1}
	}
	return Cell{kind: numbers}
}

// textual tells whether the column's cells are texts.
func (c Column) textual() bool {
	return c.Type == palier.FieldText || c.Type == palier.FieldChoice
}

// append writes a cell as text: days as 2006-01-02, decimals after the mark.
func (c Column) append(to []byte, cell Cell, mark byte) []byte {
	switch {
	case cell.kind == texts:
		return append(to, cell.text...)
	case cell.kind == nothing:
		return to
	case c.Type == palier.FieldDay:
		return palier.Day(cell.number).Time().AppendFormat(to, "2006-01-02")
	case c.Type == palier.FieldBool && cell.number != 0:
		return append(to, "true"...)
	case c.Type == palier.FieldBool:
		return append(to, "false"...)
	}
	return c.appendNumber(to, cell.number, mark)
}
