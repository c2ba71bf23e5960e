package modelfile

import (
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"palier"
	"palier/internal/yamltext"
)

// maxMajorDigits of an amount: a million million, which still fits every currency.
const maxMajorDigits = 12

// amount reads an amount in major units with at most two decimals, quoted or not. It is
// read from its digits: no float comes near it.
func (d *decoder) amount(path string, node ast.Node) (palier.Amount, bool) {
	switch node.(type) {
	case *ast.IntegerNode, *ast.FloatNode, *ast.StringNode, *ast.InfinityNode, *ast.NanNode:
	default:
		d.problem(path, "amount", "expected an amount such as 50 or 49.90, not %s", yamltext.ValueOf(node))
		return 0, false
	}
	text := node.GetToken().Value
	amount, wrong, expected := parseAmount(text)
	if wrong != "" {
		d.problem(path, wrong, "expected "+expected+", not %q", yamltext.Clip(text))
		return 0, false
	}
	return amount, true
}

// parseAmount reads an amount, or says what is wrong, as a code, and what it should have been.
func parseAmount(text string) (amount palier.Amount, wrong, expected string) {
	major, minor, pointed := strings.Cut(text, ".")
	switch {
	case strings.HasPrefix(text, "-"):
		return 0, "amount_negative", "an amount above 0"
	case strings.Contains(text, ","):
		return 0, "amount_comma", "an amount with a decimal point and no other sign, such as 49.90"
	case !decimalDigits(major), pointed && (minor == "" || strings.Trim(minor, "0123456789") != ""):
		return 0, "amount_digits", "an amount in plain digits, such as 50 or 49.90"
	case len(minor) > 2:
		return 0, "amount_decimals", "an amount with at most two decimals"
	case len(major) > maxMajorDigits:
		return 0, "amount_large", "an amount of at most 12 digits"
	}
	hundredths, _ := strconv.ParseInt(major+(minor + "00")[:2], 10, 64) // cannot fail: at most 14 digits
	return palier.Amount(hundredths), "", ""
}
