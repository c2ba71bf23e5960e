package palier

import "strings"

// Quantity is how much of an item: thousandths of its unit.
type Quantity int64

// String writes the quantity in units, with the decimals it needs: 1500 is "1.5".
func (q Quantity) String() string {
	return trimmed(int64(q), 3)
}

// trimmed writes a number in units of 10^-digits with the decimals it needs.
func trimmed(units int64, digits int) string {
	text := string(appendDecimal(nil, units, digits))
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}
