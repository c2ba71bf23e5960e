package timeline

import (
	"math/bits"

	"palier"
)

// profileOf is the rule of model.md §6. Bit j of bought tells whether there was a
// purchase in period j, 0 being the current one; known is h, the periods looked at.
// Bits from known on are 0.
func profileOf(bought uint16, known int) palier.Profile {
	if bought&1 == 0 {
		absent := min(bits.TrailingZeros16(bought), known)
		if longestGap(bought) >= absent {
			return palier.Cyclical // absent as usual
		}
		return palier.LosingSteam
	}
	switch active := bits.OnesCount16(bought); {
	case active == 1:
		return palier.ToRetain
	case active == known && known >= 3:
		return palier.VeryRegular
	case 4*active >= 3*known:
		return palier.Regular
	}
	return palier.Cyclical
}

// longestGap is the longest run of periods without a purchase between two with one.
func longestGap(bought uint16) int {
	longest := 0
	for bought != 0 {
		bought >>= bits.TrailingZeros16(bought)                 // the next purchase is at bit 0
		bought >>= bits.TrailingZeros16(^bought)                // skip the periods bought in
		longest = max(longest, bits.TrailingZeros16(bought)%16) // 16: none is left
	}
	return longest
}

// profileOn is the profile as known on a day.
func (k *Kernel) profileOn(v *view, day palier.Day) palier.Profile {
	n := known(v.purchases, day)
	if n == 0 {
		return palier.NoProfile
	}
	periods := min(k.periods, int((day-v.purchases[0].day)/k.period)+1)
	var bought uint16
	for i := n - 1; i >= 0; i-- {
		j := int((day - v.purchases[i].day) / k.period)
		if j >= periods {
			break
		}
		bought |= 1 << j
	}
	return profileOf(bought, periods)
}

// profileValues are the profiles of all patterns of purchases: [0] of customers known
// for less than K periods, whose first purchase is the highest bit, and [1] of those
// known for longer.
type profileValues [2][]palier.Profile

func profileValuesOf(periods int) (values profileValues) {
	for bought := range 1 << periods {
		b := uint16(bought)
		values[0] = append(values[0], profileOf(b, bits.Len16(b)))
		values[1] = append(values[1], profileOf(b, periods))
	}
	return values
}
