package source

import (
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"palier"
	"palier/internal/yamltext"
)

// layoutKeys are the keys of a layout.
var layoutKeys = []string{
	"kind", "header", "columns", "constants", "values", "statuses", "order_per_row", "fill_down", "id_from_email", "note",
}

// layout reads a layout from a map of its keys.
func (r *yamlReader) layout(node ast.Node, keys []string) *layout {
	l := &layout{}
	entries := r.entries(node, keys)
	for _, e := range entries {
		if e.name == "kind" { // first, since the fields depend on it
			l.Kind = r.kind(e.value)
		}
	}
	if l.Kind == "" {
		if len(r.problems) == 0 {
			r.problem(node, "it needs a kind: one of "+kindNames())
		}
		return l
	}
	for _, e := range entries {
		switch e.name {
		case "header":
			l.Header = r.texts(e.value)
		case "columns":
			r.columns(l, e.value)
		case "constants":
			r.constants(l, e.value)
		case "values":
			r.values(l, e.value)
		case "statuses":
			r.statuses(l, e.value)
		case "order_per_row":
			l.OrderPerRow = r.flag(e.value)
		case "fill_down":
			l.FillDown = r.flag(e.value)
		case "id_from_email":
			l.IDFromEmail = r.flag(e.value)
		case "note":
			l.Note = r.text(e.value)
		}
	}
	r.checkFlags(l, node)
	return l
}

func (r *yamlReader) kind(node ast.Node) palier.Kind {
	kind := palier.Kind(r.text(node))
	if !slices.Contains(kinds, kind) {
		r.problem(node, "there is no kind "+quoted(string(kind))+": choose one of "+kindNames())
		return ""
	}
	return kind
}

// columns reads column: field[:format], in the order of the file.
func (r *yamlReader) columns(l *layout, node ast.Node) {
	for _, e := range r.entries(node, nil) {
		to, err := parseTarget(l.Kind, e.name, r.text(e.value))
		if err != nil {
			r.problem(e.value, err.Reason+" ("+err.Hint+")")
			continue
		}
		l.Columns = append(l.Columns, assignment{e.name, to})
	}
}

// constants reads field: text.
func (r *yamlReader) constants(l *layout, node ast.Node) {
	l.Constants = map[string]string{}
	for _, e := range r.entries(node, nil) {
		f, known := fieldOf(l.Kind, e.name)
		switch {
		case !known:
			r.problem(e.key, string(l.Kind)+" have no field "+quoted(e.name)+"; the nearest is "+nearest(e.name, fieldNames(l.Kind)))
		case f.shape == asDay || f.shape == asNumber || f.stated:
			r.problem(e.key, f.name+" differs from row to row: map a column to it")
		default:
			l.Constants[f.name] = r.text(e.value)
		}
	}
}

// values reads column: {value: text}.
func (r *yamlReader) values(l *layout, node ast.Node) {
	for _, column := range r.entries(node, nil) {
		t := translation{column.name, map[string]string{}}
		for _, e := range r.entries(column.value, nil) {
			t.Values[folded(e.name)] = r.text(e.value)
		}
		l.Values = append(l.Values, t)
	}
}

// statuses reads [{column, begins, status}].
func (r *yamlReader) statuses(l *layout, node ast.Node) {
	if l.Kind != palier.KindOrders && l.Kind != palier.KindOrderLines {
		r.problem(node, "only orders and order_lines have a status")
	}
	for _, item := range r.items(node) {
		rule := statusRule{}
		for _, e := range r.entries(item, []string{"column", "begins", "status"}) {
			switch e.name {
			case "column":
				rule.Column = r.text(e.value)
			case "begins":
				rule.Begins = r.text(e.value)
			case "status":
				rule.Status = r.text(e.value)
			}
		}
		if rule.Column == "" || rule.Status == "" {
			r.problem(item, "it needs a column and a status")
		}
		l.Statuses = append(l.Statuses, rule)
	}
}

// checkFlags refuses what cannot be of a kind, or not together.
func (r *yamlReader) checkFlags(l *layout, node ast.Node) {
	switch {
	case l.OrderPerRow && l.Kind != palier.KindOrders:
		r.problem(node, "order_per_row is for orders")
	case l.FillDown && l.Kind != palier.KindOrderLines:
		r.problem(node, "fill_down is for order_lines")
	case l.IDFromEmail && l.Kind != palier.KindContacts:
		r.problem(node, "id_from_email is for contacts")
	}
}

// quoted is a name from the file as messages repeat it.
func quoted(name string) string {
	return `"` + strings.ReplaceAll(yamltext.Clip(name), `"`, `'`) + `"`
}
