package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"runtime/debug"
	"time"

	"palier/internal/socket"
	"palier/internal/workspace"
)

// takeCommands does the commands that other processes hand over, until the context ends,
// and gives what waits for those under way. It holds the workspace.
func (p *Program) takeCommands(ctx context.Context, w *workspace.Workspace, log *slog.Logger) (done func() error, err error) {
	listener, err := socket.Listen(w.Dir, w.Scratch(), version())
	if err != nil {
		return nil, err
	}
	served := make(chan error, 1)
	go func() {
		served <- listener.Serve(context.WithoutCancel(ctx), func(calling context.Context, call *socket.Call) int {
			return p.do(calling, ctx, w, call, log)
		})
	}()
	context.AfterFunc(ctx, func() { listener.Close() })
	return func() error {
		listener.Close()
		return <-served
	}, nil
}

// do does a command that was handed over, as if its process had opened the workspace. What
// it reads from standard input ends when the server is to stop; all else goes through.
func (p *Program) do(ctx, serving context.Context, w *workspace.Workspace, call *socket.Call, log *slog.Logger) (code int) {
	began := time.Now()
	reading, stop := context.WithCancel(ctx)
	defer stop()
	defer context.AfterFunc(serving, stop)()
	command := Program{
		In: socket.Patient{Context: reading, File: call.In}, Out: call.Out, Err: call.Err,
		Now: p.Now, Terminal: call.Terminal, Watched: call.Watched, held: w, folder: call.Folder, opened: call.Opened, origin: p.origin,
	}
	defer func() {
		if reason := recover(); reason != nil { // its own, and not the server's
			log.Error("command panicked", "command", command.doing, "reason", reason, "stack", string(debug.Stack()))
			fmt.Fprintln(call.Err, "palier: could not go on: something is wrong with Palier; the log of palier serve tells what")
			code = refused
		}
		log.Info("command", "command", command.doing, "who", call.Who, "exit", code, "took", time.Since(began))
	}()
	return command.Run(workspace.As(ctx, call.Who), call.Args)
}

// openedPath gives a path of a file that was passed open, which works wherever the file is.
func openedPath(file *os.File) string { return fmt.Sprintf("/proc/self/fd/%d", file.Fd()) }

// passes tells whether files can be passed open here and be opened again by their number.
const passes = runtime.GOOS == "linux"

// version tells builds apart: the release and, of one under work, what it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return release
	}
	from := release
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" || s.Key == "vcs.modified" {
			from += " " + s.Value
		}
	}
	return from
}
