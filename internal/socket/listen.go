package socket

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"

	"palier"
)

// Call is a command that came, with what was passed open.
type Call struct {
	Command
	In       *os.File
	Out, Err *os.File
	Opened   map[string]*os.File // by path
}

// Listener takes commands on the socket of a workspace, whose lock the process holds.
type Listener struct {
	version string
	inner   *net.UnixListener
	under   sync.WaitGroup
}

// Listen begins to listen in the folder of a workspace, for programs of a version.
func Listen(dir, scratch, version string) (*Listener, error) {
	// The socket is made where nobody else can reach it and gets its name when it is whole.
	path, done, err := reachable(scratch, Name)
	if err != nil {
		return nil, palier.Fail(palier.Internal, "listen for commands", err)
	}
	defer done()
	if err := os.RemoveAll(filepath.Join(scratch, Name)); err != nil {
		return nil, palier.Fail(palier.Internal, "listen for commands", err)
	}
	inner, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		return nil, palier.Fail(palier.Internal, "listen for commands", err)
	}
	inner.SetUnlinkOnClose(false) // who comes between two servers finds it, and waits
	made := filepath.Join(scratch, Name)
	if err := errors.Join(os.Chmod(made, 0o600), os.Rename(made, filepath.Join(dir, Name))); err != nil {
		return nil, palier.Fail(palier.Internal, "listen for commands", errors.Join(err, inner.Close()))
	}
	return &Listener{version: version, inner: inner}, nil
}

// Serve does the commands that come, each by calling do, which gives its exit code, until
// Close. The context of do ends when nobody waits for the command any more.
func (l *Listener) Serve(ctx context.Context, do func(context.Context, *Call) int) error {
	for {
		conn, err := l.inner.AcceptUnix()
		if errors.Is(err, net.ErrClosed) {
			return nil
		}
		if err != nil {
			return err
		}
		l.under.Go(func() {
			defer conn.Close()
			l.take(ctx, conn, do)
		})
	}
}

// receiving is how long a command may take to come, without what it reads.
const receiving = 10 * time.Second

// take does one command.
func (l *Listener) take(ctx context.Context, conn *net.UnixConn, do func(context.Context, *Call) int) {
	conn.SetReadDeadline(time.Now().Add(receiving))
	command, files, err := receive(conn)
	defer func() {
		for _, file := range files {
			file.Close()
		}
	}()
	if err != nil || len(files) != streams+len(command.Files) {
		return // who asked is told that nobody answered
	}
	conn.SetReadDeadline(time.Time{})
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		conn.Read(make([]byte, 1)) // nothing more comes: it ends
		cancel()
	}()
	ended := answer{}
	if command.Version != l.version {
		ended.Version = l.version
	} else {
		call := &Call{Command: command, In: files[0], Out: files[1], Err: files[2], Opened: map[string]*os.File{}}
		for i, path := range command.Files {
			call.Opened[path] = files[streams+i]
		}
		ended.Code = do(ctx, call)
	}
	json.NewEncoder(conn).Encode(ended) // who is not there any more needs no answer
}

// Close takes no more commands, and waits for those under way.
func (l *Listener) Close() error {
	err := l.inner.Close()
	l.under.Wait()
	return err
}
