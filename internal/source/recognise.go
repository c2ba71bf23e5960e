package source

import (
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
		return match{kind: l.Kind, preset: p, layout: l}, nil
	}
	kind := m.options.Kind
	if kind == "" {
		kind = m.recogniseKind()
	}
	if kind == "" {
		return match{}, palier.Refuse(m.tried, "its columns are those of no known kind: "+strings.Join(m.names, ", "),
			"say what it is with --as "+kindNames()+", and which column is which with --map COLUMN=FIELD")
	}
	return match{kind: kind, preset: nativePreset}, nil
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

// recogniseKind tells the kind of a file from its columns; empty when it is none. A file
// with an order id is one of orders even when their other columns are not found: it
// must not pass for one of contacts.
func (m *matcher) recogniseKind() palier.Kind {
	has := m.has
	switch {
	case has("engaged_at") && has("type"):
		return palier.KindEngagements
	case has("order_id") && (has("item_id") || has("quantity")):
		return palier.KindOrderLines
	case has("order_id"), has("ordered_at"):
		return palier.KindOrders
	case has("engaged_at"):
		return palier.KindEngagements
	case has("contact_id"):
		return palier.KindContacts
	case has("item_id"):
		return palier.KindProducts
	}
	return ""
}

// has tells whether a column is named like a field or mapped to it.
func (m *matcher) has(field string) bool {
	for _, text := range m.options.Mapping {
		if name, _, _ := strings.Cut(text, ":"); folded(name) == folded(field) {
			return true
		}
	}
	return m.index.at(field) >= 0
}

func kindNames() string {
	var names []string
	for _, kind := range kinds {
		names = append(names, string(kind))
	}
	return strings.Join(names, ", ")
}
