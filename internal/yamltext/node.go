package yamltext

import (
	"strconv"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// IsNull tells whether nothing stands there.
func IsNull(node ast.Node) bool {
	if node == nil {
		return true
	}
	_, ok := node.(*ast.NullNode)
	return ok
}

// First gives the token at which a node begins: a map written in lines is otherwise
// placed at its first colon.
func First(node ast.Node) *token.Token {
	switch n := node.(type) {
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return n.Values[0].Key.GetToken()
		}
	case *ast.MappingValueNode:
		return n.Key.GetToken()
	}
	return node.GetToken()
}

// Value is what stands in a file where something else was expected: nothing, flag, number,
// text, block, list or map. Text is how a flag, number or text is written.
type Value struct{ Kind, Text string }

// ValueOf tells what stands there.
func ValueOf(node ast.Node) Value {
	switch n := node.(type) {
	case *ast.NullNode:
		return Value{Kind: "nothing"}
	case *ast.BoolNode:
		return Value{"flag", n.Token.Value}
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return Value{"number", Clip(n.GetToken().Value)}
	case *ast.StringNode:
		return Value{"text", Clip(n.Value)}
	case *ast.LiteralNode:
		return Value{Kind: "block"}
	case *ast.SequenceNode:
		return Value{Kind: "list"}
	}
	return Value{Kind: "map"}
}

// String says it in English.
func (v Value) String() string {
	switch v.Kind {
	case "nothing":
		return "nothing"
	case "flag":
		return v.Text
	case "number":
		return "the number " + v.Text
	case "text":
		return "the text " + strconv.Quote(v.Text)
	case "block":
		return "a block of text"
	}
	return "a " + v.Kind
}

// Describe says in words what stands in the file, for "expected …, not …".
func Describe(node ast.Node) string { return ValueOf(node).String() }

// Clip shortens what came from the file for use in a message.
func Clip(text string) string {
	const most = 40
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most]) + "…"
}
