package workspace

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"palier"
	"palier/internal/control"
	"palier/internal/duckdb"
)

// parts are what a backup holds of a workspace, by the names they have in its folder.
var parts = []string{storeFile, controlFile, ModelFile, AdviceFile, CalendarFile, refusedDir}

// isPart tells whether a file, by its name with slashes, belongs to a part.
func isPart(name string) bool {
	for _, part := range parts {
		if name == part || part == refusedDir && strings.HasPrefix(name, part+"/") {
			return true
		}
	}
	return false
}

// Backup writes a copy of the workspace to a new folder: the newest generation of the
// facts and states with the model they were computed under, all that people typed, the
// model's draft and the refused rows. Reading and importing go on meanwhile; a change of
// the model waits. The folder appears when it is whole; Restore makes a workspace of it.
func (w *Workspace) Backup(ctx context.Context, dir string) (*Manifest, error) {
	tried := "write a backup to " + dir
	if _, err := os.Lstat(dir); err == nil {
		return nil, &palier.Error{Code: palier.Conflict, Tried: tried, Reason: "it is there already", Hint: "name a folder that is not"}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, palier.Fail(palier.Invalid, tried, err)
	}
	unfinished := filepath.Clean(dir) + ".unfinished" // what a backup that was killed left
	manifest, err := w.backup(ctx, unfinished)
	if err == nil {
		err = os.Rename(unfinished, dir)
	}
	if err == nil {
		if err := syncFolder(filepath.Dir(filepath.Clean(dir))); err != nil {
			return manifest, err
		}
		return manifest, w.logBackup(ctx, dir)
	}
	err = errors.Join(err, os.RemoveAll(unfinished))
	var known *palier.Error
	if errors.As(err, &known) || ctx.Err() != nil {
		return nil, err
	}
	return nil, palier.Fail(spaceCode(err), tried, err)
}

// logBackup remembers where a backup is: it holds everybody who is forgotten later.
func (w *Workspace) logBackup(ctx context.Context, dir string) error {
	path, err := filepath.Abs(dir)
	if err != nil {
		return palier.Fail(palier.Internal, "log the backup", err)
	}
	return w.Control.Log(ctx, control.Entry{At: w.now().UTC(), Who: Who(ctx), Action: control.BackedUp, Details: map[string]string{"folder": path}})
}

// backups are the folders that the log says backups were written to.
func backups(entries []control.Entry) []string {
	var dirs []string
	for _, e := range entries {
		var details struct{ Folder string }
		raw, isRaw := e.Details.(json.RawMessage)
		if e.Action == control.BackedUp && isRaw && json.Unmarshal(raw, &details) == nil && !slices.Contains(dirs, details.Folder) {
			dirs = append(dirs, details.Folder)
		}
	}
	return dirs
}

func (w *Workspace) backup(ctx context.Context, dir string) (*Manifest, error) {
	if err := os.RemoveAll(dir); err != nil {
		return nil, err
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		return nil, err
	}
	w.typing.Lock() // or the facts could be of one model and what people typed of another
	err := w.Store.Backup(ctx, filepath.Join(dir, storeFile))
	if err == nil {
		err = w.Control.Backup(ctx, filepath.Join(dir, controlFile))
	}
	w.typing.Unlock()
	if err != nil {
		return nil, err
	}
	for _, name := range []string{ModelFile, AdviceFile, CalendarFile, refusedDir} {
		if err := copyPart(ctx, filepath.Join(w.Dir, name), filepath.Join(dir, name)); err != nil {
			return nil, err
		}
	}
	manifest, err := w.describe(ctx, dir)
	if err != nil {
		return nil, err
	}
	if err := manifest.write(dir); err != nil {
		return nil, err
	}
	return manifest, syncFolder(dir)
}

// describe makes the manifest of a backup, whose store tells which generation it is.
func (w *Workspace) describe(ctx context.Context, dir string) (*Manifest, error) {
	store, err := openStore(ctx, dir, filepath.Join(w.Dir, scratchDir), duckdb.Slow{})
	if err != nil {
		return nil, err
	}
	view, err := store.View(ctx)
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	p := view.Published()
	if err := errors.Join(view.Close(), store.Close()); err != nil {
		return nil, err
	}
	m := &Manifest{Format: manifestFormat, At: w.now().UTC(), Generation: p.Generation, AsOf: p.AsOf, Model: p.Model}
	return m, m.list(dir)
}

// copyPart copies a file, or the files of a folder, waiting for the disk. What is not
// there, or goes meanwhile, has no copy.
func copyPart(ctx context.Context, from, to string) error {
	return filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		target := to + strings.TrimPrefix(path, from)
		switch {
		case entry.IsDir():
			return os.Mkdir(target, 0o700)
		case !entry.Type().IsRegular(), strings.HasPrefix(entry.Name(), "."): // an import is still writing it
			return nil
		}
		err = copyFile(path, target, nil)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	})
}
