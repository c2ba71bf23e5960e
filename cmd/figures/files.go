package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"palier"
	"palier/internal/workspace"
)

// write writes a file of the shop's.
func (b *bench) write(name string, rows func(io.Writer) error) (string, error) {
	step("writing %s", name)
	path := filepath.Join(b.dir, name)
	file, err := os.Create(path)
	if err != nil {
		return "", err
	}
	return path, errors.Join(rows(file), file.Close())
}

func importFiles(ctx context.Context, w *workspace.Workspace, paths ...string) error {
	step("importing %d files", len(paths))
	_, err := w.Import(ctx, paths, workspace.ImportOptions{CompleteThrough: palier.NoDay})
	return err
}
