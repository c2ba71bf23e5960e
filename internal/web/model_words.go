package web

import (
	"slices"
	"strings"

	"palier"
	"palier/internal/modelfile"
	"palier/internal/phrase"
)

// differences says what differs between two models in words.
func (m *modelling) differences(list []modelfile.Difference) []differenceRow {
	rows := make([]differenceRow, len(list))
	for i, d := range list {
		rows[i] = differenceRow{m.parameter(d.Path), m.valueWords(d.Path, d.Old), m.valueWords(d.Path, d.New)}
	}
	return rows
}

// parameter names what stands at a path of the model file, as differences call it.
func (m *modelling) parameter(path string) string {
	if level, is := strings.CutPrefix(path, "status.levels."); is {
		return m.book.Say("model.status.levels.one", phrase.Args{"Name": m.book.Label("status", level)})
	}
	if label, is := strings.CutPrefix(path, "labels."); is {
		language, name, _ := strings.Cut(label, ".")
		return m.book.Say("model.labels.one", phrase.Args{"Name": m.usualLabel(name), "Language": m.book.Say("model.language."+language, nil)})
	}
	return parameterLabel(m.book, path)
}

// limitStages are the stages that begin at limits.
var limitStages = map[string]palier.Stage{
	"lead.cold": palier.ColdLead, "lead.inactive": palier.InactiveLead,
	"customer.defecting": palier.DefectingBuyer, "customer.inactive": palier.InactiveBuyer,
}

// parameterLabel names a parameter; a limit by the label of the stage that begins at it.
func parameterLabel(book *phrase.Book, path string) string {
	if stage, limit := limitStages[path]; limit {
		return book.Say("model."+path, phrase.Args{"Stage": book.Stage(stage)})
	}
	return book.Say("model."+path, nil)
}

// usualLabel gives the label that a name has when the model gives none.
func (m *modelling) usualLabel(name string) string {
	for _, kind := range phrase.Labelled(m.current) {
		if slices.Contains(kind.Names, name) {
			return m.visit.book.Label(kind.Kind, name)
		}
	}
	return m.visit.book.Label("status", name)
}

// valueWords says a value of a difference.
func (m *modelling) valueWords(path, text string) string {
	upTo, bound := strings.CutPrefix(text, "up to ")
	switch {
	case text == "":
		return m.book.Say("model.nothing", nil)
	case text == "follows the limits":
		return m.book.Say("model.follows", nil)
	case text == "no upper bound":
		return m.book.Say("model.level.last", nil)
	case bound:
		return m.book.Say("model.level.text", phrase.Args{"Amount": m.book.Decimal(upTo)})
	case path == "purchase_unit", path == "refunds_affect_lifecycle":
		return m.book.Say("model."+path+"."+text, nil)
	case strings.HasPrefix(path, "labels."), path == "exclude":
		return text
	}
	return strings.Trim(text, "[]")
}
