package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// shared gives the path of a file beside the project, which the tests need.
func shared(t testing.TB, parts ...string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join(append([]string{"..", "..", "..", "shared"}, parts...)...))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("the tests need shared/%s beside the project: %v", filepath.Join(parts...), err)
	}
	return path
}

// user is somebody at a terminal, in a folder of their own.
type user struct {
	t   testing.TB
	dir string
	now time.Time
	in  io.Reader // what is piped in
}

func newUser(t testing.TB) *user {
	return &user{t: t, dir: t.TempDir(), now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)}
}

// try runs a command and gives what it said and its exit code.
func (u *user) try(args ...string) (stdout, stderr string, code int) {
	u.t.Helper()
	var out, problems bytes.Buffer
	program := Program{In: u.in, Out: &out, Err: &problems, Now: func() time.Time { return u.now }}
	code = program.Run(context.Background(), append([]string{"--workspace", u.dir}, args...))
	return out.String(), problems.String(), code
}

// run runs a command that must succeed and gives its answer.
func (u *user) run(args ...string) string {
	u.t.Helper()
	stdout, stderr, code := u.try(args...)
	if code != done {
		u.t.Fatalf("palier %v: exit %d\n%s", args, code, stderr)
	}
	return stdout
}

// file writes a file and gives its path.
func (u *user) file(name, text string) string {
	u.t.Helper()
	path := filepath.Join(u.dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		u.t.Fatal(err)
	}
	return path
}
