package source

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"palier"
	"palier/internal/yamltext"
)

// Mapping says how files with certain columns are read, as a person wrote it. It is
// immutable.
type Mapping struct {
	Name string // what people call it
	Text string // as it was written; docs/mapping.md explains it

	layout  *layout
	preset  string            // not empty: the mapping changes what this preset says
	columns map[string]string // then: as Options.Mapping
}

// ParseMappingFile reads a mapping. Everything wrong with it is told at once, each with
// its line and column.
func ParseMappingFile(name string, text []byte) (*Mapping, error) {
	m := &Mapping{Name: name, Text: string(text)}
	root, wrong := yamltext.Parse(text)
	if wrong != nil {
		return nil, m.refuse([]yamltext.Problem{*wrong})
	}
	r := &yamlReader{}
	keys := append([]string{"preset"}, slices.DeleteFunc(slices.Clone(layoutKeys), func(key string) bool { return key == "header" })...)
	for _, e := range r.entries(root, keys) {
		if e.name == "preset" {
			m.preset = r.text(e.value)
			if !slices.Contains(Presets(), m.preset) {
				r.problem(e.value, "there is no preset "+quoted(m.preset)+": choose one of "+strings.Join(Presets(), ", "))
			}
			keys = []string{"preset", "kind", "columns"} // the preset says the rest
		}
	}
	if len(r.problems) > 0 { // of the keys, which layout would tell again
		return nil, m.refuse(r.problems)
	}
	m.layout = r.layout(root, keys)
	if len(r.problems) > 0 {
		return nil, m.refuse(r.problems)
	}
	if m.preset != "" {
		m.columns = map[string]string{}
		for _, a := range m.layout.Columns {
			m.columns[a.Column] = a.To.String()
		}
	}
	return m, nil
}

func (m *Mapping) refuse(problems []yamltext.Problem) error {
	var lines []string
	for _, p := range problems[:min(len(problems), 20)] {
		lines = append(lines, p.String())
	}
	return palier.Refuse("read the mapping "+m.Name, strings.Join(lines, "\n  "), "docs/mapping.md explains mappings")
}

// Lacking lists the columns that the mapping speaks of and a file does not have.
func (m *Mapping) Lacking(columns []string) []string { return indexed(columns).lacking(m.Columns()) }

// Columns lists the columns that the mapping speaks of; one may come more than once.
func (m *Mapping) Columns() []string {
	var wanted []string
	for _, a := range m.layout.Columns {
		wanted = append(wanted, a.Column)
	}
	for _, t := range m.layout.Values {
		wanted = append(wanted, t.Column)
	}
	for _, rule := range m.layout.Statuses {
		wanted = append(wanted, rule.Column)
	}
	return wanted
}

// Stated gives the targets that the mapping states of columns and nothing else; nil: it says
// more than that.
func (m *Mapping) Stated() map[string]string {
	if m.preset == "" {
		return nil
	}
	return maps.Clone(m.columns)
}

// apply makes options those of the mapping.
func (m *Mapping) apply(options *Options) {
	if m.preset != "" {
		options.Preset, options.Kind, options.Mapping = m.preset, m.layout.Kind, m.columns
	}
}

// chooseMapping asks for the mapping of a file with the columns named.
func (f *File) chooseMapping(names []string) (err error) {
	if f.options.Choose == nil {
		return nil
	}
	if f.mapping, err = f.options.Choose(names); err == nil && f.mapping != nil {
		f.mapping.apply(&f.options)
	}
	return err
}

// ColumnsKey is equal for files with the same columns, in whatever order and however
// they are written.
func ColumnsKey(columns []string) string {
	key := make([]string, len(columns))
	for i, name := range columns {
		key[i] = folded(name)
	}
	slices.Sort(key)
	return strings.Join(key, "\n")
}

// Nearest gives the name of those listed that looks most like the one wanted.
func Nearest(wanted string, names []string) string { return nearest(wanted, names) }

// Stated gives the mapping by which the file is read: a mapping file, or what the options
// state of its columns, written as one. It is empty where the file speaks for itself.
func (f *File) Stated() string {
	if f.mapping != nil {
		return f.mapping.Text
	}
	if len(f.options.Mapping) == 0 {
		return ""
	}
	var text strings.Builder
	fmt.Fprintf(&text, "preset: %s\nkind: %s\ncolumns:\n", f.preset, f.kind)
	for _, column := range slices.Sorted(maps.Keys(f.options.Mapping)) {
		fmt.Fprintf(&text, "  %s: %s\n", strconv.Quote(column), strconv.Quote(f.options.Mapping[column]))
	}
	return text.String()
}
