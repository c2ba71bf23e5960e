package web

import (
	"palier"
	"palier/internal/modelfile"
	"palier/internal/phrase"
)

// labels adds a table of labels for each kind of things that have some.
func (f *modelForm) labels(p *modelPart) {
	for _, language := range modelfile.Languages() {
		p.Languages = append(p.Languages, f.book.Say("model.language."+language, nil))
	}
	for _, kind := range f.around.Labelled() {
		of := modelLabels{Title: f.book.Say("model.labels."+kind.Kind, nil)}
		for _, name := range kind.Names {
			row := modelLabelRow{Name: name}
			if kind.Kind == "stage" {
				row.Stage = name
			}
			given := false
			for _, language := range modelfile.Languages() {
				field := f.label(kind.Kind, name, language)
				if field.Text != "" {
					given = true
					of.Given++
				}
				of.Open = of.Open || !f.edit || field.Wrong != ""
				row.Fields = append(row.Fields, field)
			}
			if f.edit || given {
				of.Rows = append(of.Rows, row)
			}
		}
		if len(of.Rows) > 0 {
			p.Labels = append(p.Labels, of)
		}
	}
	p.Wrong = f.wrong["labels"]
}

func (f *modelForm) label(kind, name, language string) modelField {
	book, err := phrase.In(language)
	if err != nil {
		panic(err) // modelfile and phrase know the same languages
	}
	field := f.field("labels."+language+"."+palier.LabelKey(kind, name), f.book.Say("model.labels.one", phrase.Args{"Name": book.Label(kind, name), "Language": f.book.Say("model.language."+language, nil)}))
	field.Usual = book.Label(kind, name)
	return field
}
