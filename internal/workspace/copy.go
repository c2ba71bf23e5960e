package workspace

import (
	"errors"
	"io"
	"os"
)

// copyFile copies a file to a new one and waits until it is on the disk. Also, if set,
// is written what was read.
func copyFile(from, to string, also io.Writer) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	var reader io.Reader = source
	if also != nil {
		reader = io.TeeReader(source, also)
	}
	_, err = io.Copy(target, reader)
	return errors.Join(err, target.Sync(), target.Close())
}

// syncFolder makes what was renamed in a folder survive the machine's death.
func syncFolder(dir string) error {
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
