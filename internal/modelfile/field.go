package modelfile

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"palier"
)

// Fields are a model as a form has it: a text for each path of a single value, such as
// "lead.cold", "rfm.cuts.recency[0]", "status.levels[1].up_to" or "labels.fr.stage.cold_lead". What
// is left out has an empty text or none; a list of texts is one, with commas in between.
type Fields map[string]string

// FieldsOf gives a model as a form has it.
func FieldsOf(m *palier.Model) Fields {
	fields := Fields{}
	for _, leaf := range leaves("", schema(m)) {
		fields.put(leaf)
	}
	return fields
}

// Levels tells how many status levels the form has.
func (f Fields) Levels() int {
	n := 0
	for ; ; n++ {
		if _, named := f[element("status.levels", n)+".name"]; !named {
			return n
		}
	}
}

// Model reads what was typed. Everything wrong with it is told at once, in an *Error whose
// problems have the paths of the fields.
func (f Fields) Model() (*palier.Model, error) {
	var out bytes.Buffer
	writeTyped(&out, "", "", schema(palier.DefaultModel()), f)
	return Parse(out.Bytes())
}

// writeTyped writes the keys of the model file with what was typed for them.
func writeTyped(out *bytes.Buffer, margin, path string, keys []key, from Fields) {
	for _, k := range keys {
		at := below(path, k.name)
		if k.keys != nil {
			out.WriteString(margin + k.name + ":\n")
			writeTyped(out, margin+indent, at, k.keys, from)
			continue
		}
		writeLines(out, margin, k.name, k.value.typed(at, from))
	}
}

func (v count) fields() []fact         { return v.facts() }
func (v flag) fields() []fact          { return v.facts() }
func (v word) fields() []fact          { return v.facts() }
func (v labels) fields() []fact        { return v.facts() }
func (v words) fields() []fact         { return []fact{{"", strings.Join(*v.at, ", ")}} }
func (v counts) fields() []fact        { return four(*v.at) }
func (v amounts) fields() []fact       { return four(*v.at) }
func (v bound) fields() []fact         { return []fact{{"", strings.Join(v.yaml(), "")}} }
func (v optionalCount) fields() []fact { return []fact{{"", strings.Join(v.yaml(), "")}} }

func (v optionalCounts) fields() []fact {
	if *v.at == [4]int{} {
		return nil
	}
	return four(*v.at)
}

func (v levels) fields() []fact {
	var fields []fact
	for i, level := range *v.at {
		for _, k := range levelKeys(&level) {
			fields = append(fields, fact{fmt.Sprintf("[%d].%s", i, k.name), k.value.fields()[0].text})
		}
	}
	return fields
}

func four[T any](of [4]T) []fact {
	fields := make([]fact, len(of))
	for i, one := range of {
		fields[i] = fact{element("", i), fmt.Sprint(one)}
	}
	return fields
}

func (v count) typed(path string, from Fields) []string  { return []string{number(from[path])} }
func (v flag) typed(path string, from Fields) []string   { return []string{number(from[path])} }
func (v word) typed(path string, from Fields) []string   { return []string{quote(from[path])} }
func (v counts) typed(path string, from Fields) []string { return typedFour(path, from) }
func (v amounts) typed(path string, from Fields) []string {
	return typedFour(path, from)
}
func (v bound) typed(path string, from Fields) []string { return optional(from[path]) }
func (v optionalCount) typed(path string, from Fields) []string {
	return optional(from[path])
}

func (v optionalCounts) typed(path string, from Fields) []string {
	for i := range v.at {
		if strings.TrimSpace(from[element(path, i)]) != "" {
			return typedFour(path, from)
		}
	}
	return nil
}

func (v words) typed(path string, from Fields) []string {
	var read []string
	for _, text := range strings.FieldsFunc(from[path], func(r rune) bool { return r == ',' || r == '\n' }) {
		if text = strings.TrimSpace(text); text != "" {
			read = append(read, text)
		}
	}
	return words{&read}.yaml()
}

func (v levels) typed(path string, from Fields) []string {
	lines := []string{}
	for i := range from.Levels() {
		pairs := "name: " + quote(from[element(path, i)+".name"])
		for _, upTo := range optional(from[element(path, i)+".up_to"]) {
			pairs += ", up_to: " + upTo
		}
		lines = append(lines, "- {"+pairs+"}")
	}
	switch len(lines) {
	case 0:
		return []string{"[]"}
	case 1:
		return []string{"[" + strings.TrimPrefix(lines[0], "- ") + "]"}
	}
	return lines
}

func (v labels) typed(path string, from Fields) []string {
	given := map[string]map[string]string{}
	for at, text := range from {
		language, name, _ := strings.Cut(strings.TrimPrefix(at, path+"."), ".")
		if text = strings.TrimSpace(text); !strings.HasPrefix(at, path+".") || !slices.Contains(languages, language) || text == "" {
			continue
		}
		if given[language] == nil {
			given[language] = map[string]string{}
		}
		given[language][name] = text
	}
	return writeLabels(given, func(name string) string { return name })
}

func typedFour(path string, from Fields) []string {
	var texts [4]string
	for i := range texts {
		texts[i] = number(from[element(path, i)])
	}
	return []string{"[" + strings.Join(texts[:], ", ") + "]"}
}

// optional gives what was typed where nothing may be.
func optional(text string) []string {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return []string{number(text)}
}

var (
	plain      = regexp.MustCompile(`^(-?[0-9]+(\.[0-9]+)?|true|false)$`)
	commaCents = regexp.MustCompile(`^[0-9]+,[0-9]{1,2}$`)
	thousands  = regexp.MustCompile(`([0-9])[ \x{a0}\x{202f}]([0-9]{3})\b`)
)

// number writes what was typed for a number, as people write them: 1 000, 49,90. What is none
// is written as text, so that reading it tells what is wrong.
func number(text string) string {
	text = thousands.ReplaceAllString(strings.TrimSpace(text), "$1$2")
	if commaCents.MatchString(text) {
		text = strings.Replace(text, ",", ".", 1)
	}
	if plain.MatchString(text) {
		return text
	}
	return quote(text)
}
