package workspace

import (
	"fmt"
	"os"
	"path/filepath"

	"palier"
	"palier/internal/source"
)

// FirstRefused is how many refused rows an import tells by itself.
const FirstRefused = 10

// refusals writes refused rows to a file of the workspace as they come.
type refusals struct {
	dir   string
	files []string
	file  *os.File // made with the first refusal
	out   *source.RefusalWriter
	count int64
	told  []palier.Refusal // the first ones
	why   reasons
	first string
	dry   bool // nothing is written
	err   error
}

func newRefusals(dir string, files []string, dry bool) (*refusals, error) {
	if dry {
		return &refusals{files: files, dry: true}, nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, palier.Fail(spaceCode(err), "make the folder for refused rows", err)
	}
	return &refusals{dir: dir, files: files}, nil
}

// add writes one refused row. Failures of writing are told by keep.
func (r *refusals) add(refusal palier.Refusal) {
	r.count++
	r.why.add(refusal.Column, refusal.Reason, refusal.Hint)
	if len(r.told) < FirstRefused {
		r.told = append(r.told, refusal)
	}
	if r.count == 1 {
		r.first = fmt.Sprintf("%s line %d: %s", filepath.Base(r.files[refusal.File]), refusal.Line, refusal.Reason)
		r.open()
	}
	if r.file != nil && r.err == nil {
		r.out.Write(refusal)
	}
}

func (r *refusals) open() {
	if r.dry {
		return
	}
	file, err := os.CreateTemp(r.dir, ".refused-*")
	if err != nil {
		r.err = palier.Fail(spaceCode(err), "write the refused rows", err)
		return
	}
	r.file, r.out = file, source.NewRefusalWriter(file, r.files)
}

func (r *refusals) path(name string) string { return filepath.Join(r.dir, name) }

// keep gives the file of refused rows its name; without refused rows there is none.
func (r *refusals) keep(name string) error {
	if r.file == nil {
		return nil
	}
	if err := r.out.Flush(); err != nil {
		return palier.Fail(spaceCode(err), "write the refused rows", err)
	}
	return os.Rename(r.file.Name(), r.path(name))
}

// close drops what was not kept.
func (r *refusals) close() {
	if r == nil || r.file == nil {
		return
	}
	r.file.Close()
	os.Remove(r.file.Name())
}
