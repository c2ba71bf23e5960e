package web

import (
	"context"
	"net/http"
	"slices"

	"palier"
	"palier/internal/control"
	"palier/internal/explain"
	"palier/internal/modelfile"
	"palier/internal/phrase"
	"palier/internal/signin"
)

// publishKind is the kind of the job that puts a model in force, as the API calls it too.
const publishKind = "publish"

// publishing is what such a job was asked for.
type publishing struct {
	Back  int    // the version that is gone back to; 0: it is a new model
	Guide string // the address of the choice that was made on the guided page; empty: it was made elsewhere
}

// publishedPart says which version a job put in force.
type publishedPart struct {
	Title, Path string
	Changes     []explain.Change
}

// publish makes the values of the form the model in force, if their effect was seen.
func (m *modelling) publish(sent modelSent) error {
	if !m.who.May(signin.Manage) {
		return &palier.Error{Code: palier.Denied, Tried: "publish the model", Reason: "it takes the right to administer"}
	}
	other, _ := m.read(sent)
	var body editModelBody
	newest := control.Draft{Revision: sent.revision}
	if sent.draft > 0 {
		var err error
		if newest, err = m.Workspace.Control.Draft(m.r.Context(), sent.draft, 0); err != nil {
			return err
		}
	}
	switch {
	case other == nil:
		body.Wrong = m.book.Say("model.wrong", nil)
	case sent.after != m.version.Number, newest.Revision != sent.revision, newest.Closed: // the page says what came in between
		return m.showEdit(http.StatusConflict, sent, body)
	case len(modelfile.Diff(m.current, other)) == 0:
		body.Wrong = m.book.Say("model.publish.same", nil)
	case sent.tried != markOf(other):
		body.Wrong = m.book.Say("model.look_first", nil)
	default:
		text, _ := modelfile.Rewrite([]byte(m.version.Text), other)
		return m.start(publishing{}, func(ctx context.Context, progress func(int)) (control.Version, error) {
			return m.Workspace.PublishDraft(ctx, sent.draft, text, sent.after, sent.message, progress)
		})
	}
	return m.showEdit(http.StatusUnprocessableEntity, sent, body)
}

// start begins the job that puts a model in force, and leads to its page.
func (v *visit) start(about publishing, apply func(context.Context, func(int)) (control.Version, error)) error {
	j, err := v.Jobs.Start(v.r.Context(), publishKind, v.who.Name, about, func(ctx context.Context, tell func(any)) (any, error) {
		return apply(ctx, v.dock().Computing(tell))
	})
	if err != nil {
		return err
	}
	v.see(jobPath(j))
	return nil
}

// published says what a job put in force.
func (v *visit) published(version control.Version) (*publishedPart, error) {
	part := &publishedPart{Title: v.book.Say("model.published", phrase.Args{"Number": version.Number}), Path: versionPath(version.Number)}
	return part, v.modelling(func(m *modelling) error {
		part.Changes = explain.Changes(m.book, version.Difference)
		return nil
	})
}

// writeEffect answers with a part of the effect as a file.
func (m *modelling) writeEffect(sent modelSent, part string) error {
	other, _ := m.read(sent)
	if other == nil || m.reading == nil {
		return m.showEdit(http.StatusUnprocessableEntity, sent, editModelBody{})
	}
	made, err := m.reading.simulate(other, sent.of)
	if err != nil {
		return err
	}
	all := made.Reports()
	i := slices.IndexFunc(all, func(r *palier.Report) bool { return r.Name == "simulation_"+part })
	if i < 0 {
		return nowhere(m.visit)
	}
	return m.writeReport(m.book, all[i])
}
