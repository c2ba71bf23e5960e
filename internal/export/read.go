package export

// Read gives what stands in a cell: a text, or a number in units of its column; neither where
// nothing does.
func (c Cell) Read() (text string, number int64, isNumber bool) {
	return c.text, c.number, c.kind == numbers
}
