package palier

// Report is an answer as a table: the same value becomes a page, JSON, CSV or text.
type Report struct {
	Name       string
	Generation int64 // the generation every number comes from
	AsOf       Day
	Segment    string // whose members it is about, as people wrote it; empty: everybody
	Columns    []Column
	Rows       [][]any // Day, string, int64, Money or Quantity, as the column says; nil where there is no value
}

// Column is a column of a report.
type Column struct {
	Name string
	Type ColumnType
}

// ColumnType says what the values of a column are.
type ColumnType string

// The column types, and the Go type of their values.
const (
	ColumnDay      ColumnType = "day"      // Day
	ColumnText     ColumnType = "text"     // string
	ColumnCount    ColumnType = "count"    // int64
	ColumnMoney    ColumnType = "money"    // Money
	ColumnQuantity ColumnType = "quantity" // Quantity
)

// Hundredths is a number with two decimals, such as a score: 133 is 1.33.
type Hundredths int

// String writes the number with two decimals.
func (h Hundredths) String() string { return string(appendDecimal(nil, int64(h), 2)) }
