// Command palier tells a shop where each of its contacts stands, on any day, and why.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // days begin and end in the workspace's zone on machines without zone files too

	"golang.org/x/term"
)

func main() {
	syscall.Umask(0o077) // what is written is about people: their shop's account alone may read it
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // who asks a second time does not want to wait
	program := Program{
		Out: os.Stdout, Err: os.Stderr,
		Now:      time.Now,
		Terminal: term.IsTerminal(int(os.Stderr.Fd())),
		Watched:  term.IsTerminal(int(os.Stdout.Fd())),
	}
	code := program.Run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}
