package modelfile

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"golang.org/x/text/unicode/norm"

	"palier/internal/yamltext"
)

// Limits of what people name things.
const (
	maxText  = 100 // characters of a text
	maxWords = 200 // entries of a list of texts
)

// words is a list of texts. The list given replaces the default one.
type words struct{ at *[]string }

func (v words) read(d *decoder, path string, node ast.Node) {
	items, ok := d.items(path, node)
	if !ok {
		return
	}
	if len(items) > maxWords {
		d.problem(path, "many", "has more than %d entries", maxWords)
		return
	}
	var read []string
	for i, item := range items {
		text, ok := d.text(element(path, i), item)
		switch {
		case ok && text == "":
			d.problem(element(path, i), "empty", "must not be empty")
		case ok:
			read = append(read, text)
		}
	}
	*v.at = read
}

func (v words) yaml() []string {
	quoted := make([]string, len(*v.at))
	for i, text := range *v.at {
		quoted[i] = quote(text)
	}
	return []string{"[" + strings.Join(quoted, ", ") + "]"}
}

func (v words) facts() []fact { return []fact{{"", v.yaml()[0]}} }

// text reads one line of text: trimmed and NFC-normalised, as the text of imported files
// is, so that the two can be compared.
func (d *decoder) text(path string, node ast.Node) (string, bool) {
	var text string
	switch n := node.(type) {
	case *ast.StringNode:
		text = n.Value
	case *ast.LiteralNode:
		text = n.Value.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.NullNode, *ast.InfinityNode, *ast.NanNode:
		d.problem(path, "text_quotes", "expected text, not %s: put it in quotes", yamltext.ValueOf(node))
		return "", false
	default:
		d.problem(path, "text", "expected text, not %s", yamltext.ValueOf(node))
		return "", false
	}
	text = norm.NFC.String(strings.TrimSpace(text))
	switch {
	case utf8.RuneCountInString(text) > maxText:
		d.problem(path, "long", "must be at most %d characters", maxText)
		return "", false
	case strings.ContainsFunc(text, breaksLine):
		d.problem(path, "line", "must be one line without control characters")
		return "", false
	}
	return text, true
}

func breaksLine(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp)
}
