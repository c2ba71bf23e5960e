package explain

import (
	"strings"

	"palier"
	"palier/internal/modelfile"
	"palier/internal/phrase"
)

// Change is a value that two models do not share, in words.
type Change struct{ Label, Old, New string }

// Changes says in words what differs between two models. The book has the labels by which the
// model in force calls things.
func Changes(book *phrase.Book, list []modelfile.Difference) []Change {
	changes := make([]Change, len(list))
	for i, d := range list {
		changes[i] = Change{parameterOf(book, d.Path), differing(book, d.Path, d.Old), differing(book, d.Path, d.New)}
	}
	return changes
}

// limitStages are the stages that begin at limits.
var limitStages = map[string]palier.Stage{
	"lead.cold": palier.ColdLead, "lead.inactive": palier.InactiveLead,
	"customer.defecting": palier.DefectingBuyer, "customer.inactive": palier.InactiveBuyer,
}

// Parameter names a parameter of the model; a limit by the label of the stage that begins at it.
func Parameter(book *phrase.Book, path string) string {
	if stage, limit := limitStages[path]; limit {
		return book.Say("model."+path, phrase.Args{"Stage": book.Stage(stage)})
	}
	return book.Say("model."+path, nil)
}

// parameterOf names what stands at a path as differences have it.
func parameterOf(book *phrase.Book, path string) string {
	if level, is := strings.CutPrefix(path, "status.levels."); is {
		return book.Say("model.status.levels.one", phrase.Args{"Name": book.Label("status", level)})
	}
	if label, is := strings.CutPrefix(path, "labels."); is {
		language, key, _ := strings.Cut(label, ".")
		return book.Say("model.labels.one", phrase.Args{"Name": usualLabel(book, key), "Language": book.Say("model.language."+language, nil)})
	}
	return Parameter(book, path)
}

// usualLabel gives the label that something has when the model gives none. Versions of earlier
// releases name it without its kind.
func usualLabel(book *phrase.Book, key string) string {
	plain := book.With(&palier.Model{})
	if kind, name, is := strings.Cut(key, "."); is {
		return plain.Label(kind, name)
	}
	for _, kind := range palier.DefaultModel().Labelled() {
		for _, name := range kind.Names {
			if name == key {
				return plain.Label(kind.Kind, name)
			}
		}
	}
	return plain.Label("status", key)
}

// differing says a value of a difference.
func differing(book *phrase.Book, path, text string) string {
	upTo, bound := strings.CutPrefix(text, "up to ")
	switch {
	case text == "":
		return book.Say("model.nothing", nil)
	case strings.HasPrefix(path, "labels."), path == "exclude":
		return text
	case text == "follows the limits":
		return book.Say("model.follows", nil)
	case text == "no upper bound":
		return book.Say("model.level.last", nil)
	case bound:
		return book.Say("model.level.text", phrase.Args{"Amount": book.Decimal(upTo)})
	case path == "purchase_unit", path == "refunds_affect_lifecycle":
		return book.Say("model."+path+"."+text, nil)
	}
	return strings.Trim(text, "[]")
}
