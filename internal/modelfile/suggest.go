package modelfile

import (
	"strings"

	"palier"
	"palier/internal/yamltext"
)

// unknownKey tells of a key that means nothing here, and which one was probably meant: one with
// a similar name among those that may stand here, one of the same name elsewhere in the file,
// or else any that may.
func (d *decoder) unknownKey(e entry, path string, keys []key) {
	names, at := keyNames(keys), below(path, yamltext.Clip(e.name))
	if near := yamltext.Nearest(e.name, names); near != "" {
		d.problemAt(e.at, at, "unknown_key_near", "unknown key: did you mean %s?", near)
	} else if other := elsewhere(e.name, "", schema(palier.DefaultModel())); other != "" {
		d.problemAt(e.at, at, "unknown_key_here", "unknown key here: did you mean %s?", other)
	} else {
		d.problemAt(e.at, at, "unknown_key", "unknown key: known here are %s", strings.Join(names, ", "))
	}
}

// unknownName tells of a label for what there is not.
func (d *decoder) unknownName(e entry, path string, known []string) {
	at := below(path, yamltext.Clip(e.name))
	if near := yamltext.Nearest(e.name, known); near != "" {
		d.problemAt(e.at, at, "unknown_name_near", "unknown name: did you mean %s?", near)
		return
	}
	d.problemAt(e.at, at, "unknown_name", "unknown name: known are %s", strings.Join(known, ", "))
}

func keyNames(keys []key) []string {
	var names []string
	for _, k := range keys {
		names = append(names, k.name)
	}
	return names
}

// elsewhere finds the path of the first key of that name below the sections.
func elsewhere(name, path string, keys []key) string {
	for _, k := range keys {
		if k.name == name {
			return below(path, name)
		}
		if found := elsewhere(name, below(path, k.name), k.keys); found != "" {
			return found
		}
	}
	return ""
}
