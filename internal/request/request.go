// Package request is what is known of a request besides what it says itself: its id, and
// what its handler finds out that is worth a word in the log.
package request

import (
	"context"
	"crypto/rand"
)

// Note is made when a request comes, and read when it has been answered. It is written by
// the goroutine that answers.
type Note struct {
	ID         string // told in the answer and in the log
	Generation int64  // that the answer comes from; 0: none
	Err        error  // what went wrong that the answer does not tell
}

// New gives a note with an id of its own.
func New() *Note { return &Note{ID: rand.Text()} }

type key struct{}

// With gives a context that knows the note.
func With(ctx context.Context, n *Note) context.Context { return context.WithValue(ctx, key{}, n) }

// Of gives the note of a request; without one, a note that nobody reads.
func Of(ctx context.Context) *Note {
	if n, ok := ctx.Value(key{}).(*Note); ok {
		return n
	}
	return &Note{}
}
