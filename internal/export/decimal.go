package export

import "strconv"

// appendNumber writes a number of the column in its unit.
func (c Column) appendNumber(to []byte, n int64, mark byte) []byte {
	magnitude := uint64(n)
	if n < 0 {
		to = append(to, '-')
		magnitude = -magnitude
	}
	scale, digits := uint64(1), c.Decimals
	for range digits {
		scale *= 10
	}
	to = strconv.AppendUint(to, magnitude/scale, 10)
	fraction := magnitude % scale
	for c.Trim && digits > 0 && fraction%10 == 0 {
		fraction /= 10
		digits--
	}
	if digits == 0 {
		return to
	}
	end := len(to) + 1 + digits
	to = append(to, mark)
	for len(to) < end {
		to = append(to, '0')
	}
	for i := end - 1; fraction > 0; i-- {
		to[i] = '0' + byte(fraction%10)
		fraction /= 10
	}
	return to
}
