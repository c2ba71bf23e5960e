package workspace

import (
	"bufio"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"palier"
)

// inboxNaming finds the files of the inbox, loaded, refused or waiting, that name somebody
// by one of these ids and e-mails, or that are no plain text and so may.
func (w *Workspace) inboxNaming(ctx context.Context, names []string) (found []string, err error) {
	dir := filepath.Join(w.Dir, inboxDir)
	err = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist): // there is none, or it was filed away just now
			return nil
		case err != nil:
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		case !entry.Type().IsRegular():
			return nil
		}
		named, err := fileNames(path, names)
		if named {
			short, _ := filepath.Rel(w.Dir, path)
			found = append(found, short)
		}
		return err
	})
	if err != nil && ctx.Err() == nil {
		return nil, palier.Fail(palier.Internal, "search the inbox", err)
	}
	return found, err
}

// fileNames tells whether a line of a file has one of the names in quotes or as a word, or
// the file is no plain text.
func fileNames(path string, names []string) (bool, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer file.Close()
	lines := bufio.NewReaderSize(file, 1<<16)
	if head, _ := lines.Peek(4096); !isText(head) {
		return true, nil
	}
	for {
		line, err := lines.ReadString('\n')
		if hasAny(line, names) && quotes(line, names) {
			return true, nil
		}
		if errors.Is(err, io.EOF) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
	}
}

// isText tells whether the beginning of a file is text in UTF-8 or one byte per character.
func isText(head []byte) bool {
	if utf8.Valid(head) {
		return !strings.ContainsRune(string(head), 0)
	}
	for _, b := range head {
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' {
			return false
		}
	}
	return true
}

// hasAny tells, quickly, whether a text has one of the names anywhere in it.
func hasAny(text string, names []string) bool {
	text = strings.ToLower(text)
	for _, name := range names {
		if strings.Contains(text, strings.ToLower(name)) {
			return true
		}
	}
	return false
}
