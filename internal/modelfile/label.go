package modelfile

import (
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"palier"
	"palier/internal/yamltext"
)

// languages that labels can be given in.
var languages = []string{"en", "fr"}

// labels are the merchant's own names of stages, statuses, profiles, amount levels,
// groups and rates, by language. They are read after the levels of the model, whose
// names they may use. A name alone, such as cold_lead, means all things of the name; with its
// kind before it, such as status.low, it means the one thing, whatever stands at the name alone.
type labels struct{ model *palier.Model }

func (v labels) read(d *decoder, path string, node ast.Node) {
	given, ok := d.entries(path, node)
	if !ok {
		return
	}
	known := labelledBy(v.model)
	read := make(map[string]map[string]string)
	for _, language := range given {
		at := below(path, language.name)
		if !slices.Contains(languages, language.name) {
			d.problemAt(language.at, below(path, yamltext.Clip(language.name)), "unknown_language", "unknown language: known are %s", strings.Join(languages, ", "))
			continue
		}
		if texts := readLabels(d, at, language.value, known); len(texts) > 0 {
			read[language.name] = texts
		}
	}
	v.model.Labels = nil
	if len(read) > 0 {
		v.model.Labels = read
	}
}

// labelled is what can be labelled, by each name that it may have in the file.
type labelled struct {
	names []string            // in order, without and with their kinds
	keys  map[string][]string // what a name means, by palier.LabelKey
}

func labelledBy(m *palier.Model) labelled {
	l := labelled{keys: map[string][]string{}}
	for _, kind := range m.Labelled() {
		for _, name := range kind.Names {
			key := palier.LabelKey(kind.Kind, name)
			if l.keys[name] == nil {
				l.names = append(l.names, name)
			}
			l.keys[name], l.keys[key] = append(l.keys[name], key), []string{key}
		}
	}
	return l
}

// written gives the shortest name by which a file says what has a key.
func (l labelled) written(key string) string {
	_, name, _ := strings.Cut(key, ".")
	if len(l.keys[name]) == 1 {
		return name
	}
	return key
}

func readLabels(d *decoder, path string, node ast.Node, known labelled) map[string]string {
	given, _ := d.entries(path, node)
	read, alone := make(map[string]string, len(given)), map[string]string{}
	for _, e := range given {
		if d.full() {
			break
		}
		keys := known.keys[e.name]
		if keys == nil {
			d.unknownName(e, path, known.names)
			continue
		}
		text, ok := d.text(below(path, e.name), e.value)
		switch {
		case ok && text == "":
			d.problem(below(path, e.name), "no_label", "must not be empty: leave it out for the default")
		case ok && keys[0] == e.name:
			read[e.name] = text
		case ok:
			for _, key := range keys {
				alone[key] = text
			}
		}
	}
	for key, text := range alone {
		if read[key] == "" {
			read[key] = text
		}
	}
	return read
}

// suggestName says which name was probably meant, or all that are known.
func suggestName(name string, known []string) string {
	if near := yamltext.Nearest(name, known); near != "" {
		return ": did you mean " + near + "?"
	}
	return ": known are " + strings.Join(known, ", ")
}

func (v labels) yaml() []string { return writeLabels(v.model.Labels, labelledBy(v.model).written) }

// writeLabels writes labels by language, each under the name that is written for its key.
func writeLabels(all map[string]map[string]string, written func(key string) string) []string {
	if len(all) == 0 {
		return []string{"{}"}
	}
	var lines []string
	for _, language := range slices.Sorted(maps.Keys(all)) {
		lines = append(lines, language+":")
		for _, key := range slices.Sorted(maps.Keys(all[language])) {
			lines = append(lines, indent+quote(written(key))+": "+quote(all[language][key]))
		}
	}
	return lines
}

func (v labels) facts() []fact {
	var facts []fact
	for _, language := range slices.Sorted(maps.Keys(v.model.Labels)) {
		for _, key := range slices.Sorted(maps.Keys(v.model.Labels[language])) {
			facts = append(facts, fact{"." + language + "." + key, v.model.Labels[language][key]})
		}
	}
	return facts
}

// Languages lists the languages that labels can be given in.
func Languages() []string { return slices.Clone(languages) }
