package source

import (
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"palier/internal/yamltext"
)

// yamlReader takes values from the nodes of a YAML file, and collects what is wrong with
// them, each with its place.
type yamlReader struct{ problems []yamltext.Problem }

// yamlEntry is a key and its value.
type yamlEntry struct {
	name       string
	key, value ast.Node
}

func (r *yamlReader) problem(node ast.Node, message string) {
	p := yamltext.Problem{Line: 1, Column: 1, Message: message}
	if node != nil {
		at := yamltext.First(node).Position
		p.Line, p.Column = at.Line, at.Column
	}
	r.problems = append(r.problems, p)
}

// entries lists the keys of a map, each once. Where keys are given, no others may stand.
func (r *yamlReader) entries(node ast.Node, keys []string) []yamlEntry {
	var nodes []*ast.MappingValueNode
	switch n := node.(type) {
	case *ast.MappingNode:
		nodes = n.Values
	case *ast.MappingValueNode:
		nodes = []*ast.MappingValueNode{n}
	default:
		message := "expected keys with values, not "
		if node == nil {
			r.problem(nil, message+"nothing")
		} else {
			r.problem(node, message+yamltext.Describe(node))
		}
		return nil
	}
	var entries []yamlEntry
	seen := map[string]bool{}
	for _, n := range nodes {
		name := normalised(n.Key.GetToken().Value)
		switch {
		case seen[name]:
			r.problem(n.Key, quoted(name)+" stands twice")
		case keys != nil && !slices.Contains(keys, name):
			r.problem(n.Key, "unknown key "+quoted(name)+": did you mean "+nearest(name, keys)+"? Known here are "+strings.Join(keys, ", "))
		default:
			entries = append(entries, yamlEntry{name, n.Key, n.Value})
		}
		seen[name] = true
	}
	return entries
}

// items lists the entries of a list.
func (r *yamlReader) items(node ast.Node) []ast.Node {
	list, ok := node.(*ast.SequenceNode)
	if !ok {
		r.problem(node, "expected a list, not "+yamltext.Describe(node))
		return nil
	}
	return list.Values
}

func (r *yamlReader) texts(node ast.Node) []string {
	var texts []string
	for _, item := range r.items(node) {
		texts = append(texts, r.text(item))
	}
	return texts
}

// text gives a single value as it is written: 1 and true are texts here.
func (r *yamlReader) text(node ast.Node) string {
	switch n := node.(type) {
	case *ast.StringNode:
		return normalised(n.Value)
	case *ast.LiteralNode:
		return normalised(n.Value.Value)
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value
	}
	r.problem(node, "expected text, not "+yamltext.Describe(node))
	return ""
}

func (r *yamlReader) flag(node ast.Node) bool {
	b, ok := node.(*ast.BoolNode)
	if !ok {
		r.problem(node, "expected true or false, not "+yamltext.Describe(node))
		return false
	}
	return b.Value
}
