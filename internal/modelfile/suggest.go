package modelfile

import (
	"strings"

	"palier"
	"palier/internal/yamltext"
)

// suggestKey says which key was probably meant: one with a similar name among those that
// may stand here, one of the same name elsewhere in the file, or else any that may.
func suggestKey(name string, keys []key) string {
	names := keyNames(keys)
	if near := yamltext.Nearest(name, names); near != "" {
		return ": did you mean " + near + "?"
	}
	if path := elsewhere(name, "", schema(palier.DefaultModel())); path != "" {
		return " here: did you mean " + path + "?"
	}
	return ": known here are " + strings.Join(names, ", ")
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
