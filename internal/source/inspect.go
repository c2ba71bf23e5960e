package source

import (
	"errors"
	"io"
	"strings"

	"palier"
)

// The beginning of a file of text, by which it is judged.
const (
	sampleSize    = 1 << 20
	sampleRecords = 100
)

// inspect finds out how the file is written and what it holds.
func (f *File) inspect() error {
	found, err := f.match()
	if err != nil {
		return err
	}
	f.kind, f.preset, f.layout, f.columns = found.kind, found.preset, found.layout, found.columns
	f.several = found.several
	return nil
}

// match finds out how the file is written, and what its columns are taken for. Once the
// columns are known, it gives with an error what was found until then.
func (f *File) match() (match, error) {
	texts, err := f.openForm()
	if err != nil {
		return match{}, err
	}
	names, err := f.checkNames(texts)
	if err != nil {
		return match{}, err
	}
	if err := f.chooseMapping(names); err != nil {
		return match{}, err
	}
	if err := f.checkSeparated(names); err != nil {
		return match{}, err
	}
	return newMatcher(f.tried(), names, &f.options, f.mapping).match()
}

// sample reads the beginning of a text, and tells whether that is all of it.
func (f *File) sample() (text string, whole bool, err error) {
	input, around, err := f.input(nil)
	if err != nil {
		return "", false, err
	}
	f.wrapped = around
	f.notes = append(f.notes, around.notes()...)
	buffer := make([]byte, sampleSize)
	length := 0
	for length < sampleSize && err == nil {
		var n int
		n, err = input.Read(buffer[length:])
		length += n
	}
	if err != nil && err != io.EOF {
		return "", false, unreadable(f.name, err)
	}
	return string(buffer[:length]), errors.Is(err, io.EOF), nil
}

// checkSample refuses what is no table of text.
func (f *File) checkSample(sample string) error {
	first, _, _ := strings.Cut(sample, "\n")
	switch {
	case strings.TrimSpace(sample) == "":
		return palier.Refuse(f.tried(), "it is empty", "its first line must name the columns")
	case strings.IndexByte(first, 0) >= 0:
		return palier.Refuse(f.tried(), "its first line has zero bytes: it is no text, or UTF-16 without a byte order mark", "save it as CSV in UTF-8")
	case strings.IndexByte(sample, '\n') < 0 && strings.Contains(strings.TrimSuffix(first, "\r"), "\r"):
		return palier.Refuse(f.tried(), "its lines end with carriage returns alone", "save it with the line ends of Windows or Unix")
	}
	return nil
}
