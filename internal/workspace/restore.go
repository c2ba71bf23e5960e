package workspace

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"palier"
	"palier/internal/control"
)

// Folders of a restore inside the workspace. The first is filled and checked; its
// renaming to the second is the moment from which on the workspace is the restored one,
// whose parts Open puts in their places should the process die before that is done. So
// the folder itself is never renamed, which may be where a disk is mounted.
const (
	restoringDir = "restoring"
	restoredDir  = "restored"
)

// RestoreOptions say how a backup is restored; the zero value is useful but for Now.
type RestoreOptions struct {
	Replace bool             // the workspace that is there
	Current string           // the folder of a workspace whose forgotten contacts stay forgotten, if the backup is one of it; may be empty
	Now     func() time.Time // the clock
}

// Restore makes a workspace of a backup, in a new or empty folder or, only where told
// to, in the place of the workspace that is there. It is done whole or not at all,
// whenever it is interrupted. A backup that is damaged, no backup, or of a later version
// is refused before anything changes.
func Restore(ctx context.Context, backup, dir string, options RestoreOptions) (*Manifest, error) {
	tried := "restore " + backup
	manifest, err := readManifest(tried, backup)
	if err != nil {
		return nil, err
	}
	fresh, err := checkTarget(tried, dir, options.Replace)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, palier.Fail(palier.Invalid, tried, err)
	}
	held, err := takeLock(filepath.Join(dir, lockFile), "restore")
	if err != nil {
		return nil, err
	}
	defer held.release()
	err = finishRestore(dir) // an earlier one, or its parts would come over this one's
	if err == nil {
		err = restore(ctx, tried, backup, dir, manifest, options)
	}
	if err != nil {
		err = errors.Join(err, os.RemoveAll(filepath.Join(dir, restoringDir)))
		if fresh {
			err = errors.Join(err, os.RemoveAll(dir))
		}
		return nil, failed(ctx, tried, err)
	}
	return manifest, nil
}

// failed explains an error of the file system.
func failed(ctx context.Context, tried string, err error) error {
	var known *palier.Error
	if errors.As(err, &known) || ctx.Err() != nil {
		return err
	}
	return palier.Fail(spaceCode(err), tried, err)
}

// checkTarget refuses folders that a restore may not touch, and tells whether there is
// none yet.
func checkTarget(tried, dir string, replace bool) (fresh bool, err error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, palier.Fail(palier.Invalid, tried, err)
	}
	has := func(name string) bool {
		return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == name })
	}
	switch {
	case has(manifestFile):
		return false, &palier.Error{Code: palier.Conflict, Tried: tried, Reason: dir + " is a backup itself", Hint: "restore into another folder"}
	case (has(controlFile) || has(restoredDir)) && !replace:
		return false, &palier.Error{Code: palier.Conflict, Tried: tried, Reason: "there is a workspace in " + dir, Hint: "name a new folder, or replace it with --replace"}
	case has(controlFile) || has(restoredDir):
		return false, nil
	}
	for _, entry := range entries {
		if entry.Name() != lockFile && entry.Name() != restoringDir { // what an interrupted restore leaves
			return false, &palier.Error{Code: palier.Conflict, Tried: tried, Reason: dir + " holds other files", Hint: "name a new folder"}
		}
	}
	return false, nil
}

// restore copies the backup into the folder, checks it, and puts it in its place.
func restore(ctx context.Context, tried, backup, dir string, manifest *Manifest, options RestoreOptions) error {
	copied := filepath.Join(dir, restoringDir)
	if err := os.RemoveAll(copied); err != nil {
		return err
	}
	if err := os.Mkdir(copied, 0o700); err != nil {
		return err
	}
	for _, entry := range manifest.Files {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := takeEntry(tried, backup, copied, entry); err != nil {
			return err
		}
	}
	log := control.Entry{At: options.Now().UTC(), Who: Who(ctx), Action: control.Restored, Details: map[string]any{"backup": backup, "generation": manifest.Generation}}
	if err := takeOver(ctx, copied, dir, options, log); err != nil {
		return err
	}
	if err := tryWorkspace(ctx, copied, options.Now); err != nil {
		return err
	}
	if err := copyFile(filepath.Join(backup, manifestFile), filepath.Join(copied, manifestFile), nil); err != nil {
		return err
	}
	if err := errors.Join(syncFolder(copied), os.Rename(copied, filepath.Join(dir, restoredDir)), syncFolder(dir)); err != nil {
		return err
	}
	return finishRestore(dir)
}

// takeEntry copies a file of the backup, which must be what the manifest says.
func takeEntry(tried, backup, to string, entry BackupEntry) error {
	name := filepath.FromSlash(entry.Name)
	if err := os.MkdirAll(filepath.Dir(filepath.Join(to, name)), 0o700); err != nil {
		return err
	}
	hash := sha256.New()
	err := copyFile(filepath.Join(backup, name), filepath.Join(to, name), hash)
	if errors.Is(err, fs.ErrNotExist) {
		return damagedBackup(tried, entry.Name+" is missing")
	}
	if err == nil && hex.EncodeToString(hash.Sum(nil)) != entry.SHA256 {
		return damagedBackup(tried, fmt.Sprintf("%s is not as it was written", entry.Name))
	}
	return err
}

// tryWorkspace opens a copy, which brings it up to date, forgets again who was forgotten,
// and closes it.
func tryWorkspace(ctx context.Context, dir string, now func() time.Time) error {
	w, err := Open(ctx, dir, Options{Now: now, Command: "restore"})
	if err != nil {
		return err
	}
	if err := errors.Join(w.forgetAgain(ctx), w.Close()); err != nil {
		return err
	}
	return errors.Join(os.Remove(filepath.Join(dir, lockFile)), os.RemoveAll(filepath.Join(dir, scratchDir)))
}
