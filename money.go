package palier

import "strconv"

// Money is an amount in the minor units of the workspace's currency: cents of a
// euro, whole yen. It is never a float.
type Money int64

// Currency is an ISO 4217 code, such as EUR. Without one, amounts have two decimals.
type Currency string

// Digits is the number of decimals of the currency's minor unit (ISO 4217).
func (c Currency) Digits() int {
	switch c {
	case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF":
		return 0
	case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND":
		return 3
	}
	return 2
}

// Format writes an amount in major units with the currency's decimals and a point,
// without the code: 1234 is "12.34" in euros and "1234" in yen.
func (c Currency) Format(amount Money) string {
	return string(c.Append(nil, amount))
}

// Append appends what Format writes.
func (c Currency) Append(to []byte, amount Money) []byte {
	return appendDecimal(to, int64(amount), c.Digits())
}

// Amount is an amount of the model file: hundredths of the major unit of whichever
// currency the workspace has. 5000 is 50 euros and 50 yen.
type Amount int64

// String writes the amount in major units, without decimals when they are zero.
func (a Amount) String() string {
	if a%100 == 0 {
		return strconv.FormatInt(int64(a/100), 10)
	}
	return string(appendDecimal(nil, int64(a), 2))
}

// AtMost gives the largest money not above a: a bound that includes it.
func (c Currency) AtMost(a Amount) Money {
	switch c.Digits() {
	case 0:
		return Money(floorDiv(int64(a), 100))
	case 3:
		return Money(a * 10)
	}
	return Money(a)
}

// AtLeast gives the smallest money not below a: a cut that includes it.
func (c Currency) AtLeast(a Amount) Money {
	switch c.Digits() {
	case 0:
		return Money(-floorDiv(-int64(a), 100))
	case 3:
		return Money(a * 10)
	}
	return Money(a)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

func appendDecimal(to []byte, units int64, digits int) []byte {
	magnitude := uint64(units)
	if units < 0 {
		to = append(to, '-')
		magnitude = -magnitude
	}
	scale := uint64(1)
	for range digits {
		scale *= 10
	}
	to = strconv.AppendUint(to, magnitude/scale, 10)
	if digits == 0 {
		return to
	}
	to = append(to, '.')
	fraction := strconv.FormatUint(scale+magnitude%scale, 10)
	return append(to, fraction[1:]...)
}
