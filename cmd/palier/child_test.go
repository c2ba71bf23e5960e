package main

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// asProgram makes the test's own binary be the program, so that tests can start it as
// a process of its own and kill it.
const asProgram = "PALIER_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	os.Exit(m.Run())
}

// process makes a command that runs the program as a process of its own.
func (u *user) process(args ...string) *exec.Cmd {
	u.t.Helper()
	self, err := os.Executable()
	if err != nil {
		u.t.Fatal(err)
	}
	command := exec.Command(self, append([]string{"--workspace", u.dir}, args...)...)
	command.Env = append(os.Environ(), asProgram+"=yes")
	return command
}

func TestWhatIsWrittenIsForItsOwnerAlone(t *testing.T) {
	u := newUser(t)
	for _, args := range [][]string{{"init"}, {"import", u.file("orders.csv", "order_id,contact_id,ordered_at,amount\no1,ann,2026-10-01,40.00\n")}} {
		if out, err := u.process(args...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
	}
	err := filepath.WalkDir(u.dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || path == u.dir || filepath.Base(path) == "orders.csv" {
			return err
		}
		info, err := entry.Info()
		if err == nil && info.Mode()&0o077 != 0 {
			t.Errorf("%s may be read by others: %v", path, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
