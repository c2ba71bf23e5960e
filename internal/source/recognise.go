package source

import (
	"maps"
	"slices"
	"strings"

	"palier"
)

// recognise picks the preset and the kind.
func (m *matcher) recognise() (match, error) {
	if kind := m.options.Kind; kind != "" && !slices.Contains(kinds, kind) {
		return match{}, palier.Refusef(m.tried, "choose one of "+kindNames(), "there is no kind %q", kind)
	}
	if m.mapping != nil && m.mapping.preset == "" {
		return match{kind: m.mapping.layout.Kind, preset: m.mapping.Name, layout: m.mapping.layout}, nil
	}
	p, l, err := m.pickLayout()
	if err != nil {
		return match{}, err
	}
	if l != nil {
		return match{kind: l.Kind, preset: p, layout: l, because: l.Header}, nil
	}
	kind := m.options.Kind
	var because []string
	if kind == "" {
		kind, because = m.recogniseKind()
	}
	if kind == "" {
		return match{preset: nativePreset}, palier.Refuse(m.tried, "its columns are those of no known kind: "+strings.Join(m.names, ", "),
			"say what it is with --as "+kindNames()+", and which column is which with --map COLUMN=FIELD")
	}
	return match{kind: kind, preset: nativePreset, because: because}, nil
}

// pickLayout finds the layout that the options name or the header fits: of several the
// one with the longest header. None stands for Palier's own columns.
func (m *matcher) pickLayout() (string, *layout, error) {
	wanted := m.options.Preset
	if wanted == nativePreset {
		return "", nil, nil
	}
	if wanted != "" && !slices.Contains(Presets(), wanted) {
		return "", nil, palier.Refusef(m.tried, "choose one of "+strings.Join(Presets(), ", "), "there is no preset %q", wanted)
	}
	var name string
	var best, closest *layout
	for _, p := range presets() {
		for _, l := range p.Layouts {
			switch {
			case wanted != "" && wanted != p.Name, m.options.Kind != "" && m.options.Kind != l.Kind:
			case len(m.index.lacking(l.Header)) == 0:
				if best == nil || len(l.Header) > len(best.Header) {
					name, best = p.Name, l
				}
			case closest == nil || len(m.index.lacking(l.Header)) < len(m.index.lacking(closest.Header)):
				closest = l
			}
		}
	}
	if wanted == "" || best != nil {
		return name, best, nil
	}
	if closest == nil {
		return "", nil, palier.Refusef(m.tried, "leave --preset or --as out", "the preset %s has no %s", wanted, m.options.Kind)
	}
	without := m.index.lacking(closest.Header)
	return "", nil, palier.Refusef(m.tried, "leave --preset out, or export the file with all its columns",
		"it is no file of the preset %s: it has no column %s; the nearest is %q", wanted, strings.Join(without, ", "), nearest(without[0], m.names))
}

// tellings tell the kind of a file by its columns: the first whose fields are all there. A file
// with an order id is one of orders even when their other columns are not found: it must not
// pass for one of contacts.
var tellings = []struct {
	kind   palier.Kind
	fields []string
}{
	{palier.KindEngagements, []string{"engaged_at", "type"}},
	{palier.KindOrderLines, []string{"order_id", "item_id"}},
	{palier.KindOrderLines, []string{"order_id", "quantity"}},
	{palier.KindOrders, []string{"order_id"}},
	{palier.KindOrders, []string{"ordered_at"}},
	{palier.KindEngagements, []string{"engaged_at"}},
	{palier.KindContacts, []string{"contact_id"}},
	{palier.KindProducts, []string{"item_id"}},
}

// recogniseKind tells the kind of a file from its columns, and which of them told; empty
// when it is none.
func (m *matcher) recogniseKind() (kind palier.Kind, because []string) {
	for _, sign := range tellings {
		because = nil
		for _, field := range sign.fields {
			if column := m.columnFor(field); column != "" {
				because = append(because, column)
			}
		}
		if len(because) == len(sign.fields) {
			return sign.kind, because
		}
	}
	return "", nil
}

// columnFor gives the column that is mapped to a field or named like it; empty: there is none.
func (m *matcher) columnFor(field string) string {
	for _, column := range slices.Sorted(maps.Keys(m.options.Mapping)) {
		if name, _, _ := strings.Cut(m.options.Mapping[column], ":"); folded(name) == folded(field) {
			return column
		}
	}
	if at := m.index.at(field); at >= 0 {
		return m.names[at]
	}
	return ""
}

func kindNames() string {
	var names []string
	for _, kind := range kinds {
		names = append(names, string(kind))
	}
	return strings.Join(names, ", ")
}
