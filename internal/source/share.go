package source

import (
	"math/bits"

	"palier"
)

// share lets the lines of an order share its amount in proportion to their own, so that
// they add up to it to the cent. Where their own amounts are no measure (all are zero, or
// one is negative) the first line has it all.
func share(lines []palier.OrderLine, amount palier.Money) {
	var sum palier.Money
	usable := amount >= 0
	for i := range lines {
		usable = usable && lines[i].Amount >= 0
		sum += lines[i].Amount
	}
	if sum == amount && usable {
		return
	}
	var seen, given palier.Money
	for i := range lines {
		own := lines[i].Amount
		switch {
		case !usable || sum <= 0:
			lines[i].Amount = amount - given
		default:
			seen += own
			lines[i].Amount = portion(amount, seen, sum) - given
		}
		given += lines[i].Amount
	}
}

// portion is amount × part / whole, rounded down; 0 ≤ part ≤ whole, amount ≥ 0, whole > 0.
func portion(amount, part, whole palier.Money) palier.Money {
	high, low := bits.Mul64(uint64(amount), uint64(part))
	quotient, _ := bits.Div64(high, low, uint64(whole))
	return palier.Money(quotient)
}
