package workspace

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"palier"
)

// StandardInput is the path that stands for standard input.
const StandardInput = "-"

// input is a file to import.
type input struct {
	path string
	name string // what people are told that it is
}

// inputs finds the files that paths stand for: a folder stands for those in it, standard
// input for a copy of it.
func (j *importJob) inputs(ctx context.Context, paths []string) ([]input, error) {
	var all []input
	for _, path := range paths {
		found := []input{{path, cmp.Or(j.options.Called[path], path)}}
		info, err := os.Stat(path)
		switch {
		case path == StandardInput && j.copied != "":
			err = palier.Refuse("import", "standard input is named twice", "name each file once")
		case path == StandardInput:
			found[0].name = "standard input"
			found[0].path, err = j.copyInput(ctx)
		case err != nil:
			err = &palier.Error{Code: palier.NotFound, Tried: "read " + found[0].name, Err: err}
		case info.IsDir():
			found, err = j.folder(path, found[0].name)
		}
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// folder lists the files in a folder by name. Hidden files are left out, and the empty
// ones beginning with _ by which programs mark a folder as complete. Folders in it are
// left out too, and that is told: their files would be mixed up with those beside them.
func (j *importJob) folder(path, called string) ([]input, error) {
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, palier.Fail(palier.Invalid, "read the folder "+called, err)
	}
	var found []input
	var folders []string
	for _, entry := range entries { // sorted by name
		name := filepath.Join(path, entry.Name())
		if strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		info, err := os.Stat(name) // of what a link leads to
		switch {
		case err != nil:
			return nil, palier.Fail(palier.Invalid, "read "+filepath.Join(called, entry.Name()), err)
		case info.IsDir():
			folders = append(folders, entry.Name())
		case strings.HasPrefix(entry.Name(), "_") && info.Size() == 0:
		default:
			found = append(found, input{name, filepath.Join(called, entry.Name())})
		}
	}
	switch {
	case len(found) == 0 && len(folders) > 0:
		return nil, palier.Refuse("read the folder "+called, "it holds only folders: "+strings.Join(folders, ", "), "name those to import")
	case len(found) == 0:
		return nil, palier.Refuse("read the folder "+called, "there is no file in it", "put the shop's files into it, or name another")
	case len(folders) > 0:
		j.done.Notes = append(j.done.Notes, fmt.Sprintf("%s: the folders in it are left out: %s", called, strings.Join(folders, ", ")))
	}
	return found, nil
}

// copyInput keeps standard input in a file, because files are read more than once. What
// waits for input that never comes is left behind when the import is cancelled.
func (j *importJob) copyInput(ctx context.Context) (path string, err error) {
	const tried = "read standard input"
	if j.options.Stdin == nil {
		return "", palier.Refuse(tried, "there is none", "name a file")
	}
	file, err := os.CreateTemp(filepath.Join(j.w.Dir, scratchDir), "standard-input-*")
	if err != nil {
		return "", palier.Fail(spaceCode(err), tried, err)
	}
	j.copied = file.Name()
	copied := make(chan error, 1)
	go func() {
		_, err := io.Copy(&received{file, j}, j.options.Stdin)
		copied <- err
	}()
	select {
	case err = <-copied:
	case <-ctx.Done():
		err = ctx.Err()
	}
	if closing := file.Close(); err == nil {
		err = closing
	}
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case err != nil:
		return "", palier.Fail(spaceCode(err), tried, err)
	}
	return j.copied, nil
}

// received tells how much of standard input has come.
type received struct {
	file *os.File
	job  *importJob
}

func (r *received) Write(b []byte) (int, error) {
	n, err := r.file.Write(b)
	r.job.bytes.Add(int64(n))
	r.job.tell(Receiving)
	return n, err
}
