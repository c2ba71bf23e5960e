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
// names they may use.
type labels struct{ model *palier.Model }

func (v labels) read(d *decoder, path string, node ast.Node) {
	given, ok := d.entries(path, node)
	if !ok {
		return
	}
	known := labelNames(v.model)
	read := make(map[string]map[string]string)
	for _, language := range given {
		at := below(path, language.name)
		if !slices.Contains(languages, language.name) {
			d.problemAt(language.at, below(path, yamltext.Clip(language.name)), "unknown language"+suggestName(language.name, languages))
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

func readLabels(d *decoder, path string, node ast.Node, known []string) map[string]string {
	given, _ := d.entries(path, node)
	read := make(map[string]string, len(given))
	for _, e := range given {
		if d.full() {
			break
		}
		if !slices.Contains(known, e.name) {
			d.problemAt(e.at, below(path, yamltext.Clip(e.name)), "unknown name"+suggestName(e.name, known))
			continue
		}
		text, ok := d.text(below(path, e.name), e.value)
		switch {
		case ok && text == "":
			d.problem(below(path, e.name), "must not be empty: leave it out for the default")
		case ok:
			read[e.name] = text
		}
	}
	return read
}

// labelNames lists what can be labelled under a model, in the order of model.md §12.
func labelNames(m *palier.Model) []string {
	var names []string
	for s := palier.NewLead; s < palier.Stages; s++ {
		names = append(names, s.String())
	}
	names = append(names, m.StatusName(palier.NoSpend))
	for _, level := range m.Status.Levels {
		names = append(names, level.Name)
	}
	for p := palier.VeryRegular; p < palier.Profiles; p++ {
		names = append(names, p.String())
	}
	for a := palier.VeryLow; a < palier.AmountLevels; a++ {
		names = append(names, a.String())
	}
	for g := palier.Champions; g < palier.Groups; g++ {
		names = append(names, g.String())
	}
	for r := palier.LeadConversion; r < palier.Rates; r++ {
		names = append(names, r.String())
	}
	return names
}

// suggestName says which name was probably meant, or all that are known.
func suggestName(name string, known []string) string {
	if near := yamltext.Nearest(name, known); near != "" {
		return ": did you mean " + near + "?"
	}
	return ": known are " + strings.Join(known, ", ")
}

func (v labels) yaml() []string {
	if len(v.model.Labels) == 0 {
		return []string{"{}"}
	}
	var lines []string
	for _, language := range slices.Sorted(maps.Keys(v.model.Labels)) {
		lines = append(lines, language+":")
		for _, name := range slices.Sorted(maps.Keys(v.model.Labels[language])) {
			lines = append(lines, indent+quote(name)+": "+quote(v.model.Labels[language][name]))
		}
	}
	return lines
}

func (v labels) facts() []fact {
	var facts []fact
	for _, language := range slices.Sorted(maps.Keys(v.model.Labels)) {
		for _, name := range slices.Sorted(maps.Keys(v.model.Labels[language])) {
			facts = append(facts, fact{"." + language + "." + name, v.model.Labels[language][name]})
		}
	}
	return facts
}

// Languages lists the languages that labels can be given in.
func Languages() []string { return slices.Clone(languages) }
