package web

import (
	"context"
	"net/http"
	"strconv"

	"palier"
	"palier/internal/control"
	"palier/internal/explain"
	"palier/internal/modelfile"
	"palier/internal/phrase"
	"palier/internal/signin"
)

// versionBody is the page of a version, and the one that asks whether to go back to it.
type versionBody struct {
	versionLine
	First   bool
	Text    string // the model file
	Parts   []modelPart
	MayBack bool

	Ask     string // whether to go back; empty: the page only shows the version
	Against []explain.Change
	Effect  *modelEffect
	Why     string // the message that is proposed
	Wrong   string // why one cannot
}

// versionOf gives the model of the version that the address names.
func (m *modelling) versionOf() (*palier.Model, control.Version, error) {
	number, err := strconv.Atoi(m.r.PathValue("number"))
	if err != nil {
		return nil, control.Version{}, nowhere(m.visit)
	}
	return m.Workspace.ModelVersion(m.r.Context(), number)
}

// showVersion answers with a version of the model.
func showVersion(v *visit) error {
	return v.modelling(func(m *modelling) error {
		model, version, err := m.versionOf()
		if err != nil {
			return err
		}
		body := versionBody{versionLine: m.versionLine(version), First: version.Number == 1, Text: version.Text, Parts: m.parts(model, modelfile.FieldsOf(model), nil, false)}
		body.MayBack = !body.InForce && m.who.May(signin.Manage)
		return m.show(http.StatusOK, page{Name: "model-version", Book: m.book, Title: body.Title, Active: "model", Body: body})
	})
}

// askBack asks whether to go back to a version, and says what that would change.
func askBack(v *visit) error {
	return v.modelling(func(m *modelling) error {
		model, version, err := m.versionOf()
		if err != nil {
			return err
		}
		body := versionBody{versionLine: m.versionLine(version), Against: explain.Changes(m.book, modelfile.Diff(m.current, model))}
		body.Ask = m.book.Say("model.version.back.about", phrase.Args{"Current": m.version.Number})
		body.Why = m.book.Say("model.version.back.message", phrase.Args{"Number": version.Number})
		if err := m.Workspace.CheckModel(m.r.Context(), model); err != nil {
			for _, why := range faults(m.book, err) {
				body.Wrong = why
			}
		}
		if body.Effect, err = m.effect(model, palier.FacetStage); err != nil {
			return err
		}
		return m.show(http.StatusOK, page{Name: "model-version", Book: m.book, Title: m.book.Say("model.version.back.ask", phrase.Args{"Number": version.Number}), Active: "model", Body: body})
	})
}

// goBack makes a version the newest one.
func goBack(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	return v.modelling(func(m *modelling) error {
		_, version, err := m.versionOf()
		if err != nil {
			return err
		}
		return m.start(publishing{Back: version.Number}, func(ctx context.Context, progress func(int)) (control.Version, error) {
			return m.Workspace.RollbackModel(ctx, version.Number, v.r.PostForm.Get("message"), progress)
		})
	})
}
