package export

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"palier"
)

// ToFile writes a file that is whole or not there: what was at the path stays until the
// new file is on the disk, and stays for good when write fails or the context ends. Only
// its owner may read it, for it is about people. What is there and no file, such as a
// pipe, is written to as it is.
func ToFile(ctx context.Context, path string, write func(io.Writer) error) error {
	tried := "write " + path
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real // a link goes on to lead to the file
	}
	switch info, err := os.Stat(path); {
	case err == nil && info.IsDir():
		return palier.Refuse(tried, "it is a folder", "name a file in it")
	case err == nil && !info.Mode().IsRegular():
		return toDevice(tried, path, write)
	}
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return failed(tried, err)
	}
	defer os.Remove(file.Name()) // not there any more when all went well
	err = write(file)
	if err == nil {
		err = ctx.Err()
	}
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return failed(tried, err)
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return failed(tried, err)
	}
	return syncFolder(tried, filepath.Dir(path))
}

func toDevice(tried, path string, write func(io.Writer) error) error {
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return failed(tried, err)
	}
	if err := errors.Join(write(file), file.Close()); err != nil {
		return failed(tried, err)
	}
	return nil
}

// syncFolder makes a new name last; file systems that cannot say so need not.
func syncFolder(tried, path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return failed(tried, err)
	}
	defer folder.Close()
	if err := folder.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, syscall.EINVAL) {
		return failed(tried, err)
	}
	return nil
}

// failed tells what to do about a file that could not be written; errors that tell so
// themselves stay as they are.
func failed(tried string, err error) error {
	var told *palier.Error
	switch {
	case errors.As(err, &told):
		return err
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, syscall.ENOSPC):
		return &palier.Error{Code: palier.NoSpace, Tried: tried, Reason: "the disk is full", Hint: "make room, or name a file on another disk"}
	case errors.Is(err, fs.ErrNotExist):
		return &palier.Error{Code: palier.NotFound, Tried: tried, Reason: "its folder does not exist", Hint: "make the folder first"}
	case errors.Is(err, fs.ErrPermission):
		return &palier.Error{Code: palier.Invalid, Tried: tried, Reason: "it is not allowed", Hint: "name a file in a folder of yours"}
	}
	return palier.Fail(palier.Internal, tried, err)
}
