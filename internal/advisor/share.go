package advisor

import (
	"math/big"
	"strconv"
	"strings"

	"palier"
)

// Share is a part of a whole in ten-thousandths: 8000 is 80 %.
type Share int

// Whole is the share that everybody makes.
const Whole Share = 10_000

// ShareOf gives a part of a whole, rounded half up; 0 where there is no whole.
func ShareOf(part, whole int64) Share {
	if whole == 0 {
		return 0
	}
	return shareOf(big.NewInt(part), big.NewInt(whole))
}

// shareOf rounds the fraction of two numbers, the second above 0.
func shareOf(part, whole *big.Int) Share {
	twice := new(big.Int).Mul(part, big.NewInt(2*int64(Whole)))
	twice.Add(twice, whole)
	return Share(twice.Div(twice, new(big.Int).Lsh(whole, 1)).Int64())
}

// Percent writes the share in per cent: 80, 99.5.
func (s Share) Percent() string {
	text := strconv.Itoa(int(s) / 100)
	if rest := int(s) % 100; rest != 0 {
		text += "." + strings.TrimRight(strconv.Itoa(100 + rest)[1:], "0")
	}
	return text
}

// ParseShares reads shares in per cent, separated by commas: 80,95 or 99.5. Each is above 0
// and at most 100, and above the one before.
func ParseShares(text string) ([]Share, error) {
	tried := "read the shares " + strconv.Quote(text)
	var shares []Share
	for part := range strings.SplitSeq(text, ",") {
		share, ok := parseShare(strings.TrimSpace(part))
		if !ok {
			return nil, palier.Refusef(tried, "write per cents with at most two decimals, such as 80,95", "%q is no share", part)
		}
		shares = append(shares, share)
	}
	return shares, rising(tried, shares)
}

func parseShare(text string) (Share, bool) {
	whole, fraction, pointed := strings.Cut(strings.TrimSuffix(text, "%"), ".")
	if pointed && fraction == "" || len(fraction) > 2 || len(whole) > 3 || strings.Trim(whole+fraction, "0123456789") != "" || whole == "" {
		return 0, false
	}
	hundredths, err := strconv.Atoi(whole + (fraction + "00")[:2])
	return Share(hundredths), err == nil
}

// rising refuses shares that are none, or that do not rise.
func rising(tried string, shares []Share) error {
	for i, share := range shares {
		if share < 1 || share > Whole {
			return palier.Refusef(tried, "give shares above 0 and up to 100 per cent", "%s per cent is no share to come to", share.Percent())
		}
		if i > 0 && share <= shares[i-1] {
			return palier.Refusef(tried, "give them in rising order", "%s per cent comes after %s", share.Percent(), shares[i-1].Percent())
		}
	}
	return nil
}
