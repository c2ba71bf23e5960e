package palier

import "strings"

// Quantity is how much of an item: thousandths of its unit.
type Quantity int64

// String writes the quantity in units, with the decimals it needs: 1500 is "1.5".
func (q Quantity) String() string {
	text := string(appendDecimal(nil, int64(q), 3))
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}
