package workspace

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"palier"
)

// beside are what SQLite and DuckDB may have left beside a file; it belongs to that file
// and must not be read with another one.
var beside = []string{".wal", "-wal", "-shm", "-journal"}

// finishRestore puts the parts of a restore in their places, if there is one, whose
// manifest says what it has. It can be interrupted at any moment and done again.
func finishRestore(dir string) error {
	const tried = "finish restoring the workspace"
	restored := filepath.Join(dir, restoredDir)
	if _, err := os.Stat(restored); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	manifest, err := readManifest(tried, restored)
	switch {
	case palier.CodeOf(err) == palier.NotFound: // it went last: all is done but this
	case err != nil:
		return err
	default:
		for _, part := range parts {
			if err := placePart(restored, dir, part, manifest.has(part)); err != nil {
				return palier.Fail(spaceCode(err), tried, err)
			}
		}
		if err := errors.Join(syncFolder(dir), os.Remove(filepath.Join(restored, manifestFile))); err != nil {
			return palier.Fail(palier.Internal, tried, err)
		}
	}
	if err := os.RemoveAll(restored); err != nil {
		return palier.Fail(palier.Internal, tried, err)
	}
	return nil
}

// has tells whether the backup has a part.
func (m *Manifest) has(part string) bool {
	return slices.ContainsFunc(m.Files, func(e BackupEntry) bool { return e.Name == part || strings.HasPrefix(e.Name, part+"/") })
}

// placePart puts a part in the place of the one that is there. A part that the backup has
// and the folder of the restore no longer is in its place.
func placePart(from, to, part string, has bool) error {
	source, target := filepath.Join(from, part), filepath.Join(to, part)
	if _, err := os.Lstat(source); errors.Is(err, fs.ErrNotExist) && has {
		return nil
	}
	for _, suffix := range beside {
		if err := os.RemoveAll(target + suffix); err != nil {
			return err
		}
	}
	if !has || part == refusedDir { // a folder is not renamed over another
		if err := os.RemoveAll(target); err != nil || !has {
			return err
		}
	}
	return os.Rename(source, target)
}
