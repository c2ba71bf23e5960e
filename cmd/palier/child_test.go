package main

import (
	"context"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"testing"
	"time"
)

// asProgram makes the test's own binary be the program, so that tests can start it as
// a process of its own and kill it.
const asProgram = "PALIER_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		program := Program{Out: os.Stdout, Err: os.Stderr, Now: time.Now}
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		code := program.Run(ctx, os.Args[1:])
		stop()
		os.Exit(code)
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
