package export

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"palier"
)

// folder tells what is in a folder, and what its only file says.
func folder(t *testing.T, dir string) (names []string, content string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		names = append(names, entry.Name())
		text, err := os.ReadFile(filepath.Join(dir, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		content += string(text)
	}
	return names, content
}

func saying(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

func TestAFileIsWholeOrNotThere(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.csv")
	broken := func(w io.Writer) error { return errors.Join(saying("half")(w), errBroken) }
	if err := ToFile(t.Context(), path, broken); !errors.Is(err, errBroken) {
		t.Errorf("a write that fails: %v", err)
	}
	if names, _ := folder(t, dir); len(names) != 0 {
		t.Errorf("it leaves %v", names)
	}
	if err := ToFile(t.Context(), path, saying("one")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 && runtime.GOOS != "windows" {
		t.Errorf("others may read it: %v, %v", info, err)
	}
	if err := ToFile(t.Context(), path, broken); !errors.Is(err, errBroken) {
		t.Errorf("a second write that fails: %v", err)
	}
	if names, content := folder(t, dir); len(names) != 1 || content != "one" {
		t.Errorf("it leaves %v saying %q", names, content)
	}
	if err := ToFile(t.Context(), path, saying("two")); err != nil {
		t.Fatal(err)
	}
	if names, content := folder(t, dir); len(names) != 1 || content != "two" {
		t.Errorf("a second file leaves %v saying %q", names, content)
	}
}

func TestWhoCancelsFindsWhatWasThere(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	err := ToFile(ctx, filepath.Join(dir, "a.csv"), func(w io.Writer) error {
		cancel()
		return saying("all of it")(w)
	})
	if names, _ := folder(t, dir); !errors.Is(err, context.Canceled) || len(names) != 0 {
		t.Errorf("%v, and it leaves %v", err, names)
	}
}

func TestALinkGoesOnToLeadToTheFile(t *testing.T) {
	dir := t.TempDir()
	path, link := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	if err := ToFile(t.Context(), link, saying("new")); err != nil {
		t.Fatal(err)
	}
	if names, content := folder(t, dir); len(names) != 2 || content != "newnew" {
		t.Errorf("there are %v saying %q", names, content)
	}
}

func TestADeviceIsWrittenToAndStays(t *testing.T) {
	if err := ToFile(t.Context(), os.DevNull, saying("x")); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("%s has become %v, %v", os.DevNull, info, err)
	}
}

func TestWhatCannotBeWrittenSaysWhy(t *testing.T) {
	dir := t.TempDir()
	for path, code := range map[string]palier.Code{dir: palier.Invalid, filepath.Join(dir, "no", "a"): palier.NotFound} {
		if err := ToFile(t.Context(), path, saying("x")); palier.CodeOf(err) != code {
			t.Errorf("%s: %v", path, err)
		}
	}
	full := func(io.Writer) error { return &os.PathError{Op: "write", Path: "a", Err: syscall.ENOSPC} }
	if err := ToFile(t.Context(), filepath.Join(dir, "a"), full); palier.CodeOf(err) != palier.NoSpace {
		t.Errorf("a full disk: %v", err)
	}
	if names, _ := folder(t, dir); len(names) != 0 {
		t.Errorf("it leaves %v", names)
	}
}
