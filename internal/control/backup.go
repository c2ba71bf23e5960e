package control

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"palier"
)

// Backup writes the database to a new file that Open can open: Conflict when there is
// one already. Reading goes on meanwhile; changes wait. Nothing is left of a backup that
// fails.
func (db *DB) Backup(ctx context.Context, path string) (err error) {
	tried := "back up the control database to " + path
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return &palier.Error{Code: palier.Conflict, Tried: tried, Reason: "there is a file of that name", Hint: "choose another name"}
	}
	if err != nil {
		return unreachable(tried, err)
	}
	defer func() {
		if err != nil {
			os.Remove(path)
		}
	}()
	// SQLite takes a name that begins with "file:" for an address; an absolute one never does.
	absolute, err := filepath.Abs(path)
	if err == nil {
		_, err = db.writer.ExecContext(ctx, "VACUUM INTO ?", absolute)
	}
	// VACUUM INTO does not wait for the disk, so that is done here.
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err == nil {
		err = syncFolder(filepath.Dir(path))
	}
	return fail(ctx, tried, err)
}

// syncFolder makes the entry of a new file survive the machine's death.
func syncFolder(dir string) error {
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
