package workspace

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/sys/unix"

	"palier"
)

// lock is an advisory lock on a file of the workspace. The kernel frees it with the
// process, however that ends; the file's text only tells others who holds it.
type lock struct{ file *os.File }

// takeLock takes the lock, or fails as Busy with the text of its holder.
func takeLock(path, command string) (*lock, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, palier.Fail(palier.Invalid, "lock the workspace", err)
	}
	err = unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		defer file.Close()
		return nil, &palier.Error{
			Code: palier.Busy, Tried: "open the workspace",
			Reason: "another process holds it: " + holder(path),
			Hint:   "wait until it has ended, or end it",
		}
	}
	if err == nil {
		err = file.Truncate(0)
	}
	if err == nil {
		_, err = fmt.Fprintf(file, "process %d, palier %s\n", os.Getpid(), command)
	}
	if err != nil {
		file.Close()
		return nil, palier.Fail(spaceCode(err), "lock the workspace", err)
	}
	return &lock{file}, nil
}

func holder(path string) string {
	text, err := os.ReadFile(path)
	if who := strings.TrimSpace(string(text)); err == nil && who != "" {
		return who
	}
	return "it has not said its name yet"
}

func (l *lock) release() error { return l.file.Close() }

// spaceCode tells a full disk from other failures of writing.
func spaceCode(err error) palier.Code {
	if errors.Is(err, unix.ENOSPC) || errors.Is(err, unix.EDQUOT) {
		return palier.NoSpace
	}
	return palier.Internal
}
