package socket

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"os"
	"path/filepath"

	"palier"
)

// ErrNobody says that nobody listens on the socket.
var ErrNobody = errors.New("nobody listens on the workspace's socket")

// Hand has the holder of the workspace in a folder do a command, with the standard streams
// and files given, which are the caller's to close, and tells how it ended: its exit code.
// When the context ends, the command is cancelled and its end waited for.
func Hand(ctx context.Context, dir string, command Command, files []*os.File) (int, error) {
	conn, err := Dial(dir)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	if err := send(conn, command, files); err != nil {
		return 0, gone(err)
	}
	stop := context.AfterFunc(ctx, func() { conn.CloseWrite() })
	defer stop()
	var ended answer
	if err := json.NewDecoder(conn).Decode(&ended); err != nil {
		return 0, gone(err)
	}
	if ended.Version != "" {
		return 0, &palier.Error{Code: palier.Conflict, Tried: "have the running palier serve do this",
			Reason: "it is version " + ended.Version + ", and this is " + command.Version, Hint: "restart the server with this version, or use the program it was started with"}
	}
	return ended.Code, nil
}

// Dial connects to the socket in a folder; ErrNobody when nobody listens.
func Dial(dir string) (*net.UnixConn, error) {
	path, done, err := reachable(dir, Name)
	if err != nil {
		return nil, ErrNobody
	}
	defer done()
	conn, err := net.DialUnix("unix", nil, &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		return nil, ErrNobody
	}
	return conn, nil
}

// Left tells whether there is a socket in a folder, though nobody may listen on it.
func Left(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, Name))
	return err == nil
}

// gone is the error of a holder that goes away, which may have done the command or not.
func gone(err error) error {
	return &palier.Error{Code: palier.Conflict, Tried: "have the running palier serve do this", Reason: "it went away meanwhile",
		Hint: "do it again: what is loaded twice is replaced, not doubled", Err: err}
}
