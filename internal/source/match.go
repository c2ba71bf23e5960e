package source

import (
	"fmt"
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
}

// matcher takes the columns of a file for fields.
type matcher struct {
	tried   string // "read FILE"
	names   []string
	options *Options
}

// match finds out which preset and kind the header is of, and which column is what.
func (m *matcher) match() (match, error) {
	found, err := m.recognise()
	if err != nil {
		return match{}, err
	}
	found.columns = make([]Column, len(m.names))
	for i, name := range m.names {
		found.columns[i].Name = name
		if name == "" {
			found.columns[i].Field = leftOut
		}
	}
	if err := m.mapStated(&found); err != nil {
		return match{}, err
	}
	if err := m.mapLayout(&found); err != nil {
		return match{}, err
	}
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
		to, err := parseTarget(found.kind, column, m.options.Mapping[column])
		if err != nil {
			return err
		}
		if other := found.column(to.name()); other >= 0 && to.name() != leftOut {
			return palier.Refusef(m.tried, "map one of them only", "the columns %q and %q are both mapped to %s", m.names[other], m.names[i], to.name())
		}
		found.columns[i].Field, found.columns[i].Format = to.name(), to.format
	}
	return nil
}

// mapLayout gives columns the fields that the layout states, where the options do not.
func (m *matcher) mapLayout(found *match) error {
	if found.layout == nil {
		return nil
	}
	for column, text := range found.layout.Columns {
		to, err := parseTarget(found.kind, column, text)
		if err != nil {
			return err
		}
		i := m.column(column)
		if i < 0 || found.columns[i].Field != "" || to.name() != leftOut && found.column(to.name()) >= 0 {
			continue
		}
		found.columns[i].Field, found.columns[i].Format = to.name(), to.format
	}
	return nil
}

// matchNames gives the columns that have no field yet the field of their name. Columns
// that the layout knows and maps to nothing stay attributes.
func (m *matcher) matchNames(found *match) {
	for i := range found.columns {
		c := &found.columns[i]
		f, known := fieldOf(found.kind, c.Name)
		switch {
		case !known, f.stated, c.Field != "", found.column(f.name) >= 0:
		case found.layout != nil && slices.ContainsFunc(found.layout.Header, func(h string) bool { return folded(h) == folded(c.Name) }):
		default:
			c.Field = f.name
		}
	}
}

// complete refuses a file in which a required field has no column.
func (m *matcher) complete(found *match) error {
	for _, group := range required[found.kind] {
		there := slices.ContainsFunc(group, func(field string) bool { return found.column(field) >= 0 })
		made := found.layout != nil && found.layout.OrderPerRow && group[0] == "order_id"
		if there || made {
			continue
		}
		var free []string
		for _, c := range found.columns {
			if c.Field == "" {
				free = append(free, c.Name)
			}
		}
		if len(free) == 0 {
			return palier.Refusef(m.tried, "say what it is with --as "+kindNames(), "%s need a column %s, and it has only %s", found.kind, group[0], strings.Join(m.names, ", "))
		}
		near := nearest(group[0], free)
		return palier.Refusef(m.tried, fmt.Sprintf("if that is it, add --map %q, or say what the file is with --as", near+"="+group[0]),
			"%s need a column %s; the nearest here is %q of %s", found.kind, group[0], near, strings.Join(m.names, ", "))
	}
	if found.column("unit_price") >= 0 && found.column("amount") < 0 && found.column("quantity") < 0 {
		return palier.Refuse(m.tried, "a unit price makes an amount only with a quantity", "map a column to quantity, or to amount")
	}
	return nil
}

// column finds a column of the file by its name; -1: there is none.
func (m *matcher) column(name string) int {
	if i := slices.Index(m.names, name); i >= 0 {
		return i
	}
	return slices.IndexFunc(m.names, func(n string) bool { return n != "" && folded(n) == folded(name) })
}

// column finds the column of a field; -1: there is none.
func (m *match) column(field string) int {
	return slices.IndexFunc(m.columns, func(c Column) bool { return c.Field == field })
}
