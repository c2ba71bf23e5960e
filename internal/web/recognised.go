package web

import (
	"strings"

	"palier"
	"palier/internal/phrase"
	"palier/internal/source"
	"palier/internal/workspace"
)

// about says how the file is written.
func (v *visit) about(p *workspace.Preview) string {
	facts := []string{v.book.Say("form."+p.Form, phrase.Args{"Sheet": p.Sheet})}
	if names := map[string]string{",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}; p.Delimiter != "" {
		facts = append(facts, v.book.Say("delimiter."+names[p.Delimiter], nil))
	}
	if p.Form == "separated" {
		facts = append(facts, p.Encoding)
	}
	if p.Packing != "" {
		facts = append(facts, v.book.Say("preview.packed", phrase.Args{"With": p.Packing}))
	}
	return strings.Join(facts, ", ")
}

// readAs says as what the file is read, and by what that was told.
func (v *visit) readAs(p *workspace.Preview) string {
	args := phrase.Args{"Kind": v.book.Say("kind."+string(p.Kind), nil), "Preset": p.Preset, "By": strings.Join(p.Because, ", ")}
	switch {
	case p.Kind == "":
		return ""
	case p.Mapping != nil:
		return v.book.Say("preview.by_mapping", args)
	case len(p.Because) == 0:
		return v.book.Say("preview.stated", args)
	case p.Preset != "palier":
		return v.book.Say("preview.by_preset", args)
	}
	return v.book.Say("preview.by_columns", args)
}

// kinds are the kinds that one can state.
func (v *visit) kinds(stated palier.Kind) []choice {
	choices := []choice{{"", v.book.Say("preview.auto", nil), stated == ""}}
	for _, kind := range source.Kinds() {
		choices = append(choices, choice{string(kind), v.book.Say("kind."+string(kind), nil), kind == stated})
	}
	return choices
}

// presets are the presets that one can state.
func (v *visit) presets(stated string) []choice {
	choices := []choice{{"", v.book.Say("preview.auto", nil), stated == ""}}
	for _, name := range source.Presets() {
		choices = append(choices, choice{name, name, name == stated})
	}
	return choices
}
