package workspace

import (
	"context"

	"palier/internal/control"
	"palier/internal/modelfile"
)

// SaveDraft keeps a model that is thought over (control.SaveDraft), for whoever asks. Its values
// have to be such as can stand; whether the model could be put in force is asked when it is to be.
func (w *Workspace) SaveDraft(ctx context.Context, d control.Draft) (control.Draft, error) {
	if _, err := modelfile.Parse([]byte(d.Text)); err != nil {
		return d, err
	}
	if _, err := w.Control.Version(ctx, d.Base); err != nil {
		return d, err
	}
	d.Who, d.At = Who(ctx), w.now()
	return w.Control.SaveDraft(ctx, d)
}

// CloseDraft takes a draft off the list: it became a version of the model, or with version 0
// it was thrown away.
func (w *Workspace) CloseDraft(ctx context.Context, number, version int) error {
	return w.Control.CloseDraft(ctx, number, version, w.now())
}

// CommentOnDraft keeps what whoever asks says about a draft.
func (w *Workspace) CommentOnDraft(ctx context.Context, number int, text string) error {
	return w.Control.CommentOn(ctx, number, control.Comment{Who: Who(ctx), At: w.now(), Text: text})
}
