package web

import (
	"slices"
	"strings"
	"unicode/utf8"

	"palier"
	"palier/internal/phrase"
	"palier/internal/source"
	"palier/internal/workspace"
)

// previewColumn is a column and what it is read as.
type previewColumn struct {
	Name, Choice, Format string // its own name, and those of its selects
	Samples              string
	Groups               []optionGroup
	Formats              []choice // empty: there is nothing to choose
	As                   string   // field, attribute or out
	Label                string   // what it is read as
}

// optionGroup is a group of choices.
type optionGroup struct {
	Label   string
	Choices []choice
}

// previewColumn shows a column and what it can be read as.
func (v *visit) previewColumn(i int, p *workspace.Preview, at int) previewColumn {
	c := p.Columns[at]
	shown := previewColumn{Name: c.Name, Choice: choiceName(i, c.Name), Format: formatName(i, c.Name), Samples: samples(p, at), As: "field"}
	noAttributes := p.Kind == palier.KindEngagements
	target := c.Target()
	switch {
	case c.Name == "", c.Field == "-", noAttributes && c.Field == "":
		shown.As, target = "out", "-"
	case c.Field == "":
		shown.As = "attribute"
	}
	field, _, _ := strings.Cut(target, ":")
	shown.Label = v.book.Say("preview.as."+shown.As, nil)
	if shown.As == "field" {
		shown.Label = v.meaning(field)
	}
	if p.Kind == "" || c.Name == "" {
		return shown
	}
	required := slices.Concat(source.Required(p.Kind)...)
	needed, known := optionGroup{Label: v.book.Say("preview.required", nil)}, optionGroup{Label: v.book.Say("preview.fields", nil)}
	for _, f := range source.Fields(p.Kind) {
		group := &known
		if slices.Contains(required, f.Name) {
			group = &needed
		}
		group.Choices = append(group.Choices, choice{f.Name, v.meaning(f.Name) + " · " + f.Name, f.Name == field})
		if f.Name == field && (len(f.Formats) > 1 || c.Format != "") {
			shown.Formats = v.formats(f, c.Format)
		}
	}
	rest := optionGroup{Label: v.book.Say("preview.rest", nil)}
	if !noAttributes {
		rest.Choices = append(rest.Choices, choice{"attribute", v.book.Say("preview.as.attribute", nil), shown.As == "attribute"})
	}
	rest.Choices = append(rest.Choices, choice{"-", v.book.Say("preview.as.out", nil), shown.As == "out"})
	shown.Groups = []optionGroup{rest, needed, known}
	return shown
}

// formats are the ways in which the values of a field may be written.
func (v *visit) formats(f source.Field, stated string) []choice {
	choices := []choice{{"", v.book.Say("format.auto", nil), stated == ""}}
	for _, name := range f.Formats {
		label := v.book.Say("format.level", phrase.Args{"N": name})
		if len(name) > 1 {
			label = v.book.Say("format."+name, nil)
		}
		choices = append(choices, choice{name, label, name == stated})
	}
	return choices
}

// meaning says what a field is.
func (v *visit) meaning(field string) string {
	rest, consent := strings.CutPrefix(field, "consent_")
	if !consent {
		return v.book.Say("meaning."+field, nil)
	}
	channel, of, _ := strings.Cut(rest, "_")
	return v.book.Say("meaning.consent"+strings.TrimRight("."+of, "."), phrase.Args{"Channel": v.book.Label("channel", channel)})
}

// samples are some values of a column.
func samples(p *workspace.Preview, at int) string {
	var values []string
	for _, row := range p.Rows {
		if at >= len(row.Fields) || row.Fields[at] == "" || len(values) == shownSamples {
			continue
		}
		if value := clip(row.Fields[at]); !slices.Contains(values, value) {
			values = append(values, value)
		}
	}
	return strings.Join(values, " · ")
}

// clip shortens a text for showing.
func clip(text string) string {
	text = phrase.Printable(text)
	if utf8.RuneCountInString(text) <= longSample {
		return text
	}
	return string([]rune(text)[:longSample-1]) + "…"
}
