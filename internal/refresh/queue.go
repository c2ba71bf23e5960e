package refresh

import (
	"context"
	"time"

	"palier"
)

// Queue lets few passes over a whole base go on at once: each has all processors to itself
// and some memory for every day it tells of. The others wait. A nil Queue lets all go.
type Queue chan struct{}

// NewQueue gives a queue from which so many go at once.
func NewQueue(atOnce int) Queue { return make(Queue, atOnce) }

// patience is how long a pass waits for its turn before whoever asked is told to come again.
var patience = 30 * time.Second

// take waits for a turn, and gives what ends it.
func (q Queue) take(ctx context.Context) (done func(), err error) {
	if q == nil {
		return func() {}, nil
	}
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case q <- struct{}{}:
		return func() { <-q }, nil
	case <-timer.C:
		return nil, &palier.Error{Code: palier.Busy, Tried: "answer", Reason: "too much is asked at once", Hint: "ask again in a moment"}
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
