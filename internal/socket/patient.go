package socket

import (
	"context"
	"os"

	"golang.org/x/sys/unix"
)

// looking is how often a reader looks whether it is still wanted, in milliseconds.
const looking = 100

// Patient reads a stream that is somebody else's too, such as the terminal of a shell. It
// takes nothing before there is something, and gives up when the context ends: a reader that
// was left behind would take what is typed for the next program.
type Patient struct {
	Context context.Context
	File    *os.File
}

// Read reads as soon as there is something.
func (p Patient) Read(b []byte) (int, error) {
	for {
		if err := p.Context.Err(); err != nil {
			return 0, err
		}
		ready, err := unix.Poll([]unix.PollFd{{Fd: int32(p.File.Fd()), Events: unix.POLLIN}}, looking)
		if err != nil && err != unix.EINTR {
			return 0, os.NewSyscallError("poll", err)
		}
		if ready > 0 {
			return p.File.Read(b)
		}
	}
}
