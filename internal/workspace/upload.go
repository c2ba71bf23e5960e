package workspace

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"palier"
)

// uploadsDir is where files are kept that were sent to be imported, each in a folder of its
// own so that it can keep its name.
const uploadsDir = "uploads"

// arriving is the name of a file that is on its way: no name that one may have.
const arriving = ".arriving"

// Upload is a file that was sent to be imported. It is kept until it is dropped, a day has
// passed or the workspace is closed.
type Upload struct {
	ID    string
	Name  string // without folders
	Bytes int64
	Path  string
	At    time.Time // when it had come
}

// Receive keeps a file that is sent.
func (w *Workspace) Receive(ctx context.Context, name string, content io.Reader) (_ Upload, err error) {
	const tried = "take the file in"
	u := Upload{ID: rand.Text()}
	if u.Name, err = uploadName(name); err != nil {
		return u, err
	}
	folder := w.upload(u.ID)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return u, palier.Fail(spaceCode(err), tried, err)
	}
	defer func() {
		if err != nil {
			os.RemoveAll(folder)
		}
	}()
	u.Path = filepath.Join(folder, u.Name)
	coming := filepath.Join(folder, arriving)
	file, err := os.OpenFile(coming, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return u, palier.Fail(spaceCode(err), tried, err)
	}
	u.Bytes, err = io.Copy(file, content)
	if closing := file.Close(); err == nil {
		err = closing
	}
	switch {
	case err == nil && ctx.Err() == nil:
		if err = os.Rename(coming, u.Path); err != nil {
			return u, palier.Fail(palier.Internal, tried, err)
		}
		return w.FindUpload(u.ID)
	case err == nil:
		return u, ctx.Err()
	case spaceCode(err) == palier.NoSpace:
		return u, &palier.Error{Code: palier.NoSpace, Tried: tried, Reason: "the disk is full", Hint: "free some space; nothing was kept of the file"}
	}
	return u, err
}

// uploadName gives the name of a file without the folders that some programs send with it.
func uploadName(given string) (string, error) {
	name := given[strings.LastIndexAny(given, `/\`)+1:]
	strange := strings.ContainsFunc(name, func(r rune) bool { return unicode.IsControl(r) || r == unicode.ReplacementChar })
	if name == "" || strings.HasPrefix(name, ".") || len(name) > 200 || strange {
		return "", palier.Refuse("take the file in", "its name is empty, hidden, too long or no text", "name it as the shop did, such as orders.csv")
	}
	return name, nil
}

// FindUpload gives a file that was sent; NotFound when there is none of this id.
func (w *Workspace) FindUpload(id string) (Upload, error) {
	unknown := &palier.Error{Code: palier.NotFound, Tried: "find the file that was sent", Reason: "there is none of this id", Hint: "send it again"}
	if id == "" || strings.ContainsFunc(id, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		return Upload{}, unknown
	}
	entries, err := os.ReadDir(w.upload(id))
	if errors.Is(err, fs.ErrNotExist) || err == nil && (len(entries) != 1 || entries[0].Name() == arriving) {
		return Upload{}, unknown
	}
	if err != nil {
		return Upload{}, palier.Fail(palier.Internal, unknown.Tried, err)
	}
	info, err := entries[0].Info()
	if err != nil {
		return Upload{}, palier.Fail(palier.Internal, unknown.Tried, err)
	}
	return Upload{ID: id, Name: info.Name(), Bytes: info.Size(), Path: filepath.Join(w.upload(id), info.Name()), At: info.ModTime()}, nil
}

// Uploads lists the files that were sent and are kept, the latest first.
func (w *Workspace) Uploads() ([]Upload, error) {
	entries, err := os.ReadDir(w.upload(""))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, palier.Fail(palier.Internal, "list the files that were sent", err)
	}
	var all []Upload
	for _, entry := range entries {
		u, err := w.FindUpload(entry.Name())
		if palier.CodeOf(err) == palier.NotFound { // it is on its way, or was dropped just now
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, u)
	}
	slices.SortFunc(all, func(a, b Upload) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Name, b.Name)) })
	return all, nil
}

// DropUpload removes a file that was sent; NotFound when there is none of this id.
func (w *Workspace) DropUpload(id string) error {
	if _, err := w.FindUpload(id); err != nil {
		return err
	}
	return os.RemoveAll(w.upload(id))
}

// SweepUploads removes the files that were sent before an instant.
func (w *Workspace) SweepUploads(before time.Time) error {
	entries, err := os.ReadDir(w.upload(""))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, entry := range entries {
		if info, gone := entry.Info(); gone == nil && info.ModTime().Before(before) {
			err = errors.Join(err, os.RemoveAll(w.upload(entry.Name())))
		}
	}
	return err
}

func (w *Workspace) upload(id string) string { return filepath.Join(w.Dir, scratchDir, uploadsDir, id) }
