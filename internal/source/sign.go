package source

import (
	"slices"
	"strings"
)

// signs are the signs of currencies that people write beside amounts, and the codes that
// each may stand for; one that begins or ends with another comes before it.
var signs = []struct {
	sign  string
	codes []string
}{
	{"€", []string{"EUR"}},
	{"£", []string{"GBP", "EGP", "GIP", "FKP", "SHP"}},
	{"R$", []string{"BRL"}},
	{"US$", []string{"USD"}},
	{"CA$", []string{"CAD"}},
	{"AU$", []string{"AUD"}},
	{"A$", []string{"AUD"}},
	{"NZ$", []string{"NZD"}},
	{"HK$", []string{"HKD"}},
	{"S$", []string{"SGD"}},
	{"MX$", []string{"MXN"}},
	{"NT$", []string{"TWD"}},
	{"$", []string{"USD", "CAD", "AUD", "NZD", "HKD", "SGD", "MXN", "ARS", "CLP", "COP", "TWD"}},
	{"¥", []string{"JPY", "CNY"}},
	{"Fr.", []string{"CHF"}},
	{"zł", []string{"PLN"}},
	{"Kč", []string{"CZK"}},
	{"kr.", []string{"DKK"}},
	{"kr", []string{"SEK", "NOK", "DKK", "ISK"}},
	{"lei", []string{"RON", "MDL"}},
	{"Ft", []string{"HUF"}},
	{"лв.", []string{"BGN"}},
	{"RM", []string{"MYR"}},
	{"Rp", []string{"IDR"}},
	{"₺", []string{"TRY"}},
	{"₹", []string{"INR"}},
	{"₽", []string{"RUB"}},
	{"₩", []string{"KRW"}},
	{"₪", []string{"ILS"}},
	{"₴", []string{"UAH"}},
	{"₫", []string{"VND"}},
	{"₦", []string{"NGN"}},
	{"₱", []string{"PHP"}},
	{"฿", []string{"THB"}},
	{"₸", []string{"KZT"}},
	{"₾", []string{"GEL"}},
	{"₼", []string{"AZN"}},
	{"֏", []string{"AMD"}},
	{"৳", []string{"BDT"}},
	{"₡", []string{"CRC"}},
	{"₲", []string{"PYG"}},
	{"₵", []string{"GHS"}},
}

// money gives the amount of money of a column that is filled. The sign or code of the
// currency may stand beside it, if that is the one amounts are counted in.
func (r *reader) money(row *row, c column) (decimal, error) {
	d, err := r.number(row, c, row.text(c))
	if err == nil {
		return d, nil
	}
	bare, codes := withoutSign(row.text(c))
	if codes == nil && bare == row.text(c) {
		return decimal{}, err
	}
	own := string(r.file.options.Currency)
	switch {
	case codes == nil: // but for another minus
	case own == "":
		if err := r.agree(codes[0], row.line); err != nil {
			return decimal{}, err
		}
	case !slices.Contains(codes, own):
		return decimal{}, row.flawed(c, otherCurrency(own))
	}
	return r.number(row, c, bare)
}

func otherCurrency(own string) *problem {
	return &problem{"the workspace counts in " + own + ", and no rates are known", "convert the amounts, or leave these rows out"}
}

// withoutSign takes the sign or code of a currency off an amount, in front of it or
// behind, and gives the codes it may stand for; none when there is none. A sign in front
// may stand on either side of the minus.
func withoutSign(text string) (bare string, codes []string) {
	if text == "" || isDigit(text[0]) && isDigit(text[len(text)-1]) {
		return text, nil
	}
	negative := ""
	rest := text
	for _, minus := range []string{"-", "\u2212"} {
		if after, found := strings.CutPrefix(rest, minus); found {
			negative, rest = "-", strings.TrimSpace(after)
			break
		}
	}
	bare, codes = cutSign(rest)
	if negative == "" {
		return bare, codes
	}
	return negative + bare, codes
}

// cutSign takes a sign or code off either end of a text.
func cutSign(text string) (bare string, codes []string) {
	for _, s := range signs {
		bare, found := strings.CutPrefix(text, s.sign)
		if !found {
			bare, found = strings.CutSuffix(text, s.sign)
		}
		if found {
			return strings.TrimSpace(bare), s.codes
		}
	}
	switch n := len(text); {
	case n > 3 && isCode(text[:3]):
		return strings.TrimSpace(text[3:]), []string{text[:3]}
	case n > 3 && isCode(text[n-3:]):
		return strings.TrimSpace(text[:n-3]), []string{text[n-3:]}
	}
	return text, nil
}

// isCode tells whether a text looks like the code of a currency.
func isCode(text string) bool {
	return len(text) == 3 && strings.Trim(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}
