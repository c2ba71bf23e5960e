package source

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"palier"
)

// form is how a file holds its rows: as separated text, as objects in JSON, as columns in
// Parquet, as cells of a workbook. It gives texts; what they mean is found out in one way
// for all.
type form interface {
	// cut takes the file apart from its beginning, as often as it is asked to, and hands
	// the blocks over in their order, until send fails.
	cut(progress func(int64), send func(block) error) error
	// rows goes through the rows of a block. Several goroutines may do so at once.
	rows(b block) rows
}

// rows goes from row to row of a block.
type rows interface {
	// next fills in the next row, and tells whether there was one.
	next(to *row) bool
}

// cells are the rows of a block that is no text.
type cells []row

func (c *cells) next(to *row) bool {
	if len(*c) == 0 {
		return false
	}
	*to, *c = (*c)[0], (*c)[1:]
	return true
}

// openForm finds out from the first bytes how the file holds its rows, and gives the
// names of its columns.
func (f *File) openForm() (names []string, err error) {
	head := make([]byte, 16)
	n, err := f.file.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return nil, unreadable(f.name, err)
	}
	switch head = head[:n]; {
	case bytes.HasPrefix(head, []byte(parquetMagic)):
		return f.openParquet()
	case bytes.HasPrefix(head, []byte(zipMagic)):
		return f.openWorkbook()
	}
	return f.openText()
}

// openText does so for a file of text, packed or not.
func (f *File) openText() ([]string, error) {
	sample, whole, err := f.sample()
	if err != nil {
		return nil, err
	}
	if err := f.checkSample(sample); err != nil {
		return nil, err
	}
	switch strings.TrimLeft(sample, " \t\r\n")[0] {
	case '{':
		return f.openObjects()
	case '[':
		return nil, palier.Refuse(f.tried(), "it is a JSON list", "write each of its objects on a line of its own: jq -c '.[]'")
	}
	return f.openSeparated(sample, whole)
}

// checkNames makes clean text of the columns' names, and refuses two that are the same.
func (f *File) checkNames(texts []string) ([]string, error) {
	names := make([]string, len(texts))
	seen := make(map[string]int, len(names))
	for i, text := range texts {
		names[i] = normalised(toUTF8(text))
		if !utf8.ValidString(text) && !slices.Contains(f.notes, asWindows1252) {
			f.notes = append(f.notes, asWindows1252)
		}
		key := folded(names[i])
		before, twice := seen[key]
		switch {
		case names[i] == "":
			f.notes = append(f.notes, fmt.Sprintf("column %d has no name and is left out", i+1))
		case twice:
			return nil, palier.Refusef(f.tried(), "rename one of them", "its columns %d and %d have the same name, %q and %q", before+1, i+1, names[before], names[i])
		}
		seen[key] = i
	}
	return names, nil
}
