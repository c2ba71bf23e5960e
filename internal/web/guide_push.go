package web

import (
	"strconv"

	"palier/internal/phrase"
	"palier/internal/signin"
)

// guidePush leads an administrator to the guided page as long as nobody has decided on the
// limits. It stands above the overview and does not take its place: who comes for the numbers
// gets them, and an address shows to everybody what it always shows.
type guidePush struct {
	Due  bool
	Done string // said to who comes from there, whose limits are in force now
}

// pushGuide tells whether the overview leads there.
func (r *reading) pushGuide() (push guidePush, err error) {
	if !r.who.May(signin.Manage) {
		return push, nil
	}
	if r.r.URL.Query().Get("limits") == strconv.Itoa(r.version) {
		push.Done = r.book.Say("guide.done", phrase.Args{"Number": r.version})
	}
	push.Due, err = r.Workspace.Undecided(r.r.Context())
	return push, err
}
