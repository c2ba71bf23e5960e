package source

import (
	"slices"
	"strings"
	"unicode"

	"palier"
)

var otherCurrency = &problem{"it is in another currency than the workspace", "convert the amounts, or leave these rows out"}

// signs are currencies by their signs, folded. A sign that is not here is taken for the
// workspace's own.
var signs = map[string][]palier.Currency{
	"€": {"EUR"}, "£": {"GBP"}, "¥": {"JPY", "CNY"}, "₹": {"INR"}, "₩": {"KRW"}, "₽": {"RUB"}, "₺": {"TRY"}, "zł": {"PLN"}, "kč": {"CZK"},
	"$": {"USD", "CAD", "AUD", "NZD", "MXN", "SGD", "HKD", "CLP", "COP", "ARS"}, "kr": {"SEK", "NOK", "DKK", "ISK"},
}

// withoutCurrency takes the sign or code of a currency off an amount: €12.50, 12,50 €,
// EUR 12.50. An empty currency stands for any.
func withoutCurrency(text string, own palier.Currency) (string, *problem) {
	isSign := func(r rune) bool { return unicode.Is(unicode.Sc, r) || unicode.IsLetter(r) }
	isOther := func(r rune) bool { return !isSign(r) }
	first := strings.IndexFunc(text, isSign)
	if first < 0 {
		return text, nil
	}
	end := len(text)
	if n := strings.IndexFunc(text[first:], isOther); n >= 0 {
		end = first + n
	}
	sign := strings.ToLower(text[first:end])
	before, after := strings.TrimRight(text[:first], "\u00a0\u202f "), strings.TrimLeft(text[end:], "\u00a0\u202f ")
	if before != "" && before != "-" && before != "+" && after != "" {
		return text, nil // no amount, which parseNumber says better
	}
	of, known := signs[sign]
	if len(sign) == 3 && !known {
		of, known = []palier.Currency{palier.Currency(strings.ToUpper(sign))}, strings.Trim(sign, "abcdefghijklmnopqrstuvwxyz") == ""
	}
	if own != "" && known && !slices.Contains(of, own) {
		return "", otherCurrency
	}
	return before + after, nil
}
