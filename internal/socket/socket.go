// Package socket is how a command reaches the process that holds its workspace: a unix
// socket in the workspace's folder, for its owner alone.
//
// Whether somebody holds the workspace is for its lock to say. A socket is only asked by
// whoever did not get the lock, so that one which a killed process left behind means
// nothing.
//
// A command comes with its standard streams, and the files it reads, passed open: what it
// prints does not go through the socket. The holder says at the end how it ended; a command
// whose process goes away, or asks for it, is cancelled.
package socket

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime"

	"golang.org/x/sys/unix"
)

// Name is the socket's name in the folder of a workspace.
const Name = "palier.sock"

// Command is what the holder of a workspace is asked to do.
type Command struct {
	Version  string   // of the program that asks: the holder must be of the same
	Args     []string // of the command line, without the program's name
	Folder   string   // in which relative paths are looked for
	Who      string   // asks
	Terminal bool     // standard error is one
	Watched  bool     // standard output is a terminal
	Files    []string // paths of the files passed open, in the order of their passing
}

// answer is how a command ended.
type answer struct {
	Code    int
	Version string // of the holder, where it is not that of the command, which was not begun
}

// streams are the standard ones, which come before any files.
const streams = 3

// Files are passed in messages of some each, as a kernel takes no more than 253 at once
// (SCM_MAX_FD), and each message is one byte with their number. The last has none.
const atOnce = 100

// MostFiles is how many files may be passed open, the streams not counted.
const MostFiles = 4000

// send passes files and then a command.
func send(conn *net.UnixConn, command Command, files []*os.File) error {
	for len(files) > 0 {
		some := files[:min(atOnce, len(files))]
		files = files[len(some):]
		fds := make([]int, len(some))
		for i, file := range some {
			fds[i] = int(file.Fd())
		}
		if _, _, err := conn.WriteMsgUnix([]byte{byte(len(some))}, unix.UnixRights(fds...), nil); err != nil {
			return err
		}
	}
	if _, err := conn.Write([]byte{0}); err != nil {
		return err
	}
	return json.NewEncoder(conn).Encode(command)
}

// receive takes what send passes. The caller closes the files, also of a failure.
func receive(conn *net.UnixConn) (command Command, files []*os.File, err error) {
	some, rights := make([]byte, 1), make([]byte, unix.CmsgSpace(4*atOnce))
	for len(files) <= streams+MostFiles {
		n, passed, _, _, err := conn.ReadMsgUnix(some, rights)
		if err != nil || n == 0 {
			return command, files, fmt.Errorf("the command did not come whole: %w", err)
		}
		if some[0] == 0 {
			return command, files, json.NewDecoder(conn).Decode(&command)
		}
		fds, err := opened(rights[:passed])
		for _, fd := range fds {
			unix.CloseOnExec(fd)
			files = append(files, os.NewFile(uintptr(fd), "passed"))
		}
		if err != nil || len(fds) != int(some[0]) {
			return command, files, fmt.Errorf("%d files came and not %d: %w", len(fds), some[0], err)
		}
	}
	return command, files, fmt.Errorf("more than %d files came", MostFiles)
}

// opened gives the files of a message.
func opened(rights []byte) (all []int, err error) {
	messages, err := unix.ParseSocketControlMessage(rights)
	if err != nil {
		return nil, err
	}
	for i := range messages {
		fds, err := unix.ParseUnixRights(&messages[i])
		if err != nil {
			return all, err
		}
		all = append(all, fds...)
	}
	return all, nil
}

// longest is how long the path of a socket may be, in bytes: a kernel keeps it in a small field.
const longest = 100

// reachable gives a path by which a file of a folder can be used as a socket, however long
// its own is, and what to do afterwards.
func reachable(dir, name string) (path string, done func(), err error) {
	path = filepath.Join(dir, name)
	if len(path) <= longest || runtime.GOOS != "linux" {
		return path, func() {}, nil
	}
	folder, err := os.Open(dir)
	if err != nil {
		return "", nil, err
	}
	return fmt.Sprintf("/proc/self/fd/%d/%s", folder.Fd(), name), func() { folder.Close() }, nil
}
