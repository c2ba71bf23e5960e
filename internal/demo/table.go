package demo

import (
	"bufio"
	"io"
	"strconv"

	"palier"
)

// table writes CSV rows. Nothing that the shop says needs quotes.
type table struct {
	out *bufio.Writer
	row []byte
}

func newTable(w io.Writer, header string) *table {
	t := &table{out: bufio.NewWriterSize(w, 1<<16)}
	t.out.WriteString(header + "\n")
	return t
}

func (t *table) text(value string) {
	t.row = append(t.row, value...)
	t.row = append(t.row, ',')
}

func (t *table) day(value palier.Day) { t.text(value.String()) }

func (t *table) time(day palier.Day, second int) {
	t.row = append(appendTime(t.row, day, second), ',')
}

func (t *table) amount(value palier.Money) {
	t.row = append(palier.Currency("EUR").Append(t.row, value), ',')
}

func (t *table) number(value int) {
	t.row = append(strconv.AppendInt(t.row, int64(value), 10), ',')
}

// movement writes what all rows of a movement begin with.
func (t *table) movement(m *movement) {
	t.text(m.orderID)
	t.text(m.contactID)
	t.text(m.email)
	t.time(m.day, m.second)
	t.text(m.status)
}

// end writes the row; an error stays with the writer until close.
func (t *table) end() {
	t.row[len(t.row)-1] = '\n'
	t.out.Write(t.row)
	t.row = t.row[:0]
}

// close writes what is left and gives the first error of any row.
func (t *table) close() error {
	if err := t.out.Flush(); err != nil {
		return palier.Fail(palier.Internal, "write the demo shop", err)
	}
	return nil
}
