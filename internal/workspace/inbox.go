package workspace

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"palier"
)

// The folders of the inbox. Files wait in it, and those that lie there together become one
// load: they are gathered, taken as a whole by a renaming, imported, and filed away as a
// whole by another. So whenever the process dies, each file is in one place, and what is in
// the place of those taken says whether it was loaded.
const (
	inboxDir     = "inbox"
	gatheringDir = ".gathering" // on their way to being taken
	takenDir     = ".taken"     // being imported
	doneDir      = "done"       // in folders by load
	turnedDir    = "refused"    // in folders by instant, with the reason beside them
	takenNote    = ".load.json" // in the folder of those taken, before they are a load
	reasonFile   = "reason.txt"
)

// retryAfter is how long files wait when something is wrong that is not about them.
const retryAfter = 5 * time.Minute

// Inbox is the folder of a workspace in which files are left to be loaded. It serves one
// goroutine.
type Inbox struct {
	w     *Workspace
	dir   string
	seen  map[string]left // the files at the look before
	after time.Time       // not before then
}

// left is what tells whether a file is still being written.
type left struct {
	size    int64
	changed time.Time
}

// Inbox opens the inbox, which is made where there is none.
func (w *Workspace) Inbox() (*Inbox, error) {
	b := &Inbox{w: w, dir: filepath.Join(w.Dir, inboxDir)}
	for _, dir := range []string{b.dir, filepath.Join(b.dir, doneDir), filepath.Join(b.dir, turnedDir)} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, palier.Fail(spaceCode(err), "make the inbox", err)
		}
	}
	return b, nil
}

// Taken says what became of files of the inbox.
type Taken struct {
	Files   []string
	Load    int    // 0: they were refused
	Refused error  // why
	Folder  string // in which they are now
}

// Look loads the files that lie in the inbox, and files them away; nil when there is nothing
// to do. Files are complete when none has changed since the look before, so a look is worth
// something only some seconds after the one before. An error is about the workspace; the
// files wait.
func (b *Inbox) Look(ctx context.Context) (*Taken, error) {
	if b.w.now().Before(b.after) {
		return nil, nil
	}
	taken := filepath.Join(b.dir, takenDir)
	if _, err := os.Stat(taken); errors.Is(err, fs.ErrNotExist) {
		if ready, err := b.take(); err != nil || !ready {
			return nil, b.later(err)
		}
	}
	done, err := b.load(ctx, taken)
	return done, b.later(err)
}

// later puts the next look off where something is wrong.
func (b *Inbox) later(err error) error {
	if err == nil {
		return nil
	}
	b.after = b.w.now().Add(retryAfter)
	var known *palier.Error
	if errors.As(err, &known) {
		return err
	}
	return palier.Fail(spaceCode(err), "empty the inbox", err)
}

// take takes the files that wait, once they are complete, and tells whether there are any.
func (b *Inbox) take() (bool, error) {
	gathering := filepath.Join(b.dir, gatheringDir)
	if err := os.MkdirAll(gathering, 0o700); err != nil {
		return false, err
	}
	waiting, err := waiting(b.dir)
	if err != nil {
		return false, err
	}
	complete := sameFiles(waiting, b.seen)
	b.seen = waiting
	if !complete {
		return false, nil
	}
	for name := range waiting {
		target := filepath.Join(gathering, name)
		if _, err := os.Lstat(target); err == nil {
			continue // of another time: this one comes next
		}
		if err := os.Rename(filepath.Join(b.dir, name), target); err != nil {
			return false, err
		}
	}
	gathered, err := waitingIn(gathering)
	if err != nil || len(gathered) == 0 {
		return false, err
	}
	b.seen = nil
	return true, errors.Join(os.Rename(gathering, filepath.Join(b.dir, takenDir)), syncFolder(b.dir))
}

// waiting lists the files in a folder that are to be loaded: no hidden ones, none that
// programs write under another name until they are whole, none that are empty.
func waiting(dir string) (map[string]left, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	files := map[string]left{}
	for _, entry := range entries {
		name := entry.Name()
		unfinished := slices.Contains([]string{".part", ".partial", ".tmp", ".crdownload", ".filepart"}, strings.ToLower(filepath.Ext(name)))
		if !entry.Type().IsRegular() || strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || unfinished || name == reasonFile {
			continue
		}
		info, err := entry.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if info.Size() > 0 {
			files[name] = left{info.Size(), info.ModTime()}
		}
	}
	return files, nil
}

// waitingIn lists the names of those files in order.
func waitingIn(dir string) ([]string, error) {
	files, err := waiting(dir)
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names, err
}

// sameFiles tells whether files are those that were there before, unchanged.
func sameFiles(now, before map[string]left) bool {
	for name, file := range now {
		if was, known := before[name]; !known || was.size != file.size || !was.changed.Equal(file.changed) {
			return false
		}
	}
	return true
}
