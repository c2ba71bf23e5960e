package driver

import "strings"

// Kind sorts the errors of DuckDB by what can be done about them.
type Kind int

// The kinds of errors.
const (
	Other       Kind = iota
	Interrupted      // the context of the call ended
	Full             // no room on the disk or in the memory allowed
	Locked           // another process has the file
	Newer            // a later DuckDB wrote the file
	Broken           // the database must be opened anew before it can be used
)

// Error is what DuckDB said, and what kind of failure it is.
type Error struct {
	Kind Kind
	Text string
}

func (e *Error) Error() string { return e.Text }

// signs tell the kind of an error by what DuckDB writes: not every call of its C
// interface gives the error's type, and a full disk has none. The first that fits holds.
var signs = []struct {
	text string
	kind Kind
}{
	{"INTERRUPT Error", Interrupted},
	{"No space left on device", Full},
	{"Disk quota exceeded", Full},
	{"File too large", Full},
	{"Out of Memory Error", Full},
	{"failed to offload data block", Full},
	{"Could not set lock on file", Locked},
	{"Conflicting lock is held", Locked},
	{"already attached by database", Locked},
	{"created with a newer version", Newer},
	{"can only read versions", Newer},
	{"can only read version", Newer},
	{"database has been invalidated", Broken},
	{"FATAL Error", Broken},
}

func classify(text string) *Error {
	for _, sign := range signs {
		if strings.Contains(text, sign.text) {
			return &Error{Kind: sign.kind, Text: text}
		}
	}
	return &Error{Kind: Other, Text: text}
}
