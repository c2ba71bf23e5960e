package modelfile

import (
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"palier/internal/yamltext"
)

// count is a whole number: days, periods, purchases or a weight.
type count struct{ at *int }

func (v count) read(d *decoder, path string, node ast.Node) {
	if n, ok := d.wholeNumber(path, node); ok {
		*v.at = n
	}
}

func (v count) yaml() []string { return []string{strconv.Itoa(*v.at)} }
func (v count) facts() []fact  { return []fact{{"", strconv.Itoa(*v.at)}} }

// optionalCount is a number of days that follows the model's limits while it is left out.
type optionalCount struct{ at *int }

func (v optionalCount) read(d *decoder, path string, node ast.Node) {
	n, ok := d.wholeNumber(path, node)
	switch {
	case ok && n == 0: // which in the model stands for left out
		d.problem(path, "no_day", "must be at least 1 day: leave it out to follow the limits")
	case ok:
		*v.at = n
	}
}

func (v optionalCount) yaml() []string {
	if *v.at == 0 {
		return nil
	}
	return count(v).yaml()
}

func (v optionalCount) facts() []fact {
	if *v.at == 0 {
		return []fact{{"", followsLimits}}
	}
	return count(v).facts()
}

// followsLimits is what differences say of a value that is left out.
const followsLimits = "follows the limits"

// flag is true or false.
type flag struct{ at *bool }

func (v flag) read(d *decoder, path string, node ast.Node) {
	b, ok := node.(*ast.BoolNode)
	if !ok {
		d.problem(path, "flag", "expected true or false, not %s", yamltext.ValueOf(node))
		return
	}
	*v.at = b.Value
}

func (v flag) yaml() []string { return []string{strconv.FormatBool(*v.at)} }
func (v flag) facts() []fact  { return []fact{{"", strconv.FormatBool(*v.at)}} }

// word is a short text.
type word struct{ at *string }

func (v word) read(d *decoder, path string, node ast.Node) {
	if text, ok := d.text(path, node); ok {
		*v.at = text
	}
}

func (v word) yaml() []string { return []string{quote(*v.at)} }
func (v word) facts() []fact  { return []fact{{"", *v.at}} }

// wholeNumber reads a number written in decimal digits, not quoted.
func (d *decoder) wholeNumber(path string, node ast.Node) (int, bool) {
	number, ok := node.(*ast.IntegerNode)
	if !ok {
		d.problem(path, "whole", "expected a whole number, not %s", yamltext.ValueOf(node))
		return 0, false
	}
	text := number.Token.Value
	digits := strings.TrimPrefix(text, "-")
	switch {
	case !decimalDigits(digits):
		d.problem(path, "whole_digits", "expected a whole number in plain digits, such as 90, not %s", yamltext.Clip(text))
		return 0, false
	case len(digits) > 9:
		d.problem(path, "large", "is too large: %s", yamltext.Clip(text))
		return 0, false
	}
	n, _ := strconv.Atoi(text) // cannot fail: at most nine digits
	return n, true
}

// decimalDigits tells whether the text is digits only, without the leading zero that
// some take for octal.
func decimalDigits(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == "" && (text[0] != '0' || text == "0")
}
