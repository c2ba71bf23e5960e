package source

import (
	"maps"
	"slices"
	"strings"

	"palier"
)

// match is what the columns of a file were taken for.
type match struct {
	kind    palier.Kind
	preset  string
	layout  *layout // nil for Palier's own columns
	columns []Column
	several map[string][]int // as in File
	kept    map[int]bool     // columns that are attributes whatever they are called
	because []string         // the columns by which the kind was recognised; none when it was stated
}

// matcher takes the columns of a file for fields.
type matcher struct {
	tried   string // "read FILE"
	names   []string
	index   columnIndex // of names
	options *Options
	mapping *Mapping // nil: none was chosen
}

func newMatcher(tried string, names []string, options *Options, mapping *Mapping) *matcher {
	return &matcher{tried: tried, names: names, index: indexed(names), options: options, mapping: mapping}
}

// match finds out which preset and kind the header is of, and which column is what. With an
// error it gives what was found until then.
func (m *matcher) match() (match, error) {
	found, err := m.recognise()
	found.columns, found.kept = make([]Column, len(m.names)), map[int]bool{}
	for i, name := range m.names {
		found.columns[i].Name = name
		if name == "" {
			found.columns[i].Field = leftOut
		}
	}
	if err != nil {
		return found, err
	}
	if err := m.mapStated(&found); err != nil {
		return found, err
	}
	m.mapLayout(&found)
	m.matchNames(&found)
	return found, m.complete(&found)
}

// mapStated gives columns the fields that the options state.
func (m *matcher) mapStated(found *match) error {
	for _, column := range slices.Sorted(maps.Keys(m.options.Mapping)) {
		i := m.column(column)
		if i < 0 {
			return palier.Refusef(m.tried, "the columns are "+strings.Join(m.names, ", "),
				"the mapping names a column %q that it does not have; the nearest is %q", column, nearest(column, m.names))
		}
		to, wrong := parseTarget(found.kind, column, m.options.Mapping[column])
		if wrong != nil {
			return wrong
		}
		if to.attribute {
			found.kept[i] = true
			continue
		}
		if other := found.rival(to); other >= 0 {
			return palier.Refusef(m.tried, "map one of them only", "the columns %q and %q are both mapped to %s", m.names[other], m.names[i], to.name())
		}
		found.columns[i].Field, found.columns[i].Format = to.name(), to.format
	}
	return nil
}

// mapLayout gives columns the fields that the layout states, where the options do not.
func (m *matcher) mapLayout(found *match) {
	if found.layout == nil {
		return
	}
	places := map[string][]int{}
	for _, a := range found.layout.Columns {
		i := m.column(a.Column)
		if i >= 0 && a.To.attribute {
			found.kept[i] = true
		}
		if i < 0 || found.kept[i] || found.columns[i].Field != "" || found.rival(a.To) >= 0 && places[a.To.name()] == nil {
			continue
		}
		found.columns[i].Field, found.columns[i].Format = a.To.name(), a.To.format
		if a.To.name() != leftOut && !a.To.isLevel() {
			places[a.To.name()] = append(places[a.To.name()], i)
		}
	}
	maps.DeleteFunc(places, func(_ string, at []int) bool { return len(at) == 1 })
	found.several = places
}

// matchNames gives the columns that have no field yet the field of their name. Columns
// that the layout knows and maps to nothing stay attributes.
func (m *matcher) matchNames(found *match) {
	known := columnIndex{}
	if found.layout != nil {
		known = indexed(found.layout.Header)
	}
	for i := range found.columns {
		c := &found.columns[i]
		f, isField := fieldOf(found.kind, c.Name)
		switch {
		case !isField, f.stated, found.kept[i], c.Field != "", found.column(f.name) >= 0:
		case known.at(c.Name) >= 0, found.layout != nil && found.layout.Constants[f.name] != "":
		default:
			c.Field = f.name
		}
	}
}

// column finds a column of the file by its name; -1: there is none.
func (m *matcher) column(name string) int { return m.index.at(name) }

// column finds the column of a field; -1: there is none.
func (m *match) column(field string) int {
	return slices.IndexFunc(m.columns, func(c Column) bool { return c.Field == field })
}

// rival finds the column that already has what another is mapped to; -1: there is none.
// Levels of a category have rivals at their own level only.
func (m *match) rival(to target) int {
	if to.field.name == "" {
		return -1
	}
	return slices.IndexFunc(m.columns, func(c Column) bool {
		bothLevels := to.isLevel() && len(c.Format) == 1
		return c.Field == to.name() && (!bothLevels || c.Format == to.format)
	})
}
