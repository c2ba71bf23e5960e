package workspace

import (
	"context"
	"errors"
	"fmt"

	"palier"
	"palier/internal/modelfile"
	"palier/internal/phrase"
	"palier/internal/refresh"
)

// CheckModel tells whether a model can be put in force in the newest generation: its labels
// may stand for two things, and it may name a segment that there is not, or that says too
// much.
func (w *Workspace) CheckModel(ctx context.Context, m *palier.Model) error {
	if err := CheckLabels(m); err != nil || m.Exclude == "" {
		return err
	}
	view, err := w.Store.View(ctx)
	if err != nil {
		return err
	}
	defer view.Close()
	vocabulary, err := w.Vocabulary(ctx, view, m)
	if err != nil {
		return err
	}
	_, err = excluded(vocabulary)
	return told(m, err)
}

// Tried gives the engine that tries a model in a generation, as Engine does; what is wrong with
// whom it excludes is told as of the model.
func (w *Workspace) Tried(ctx context.Context, view palier.View, m *palier.Model) (refresh.Engine, error) {
	engine, err := w.Engine(ctx, view, m)
	return engine, told(m, err)
}

// told makes of why a model's segment excludes nobody a problem of the model.
func told(m *palier.Model, err error) error {
	if why := (*unfit)(nil); errors.As(err, &why) {
		return &modelfile.Error{Problems: []modelfile.Problem{why.problem(m.Exclude)}}
	}
	return err
}

// CheckLabels tells whether a label of a model stands for two things.
func CheckLabels(m *palier.Model) error {
	var problems []modelfile.Problem
	for _, c := range phrase.Collisions(m) {
		problems = append(problems, modelfile.Problem{Path: c.Path(), Code: "collision", Args: []any{c.Label, c.Other}, Message: fmt.Sprintf("%q is what %s is called already: choose another label", c.Label, c.Other)})
	}
	if len(problems) > 0 {
		return &modelfile.Error{Problems: problems}
	}
	return nil
}
