package workspace

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"palier"
)

// naming gives what tells whether a text names somebody who was forgotten, or has one of
// the words. It serves one goroutine.
func (t *tombs) naming(held []string) func(string) bool {
	seeker := t.seeker()
	return func(text string) bool {
		return seeker.named(text) || slices.ContainsFunc(words(text), func(word string) bool { return slices.Contains(held, word) })
	}
}

// purgeRefused takes the refused rows that name somebody who was forgotten, or have one of
// the words, out of their files, and gives how many there were.
func (w *Workspace) purgeRefused(ctx context.Context, held []string) (int, error) {
	tombs, err := w.tombs(ctx)
	if err != nil || tombs == nil {
		return 0, err
	}
	return w.eachRefused(tombs.naming(held), purge)
}

// eachRefused goes through the files of refused rows, and adds up how many rows were found.
func (w *Workspace) eachRefused(named func(string) bool, do func(path string, named func(string) bool) (stay [][]string, found int, err error)) (int, error) {
	const tried = "search the refused rows"
	dir := filepath.Join(w.Dir, refusedDir)
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, palier.Fail(palier.Internal, tried, err)
	}
	all := 0
	for _, entry := range entries {
		if filepath.Ext(entry.Name()) != ".csv" {
			continue
		}
		_, found, err := do(filepath.Join(dir, entry.Name()), named)
		if err != nil {
			return all, palier.Fail(spaceCode(err), tried, err)
		}
		all += found
	}
	return all, nil
}

// purge writes a file of refused rows anew without those of which a field is named. A file
// of which nothing is left goes.
func purge(path string, named func(string) bool) (stay [][]string, gone int, err error) {
	stay, gone, err = sortOut(path, named)
	if err != nil || gone == 0 {
		return stay, 0, err
	}
	if len(stay) <= 1 { // the names of the columns
		return stay, gone, os.Remove(path)
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".refused-*")
	if err != nil {
		return stay, 0, err
	}
	defer os.Remove(file.Name())
	if err := errors.Join(csv.NewWriter(file).WriteAll(stay), file.Sync(), file.Close()); err != nil {
		return stay, 0, err
	}
	return stay, gone, os.Rename(file.Name(), path)
}

// sortOut reads a file of refused rows and parts those that stay from those of which a
// field is named.
func sortOut(path string, named func(string) bool) (stay [][]string, found int, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	defer file.Close()
	reader := csv.NewReader(file)
	for {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return stay, found, nil
		}
		if err != nil {
			return nil, 0, err
		}
		// Of a refused row: file, line, column, value, reason, hint.
		if len(stay) > 0 && slices.ContainsFunc(record[3:], named) {
			found++
		} else {
			stay = append(stay, record)
		}
	}
}
