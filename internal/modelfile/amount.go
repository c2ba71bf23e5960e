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
		d.problem(path, "expected an amount such as 50 or 49.90, not %s", yamltext.Describe(node))
		return 0, false
	}
	text := node.GetToken().Value
	amount, reason := parseAmount(text)
	if reason != "" {
		d.problem(path, "%s, not %s", reason, yamltext.Clip(strconv.Quote(text)))
		return 0, false
	}
	return amount, true
}

// parseAmount reads an amount, or says what it should have been.
func parseAmount(text string) (amount palier.Amount, reason string) {
	major, minor, pointed := strings.Cut(text, ".")
	switch {
	case strings.HasPrefix(text, "-"):
		return 0, "expected an amount above 0"
	case strings.Contains(text, ","):
		return 0, "expected an amount with a decimal point and no other sign, such as 49.90"
	case !decimalDigits(major), pointed && (minor == "" || strings.Trim(minor, "0123456789") != ""):
		return 0, "expected an amount in plain digits, such as 50 or 49.90"
	case len(minor) > 2:
		return 0, "expected an amount with at most two decimals"
	case len(major) > maxMajorDigits:
		return 0, "expected an amount of at most 12 digits"
	}
	hundredths, _ := strconv.ParseInt(major+(minor + "00")[:2], 10, 64) // cannot fail: at most 14 digits
	return palier.Amount(hundredths), ""
}
