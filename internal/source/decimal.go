package source

import "math/bits"

// decimal is an exact number: units / 10^scale.
type decimal struct {
	units    uint64
	scale    int
	negative bool
	cut      bool // digits behind the last were dropped: good for rounding, not for multiplying
}

// Limits of numbers. With them an amount fits in Money ten thousand times over, and units
// in 64 bits. Of a longer fraction the first digits are kept, which is as good for
// rounding half up.
const (
	longestWhole = 12 // digits before the decimal mark
	mostDigits   = 19
)

// minor gives the number in units of 10^-digits. Its magnitude is rounded half up: a
// refund is rounded as its sale was. Rounded tells whether that changed it.
func (d decimal) minor(digits int) (amount int64, rounded bool) {
	units := d.units
	if d.scale <= digits {
		units *= powers[digits-d.scale]
	} else {
		units, rounded = divided(0, d.units, d.scale-digits)
	}
	return signed(units, d.negative), rounded || d.cut
}

// times multiplies exactly and rounds the product as minor does.
func (d decimal) times(e decimal, digits int) (amount int64, rounded bool, p *problem) {
	if d.cut || e.cut {
		return 0, false, tooManyDigits
	}
	units, low := bits.Mul64(d.units, e.units)
	drop := d.scale + e.scale - digits
	switch {
	case drop < 0 && (units != 0 || low >= powers[longestWhole]):
		return 0, false, tooLarge
	case drop < 0:
		units = low * powers[-drop]
	case drop > mostDigits:
		return 0, false, tooManyDigits
	case units >= powers[drop]:
		return 0, false, tooLarge
	default:
		units, rounded = divided(units, low, drop)
	}
	if units >= powers[longestWhole+digits] {
		return 0, false, tooLarge
	}
	return signed(units, d.negative != e.negative), rounded, nil
}

func signed(units uint64, negative bool) int64 {
	if negative {
		return -int64(units)
	}
	return int64(units)
}

// divided divides by a power of ten, rounding half up. High must be below that power.
func divided(high, low uint64, power int) (quotient uint64, rounded bool) {
	divisor := powers[power]
	quotient, rest := bits.Div64(high, low, divisor)
	if rest >= divisor-rest {
		quotient++
	}
	return quotient, rest != 0
}

// powers of ten.
var powers = func() (p [mostDigits + 1]uint64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * 10
	}
	return p
}()
