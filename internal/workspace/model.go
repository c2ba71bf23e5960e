package workspace

import (
	"context"
	"fmt"
	"path/filepath"

	"palier"
	"palier/internal/control"
	"palier/internal/modelfile"
)

// Model gives the model in force and its version.
func (w *Workspace) Model(ctx context.Context) (*palier.Model, control.Version, error) {
	version, err := w.Control.Current(ctx)
	if err != nil {
		return nil, version, err
	}
	model, err := modelfile.Parse([]byte(version.Text))
	return model, version, err
}

// ModelVersion gives an earlier model, by its number.
func (w *Workspace) ModelVersion(ctx context.Context, number int) (*palier.Model, control.Version, error) {
	version, err := w.Control.Version(ctx, number)
	if err != nil {
		return nil, version, err
	}
	model, err := modelfile.Parse([]byte(version.Text))
	return model, version, err
}

// ReadModel reads a model file; the empty path is the workspace's draft.
func (w *Workspace) ReadModel(path string) (*palier.Model, []byte, error) {
	if path == "" {
		path = filepath.Join(w.Dir, ModelFile)
	}
	return ReadModel(path)
}

// ReadModel reads a model file.
func ReadModel(path string) (*palier.Model, []byte, error) {
	text, err := readText(path)
	if err != nil {
		return nil, nil, palier.Fail(palier.NotFound, "read the model file", err)
	}
	model, err := modelfile.Parse(text)
	return model, text, err
}

// ApplyModel makes a model the one in force: a new version, and states computed under
// it. The same model again makes no version. It gives the version in force. Conflict when
// it was made after a version that is not in force any more; 0 stands for whichever is.
//
// The version is written right before the states are published, and who ends it until then has
// changed nothing. Should the process die in between, the states are of a model no longer in
// force, which Published tells, and the next refresh puts it right.
func (w *Workspace) ApplyModel(ctx context.Context, text []byte, after int, message string, progress func(int)) (control.Version, error) {
	return w.PublishDraft(ctx, 0, text, after, message, progress)
}

// PublishDraft does so with a draft, which is closed in the same moment.
func (w *Workspace) PublishDraft(ctx context.Context, draft int, text []byte, after int, message string, progress func(int)) (control.Version, error) {
	model, err := modelfile.Parse(text)
	if err != nil {
		return control.Version{}, err
	}
	w.typing.Lock()
	defer w.typing.Unlock()
	if err := w.CheckModel(ctx, model); err != nil {
		return control.Version{}, err
	}
	current, version, err := w.Model(ctx)
	if err != nil {
		return control.Version{}, err
	}
	if after > 0 && after != version.Number {
		return control.Version{}, &palier.Error{
			Code: palier.Conflict, Tried: "publish the model", Reason: fmt.Sprintf("version %d is in force by now", version.Number),
			Hint: "look at what it changed, and make yours from it",
		}
	}
	c := change{model: model, progress: progress, settle: func(ctx context.Context) (err error) {
		if string(text) == version.Text {
			return w.closed(ctx, draft, version)
		}
		version, err = w.Control.Publish(ctx, control.Version{
			Who: Who(ctx), Message: message, Text: string(text), Hash: modelfile.Hash(model), At: w.now(),
			Difference: modelfile.Diff(current, model),
		}, draft)
		return err
	}}
	err = w.update(ctx, &c)
	return version, err
}

// closed closes a draft that is the version in force already.
func (w *Workspace) closed(ctx context.Context, draft int, version control.Version) error {
	if draft == 0 {
		return nil
	}
	return w.CloseDraft(ctx, draft, version.Number)
}

// RollbackModel makes an earlier version's text the newest version.
func (w *Workspace) RollbackModel(ctx context.Context, number int, message string, progress func(int)) (control.Version, error) {
	_, version, err := w.ModelVersion(ctx, number)
	if err != nil {
		return control.Version{}, err
	}
	return w.ApplyModel(ctx, []byte(version.Text), 0, message, progress)
}
