package workspace

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"palier"
)

// Backup writes a copy of the workspace to a new folder, which is a workspace itself:
// the newest generation of the facts and states, what people typed, and the model's
// draft. Reading and importing go on meanwhile. Nothing is left of a backup that fails.
func (w *Workspace) Backup(ctx context.Context, dir string) (err error) {
	tried := "write a backup to " + dir
	if err := os.Mkdir(dir, 0o700); errors.Is(err, fs.ErrExist) {
		return &palier.Error{Code: palier.Conflict, Tried: tried, Reason: "it is there already", Hint: "name a folder that is not"}
	} else if err != nil {
		return palier.Fail(spaceCode(err), tried, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(palier.Fail(palier.CodeOf(err), tried, err), os.RemoveAll(dir))
		}
	}()
	if err := w.Store.Backup(ctx, filepath.Join(dir, storeFile)); err != nil {
		return err
	}
	text, err := os.ReadFile(filepath.Join(w.Dir, ModelFile))
	if err == nil {
		err = writeDraft(dir, text)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	// The control database makes the folder a workspace, so it comes last.
	return w.Control.Backup(ctx, filepath.Join(dir, controlFile))
}
