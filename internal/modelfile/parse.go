package modelfile

import (
	"palier"
	"palier/internal/yamltext"
)

// Parse reads a model file. Keys that are left out have the values of
// palier.DefaultModel; an empty file is that model. The model given back has no problems.
// Everything wrong with the file is told at once, in an *Error.
func Parse(file []byte) (*palier.Model, error) {
	root, wrong := yamltext.Parse(file)
	if wrong != nil {
		return nil, newError([]Problem{*wrong})
	}
	m := palier.DefaultModel()
	d := &decoder{places: map[string]place{}, broken: map[string]bool{}}
	d.section("", root, schema(m))
	d.check(m)
	if len(d.problems) > 0 {
		return nil, newError(d.problems)
	}
	return m, nil
}
