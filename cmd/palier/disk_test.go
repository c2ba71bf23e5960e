package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// inSmallDisk marks the child process that has a disk of its own.
const inSmallDisk = "PALIER_TEST_SMALL_DISK"

// A file system of 24 MiB, mounted for one process alone, is filled by an import.
func TestAFullDiskRefusesTheLoadAndKeepsWhatWasThere(t *testing.T) {
	if os.Getenv(inSmallDisk) != "" {
		fillDisk(t)
		return
	}
	command := exec.Command(os.Args[0], "-test.run", "^"+t.Name()+"$", "-test.v")
	command.Env = append(os.Environ(), inSmallDisk+"=yes")
	command.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if os.Getuid() != 0 {
		command.SysProcAttr = &syscall.SysProcAttr{
			Cloneflags:  syscall.CLONE_NEWNS | syscall.CLONE_NEWUSER,
			UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
			GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
		}
	}
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("in a process with a small disk: %v\n%s", err, out)
	}
}

func fillDisk(t *testing.T) {
	u := newUser(t)
	if err := syscall.Mount("none", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
		t.Fatalf("keep the mount to this process: %v", err)
	}
	if err := syscall.Mount("palier", u.dir, "tmpfs", 0, "size=24m"); err != nil {
		t.Fatalf("mount a small disk: %v", err)
	}
	defer func() {
		if err := syscall.Unmount(u.dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	}()
	u.run("init")
	u.run("import", u.file("small.csv", "order_id,contact_id,ordered_at,amount\no1,ann,2026-10-01,40.00\n"))
	before, stages := u.facts(), u.run("report", "stages", "--format", "csv")
	other := u.file("other", strings.Repeat("x", 1<<20))
	big := t.TempDir() + "/big.csv"
	var text strings.Builder
	text.WriteString("order_id,contact_id,ordered_at,amount\n")
	for i := range 600_000 {
		fmt.Fprintf(&text, "an-order-with-a-long-name-%d,a-contact-%d,2026-10-%02d,%d.99\n", i*7919, i*104729%500_009, 1+i%28, i%977)
	}
	if err := os.WriteFile(big, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	_, stderr, code := u.try("import", big)
	if code != refused || !strings.Contains(stderr, "space") && !strings.Contains(stderr, "full") {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	if after := u.run("report", "stages", "--format", "csv"); after != stages { // takes no room, as an export does for the audit log
		t.Errorf("something changed:\n%s\nbefore:\n%s", after, stages)
	}
	if err := os.Remove(other); err != nil { // which the refusal asks for
		t.Fatal(err)
	}
	if after := u.facts(); after != before {
		t.Errorf("something changed:\n%s\nbefore:\n%s", after, before)
	}
	u.run("import", u.file("next.csv", "order_id,contact_id,ordered_at,amount\no2,ann,2026-10-02,40.00\n"))
}
