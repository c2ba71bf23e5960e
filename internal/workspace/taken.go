package workspace

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"palier"
)

// load imports the files that were taken, unless they are a load already, and files them
// away.
func (b *Inbox) load(ctx context.Context, taken string) (*Taken, error) {
	names, err := waitingIn(taken)
	if err != nil {
		return nil, err
	}
	done := &Taken{Files: names}
	if done.Load, err = b.loaded(ctx, taken); err != nil {
		return nil, err
	}
	if done.Load == 0 {
		imported, err := b.importAll(ctx, taken, names)
		switch code := palier.CodeOf(err); {
		case err == nil:
			done.Load = imported.Load.Number
		case ctx.Err() != nil || code != palier.Invalid && code != palier.Conflict:
			return nil, err
		default:
			done.Refused = err
		}
	}
	if done.Refused != nil {
		done.Folder, err = b.turnAway(taken, done.Refused)
	} else {
		done.Folder, err = b.file(taken, filepath.Join(doneDir, fmt.Sprintf("LOAD-%d", done.Load)))
	}
	return done, err
}

func (b *Inbox) importAll(ctx context.Context, taken string, names []string) (*Imported, error) {
	share, err := ParseShare(DefaultMaxRefused)
	if err != nil {
		return nil, err
	}
	options := ImportOptions{CompleteThrough: palier.NoDay, MaxRefused: share, Called: map[string]string{}, applied: func(load palier.Load) error { return note(taken, load) }}
	var paths []string
	for _, name := range names {
		path := filepath.Join(taken, name)
		paths, options.Called[path] = append(paths, path), name
	}
	return b.w.Import(As(ctx, "inbox"), paths, options)
}

// noted is what is written down of files that are about to be a load.
type noted struct {
	Load int       `json:"load"`
	At   time.Time `json:"at"`
}

// note writes down, before it is published, which load the files taken are to be.
func note(taken string, load palier.Load) error {
	text, err := json.Marshal(noted{load.Number, load.At.UTC().Truncate(time.Microsecond)})
	if err != nil {
		return err
	}
	path := filepath.Join(taken, takenNote)
	file, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return palier.Fail(spaceCode(err), "note the load", err)
	}
	_, err = file.Write(text)
	if err = errors.Join(err, file.Sync(), file.Close(), syncFolder(taken)); err != nil {
		return palier.Fail(spaceCode(err), "note the load", err)
	}
	return nil
}

// loaded gives the number of the load that the files taken became before the process died;
// 0: none. The number alone does not tell: an import that came to nothing leaves it to the
// next one.
func (b *Inbox) loaded(ctx context.Context, taken string) (int, error) {
	text, err := os.ReadFile(filepath.Join(taken, takenNote))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	var told noted
	if err != nil || json.Unmarshal(text, &told) != nil {
		return 0, err // half a note is of a load that was not published
	}
	view, err := b.w.Store.View(ctx)
	if err != nil {
		return 0, err
	}
	defer view.Close()
	loads, err := view.Loads(ctx)
	if slices.ContainsFunc(loads, func(l palier.Load) bool {
		return l.Number == told.Load && l.At.UTC().Truncate(time.Microsecond).Equal(told.At)
	}) {
		return told.Load, nil
	}
	return 0, err
}

// turnAway files away files that were refused, and says why.
func (b *Inbox) turnAway(taken string, why error) (string, error) {
	if err := os.WriteFile(filepath.Join(taken, reasonFile), []byte(why.Error()+"\n"), 0o600); err != nil {
		return "", err
	}
	return b.file(taken, filepath.Join(turnedDir, b.w.now().In(b.w.Zone).Format("2006-01-02 15.04.05")))
}

// file gives the folder of those taken its place.
func (b *Inbox) file(taken, to string) (string, error) {
	place := to
	for n := 2; ; n++ {
		if _, err := os.Lstat(filepath.Join(b.dir, place)); errors.Is(err, fs.ErrNotExist) {
			break
		}
		place = fmt.Sprintf("%s (%d)", to, n)
	}
	if err := os.Rename(taken, filepath.Join(b.dir, place)); err != nil {
		return "", err
	}
	err := os.Remove(filepath.Join(b.dir, place, takenNote))
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return filepath.Join(inboxDir, place), errors.Join(err, syncFolder(b.dir), syncFolder(filepath.Dir(filepath.Join(b.dir, place))))
}
