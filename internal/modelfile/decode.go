package modelfile

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
	"golang.org/x/text/unicode/norm"

	"palier"
	"palier/internal/yamltext"
)

// maxProblems told at once. A file with more is no model file, and finding what each of
// its keys might have meant takes time.
const maxProblems = 50

// decoder fills a model from a syntax tree, and collects what is wrong.
type decoder struct {
	problems []Problem
	places   map[string]place // where each path of the file stands
	broken   map[string]bool  // the families (see family) in which something is wrong
}

type place struct{ line, column int }

func placeOf(t *token.Token) place { return place{t.Position.Line, t.Position.Column} }

// problem tells what is wrong with the value of a path, at its place.
func (d *decoder) problem(path, code, format string, args ...any) {
	d.problemAt(d.place(path), path, code, format, args...)
}

func (d *decoder) problemAt(at place, path, code, format string, args ...any) {
	d.broken[family(path)] = true
	d.problems = append(d.problems, Problem{Line: at.line, Column: at.column, Path: path, Message: fmt.Sprintf(format, args...), Code: code, Args: args})
}

func (d *decoder) full() bool { return len(d.problems) >= maxProblems }

// place finds where a path stands, or else the nearest part of the file around it: a
// limit may be wrong because of another one that is left out.
func (d *decoder) place(path string) place {
	for {
		if at, ok := d.places[path]; ok {
			return at
		}
		end := strings.LastIndexAny(path, ".[")
		if end < 0 {
			return place{1, 1}
		}
		path = path[:end]
	}
}

// family gives the part of the model within which values are compared: "lead" of
// "lead.cold", "status.levels" of "status.levels[1].up_to".
func family(path string) string {
	if end := strings.IndexByte(path, '['); end >= 0 {
		return path[:end]
	}
	return path[:max(0, strings.LastIndexByte(path, '.'))]
}

// check adds the problems of the model that was read. Where a value could not be read its
// default stands in, and what is said about its neighbours would mislead.
func (d *decoder) check(m *palier.Model) {
	for _, p := range m.Problems() {
		if !d.broken[family(p.Path)] {
			at := d.place(p.Path)
			d.problems = append(d.problems, Problem{Line: at.line, Column: at.column, Path: p.Path, Message: p.Message, Code: p.Code, Args: p.Args})
		}
	}
}

// section reads the keys of a map, in the order of the schema.
func (d *decoder) section(path string, node ast.Node, keys []key) {
	entries, ok := d.entries(path, node)
	if !ok {
		return
	}
	given := make(map[string]ast.Node, len(entries))
	for _, e := range entries {
		if d.full() {
			return
		}
		if !slices.ContainsFunc(keys, func(k key) bool { return k.name == e.name }) {
			d.unknownKey(e, path, keys)
			continue
		}
		given[e.name] = e.value
	}
	for _, k := range keys {
		node, ok := given[k.name]
		switch {
		case !ok:
		case k.keys != nil:
			d.section(below(path, k.name), node, k.keys)
		default:
			d.value(below(path, k.name), node, k.value)
		}
	}
}

func (d *decoder) value(path string, node ast.Node, v value) {
	if yamltext.IsNull(node) {
		d.problem(path, "no_value", "has no value: leave the key out for its default")
		return
	}
	v.read(d, path, node)
}

// entry is one key of a map in the file.
type entry struct {
	name  string
	at    place
	value ast.Node
}

// entries lists the keys of a map, each once, and notes their places. A section without
// anything in it is one whose keys are all left out.
func (d *decoder) entries(path string, node ast.Node) ([]entry, bool) {
	if yamltext.IsNull(node) {
		return nil, true
	}
	var nodes []*ast.MappingValueNode
	switch n := node.(type) {
	case *ast.MappingNode:
		nodes = n.Values
	case *ast.MappingValueNode:
		nodes = []*ast.MappingValueNode{n}
	default:
		d.problem(path, "keys", "expected keys with values, not %s", yamltext.ValueOf(node))
		return nil, false
	}
	entries := make([]entry, 0, len(nodes))
	seen := make(map[string]place, len(nodes))
	for _, n := range nodes {
		if d.full() {
			break
		}
		e := entry{norm.NFC.String(n.Key.GetToken().Value), placeOf(n.Key.GetToken()), n.Value}
		if first, twice := seen[e.name]; twice {
			d.problemAt(e.at, below(path, yamltext.Clip(e.name)), "key_twice", "stands twice, first on line %d", first.line)
			continue
		}
		seen[e.name] = e.at
		d.note(below(path, e.name), e)
		entries = append(entries, e)
	}
	return entries, true
}

// note remembers where a path stands: its value if that is a single one, else its key.
func (d *decoder) note(path string, e entry) {
	d.places[path] = e.at
	if scalar, ok := e.value.(ast.ScalarNode); ok && !yamltext.IsNull(e.value) {
		d.places[path] = placeOf(scalar.GetToken())
	}
}

// items lists the entries of a list and notes their places.
func (d *decoder) items(path string, node ast.Node) ([]ast.Node, bool) {
	list, ok := node.(*ast.SequenceNode)
	if !ok {
		d.problem(path, "list", "expected a list, not %s", yamltext.ValueOf(node))
		return nil, false
	}
	for i, item := range list.Values {
		d.places[element(path, i)] = placeOf(yamltext.First(item))
	}
	return list.Values, true
}

func below(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func element(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }
