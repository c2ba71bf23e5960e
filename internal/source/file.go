package source

import (
	"errors"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"sync"
	"time"

	"palier"
)

// File is an open input file whose columns are known.
type File struct {
	name    string
	file    *os.File
	options Options
	form    form
	dayZero palier.Day // of a workbook: that of serial number 0; else NoDay
	preset  string
	kind    palier.Kind
	layout  *layout  // nil for Palier's own columns
	mapping *Mapping // nil: none was chosen
	columns []Column
	several map[string][]int // the columns of fields that have more than one, the first that is filled speaking
	notes   []string
	wrapped wrapping

	surveying sync.Mutex
	surveyed  *survey // of the whole file; nil until something needs it
}

// open opens a file.
func open(path string, options Options) (*File, error) {
	if options.Name == "" {
		options.Name = path
	}
	file, err := openRegular(path, options.Name)
	if err != nil {
		return nil, err
	}
	return &File{name: options.Name, file: file, options: withDefaults(options), dayZero: palier.NoDay}, nil
}

// Open opens a file and finds out from its beginning how it is written, of which kind it
// is and which column is what. It is *palier.Error where a person can act on it. The
// caller closes the file.
func Open(path string, options Options) (*File, error) {
	f, err := open(path, options)
	if err != nil {
		return nil, err
	}
	if err := f.inspect(); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

func openRegular(path, name string) (*os.File, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() { // before a pipe makes us wait
		return nil, palier.Refuse("open "+name, "it is not a regular file", "pipe it in, and name - for standard input")
	}
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &palier.Error{Code: palier.NotFound, Tried: "open " + name, Reason: "there is no such file"}
	}
	if err != nil {
		return nil, palier.Fail(palier.Invalid, "open "+name, err)
	}
	return file, nil
}

func withDefaults(options Options) Options {
	if options.Zone == nil {
		options.Zone = time.UTC
	}
	if options.Workers <= 0 {
		options.Workers = runtime.GOMAXPROCS(0)
	}
	if options.Today == 0 {
		options.Today = palier.LastDay
	}
	return options
}

// Close closes the file. No Read may be under way.
func (f *File) Close() error { return f.file.Close() }

// Kind tells of what kind the file's rows are.
func (f *File) Kind() palier.Kind { return f.kind }

// Preset names the preset by which the file is read.
func (f *File) Preset() string { return f.preset }

// Columns lists the file's columns, in their order, and what they were taken for.
func (f *File) Columns() []Column { return slices.Clone(f.columns) }

// Mapping gives the mapping that was chosen; nil for none.
func (f *File) Mapping() *Mapping { return f.mapping }

// tried is what errors say was tried.
func (f *File) tried() string { return "read " + f.name }

// column finds the column of a field; -1: there is none.
func (f *File) column(field string) int {
	return slices.IndexFunc(f.columns, func(c Column) bool { return c.Field == field })
}

// attributes lists the columns that are attributes. Those that only stand in for another
// column are, too.
func (f *File) attributes() []int {
	if f.kind == palier.KindEngagements {
		return nil
	}
	var columns []int
	for i, c := range f.columns {
		several := f.several[c.Field]
		if c.Field == "" || several != nil && several[0] != i {
			columns = append(columns, i)
		}
	}
	return columns
}
