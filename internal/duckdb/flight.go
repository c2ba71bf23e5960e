package duckdb

import (
	"context"
	"sync"
)

// flights let equal questions that are asked at the same time be answered once.
type flights struct {
	lock    sync.Mutex
	running map[string]*flight
}

// flight is a question being answered. It ends early when nobody waits for it any more.
type flight struct {
	waiting int
	cancel  context.CancelFunc
	done    chan struct{} // closed when answer and err are there
	answer  any
	err     error
}

// join answers a question, or waits for the answer that somebody else is being given. Who
// waits longer than the context lasts gets its error.
func (f *flights) join(ctx context.Context, question string, answer func(context.Context) (any, error)) (any, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f.lock.Lock()
	joined := f.running[question]
	if joined == nil {
		joined = f.begin(ctx, question, answer)
	}
	joined.waiting++
	f.lock.Unlock()
	select {
	case <-joined.done:
		return joined.answer, joined.err
	case <-ctx.Done():
		f.leave(question, joined)
		return nil, ctx.Err()
	}
}

// begin lets a flight go. The lock is held.
func (f *flights) begin(ctx context.Context, question string, answer func(context.Context) (any, error)) *flight {
	flying, cancel := context.WithCancel(context.WithoutCancel(ctx))
	begun := &flight{cancel: cancel, done: make(chan struct{})}
	f.running[question] = begun
	go func() {
		defer cancel()
		begun.answer, begun.err = answer(flying)
		f.lock.Lock()
		f.end(question, begun)
		f.lock.Unlock()
		close(begun.done)
	}()
	return begun
}

// leave waits no longer. A flight that nobody waits for is called back, and nobody joins it.
func (f *flights) leave(question string, left *flight) {
	f.lock.Lock()
	defer f.lock.Unlock()
	if left.waiting--; left.waiting == 0 {
		left.cancel()
		f.end(question, left)
	}
}

// end forgets a flight. The lock is held.
func (f *flights) end(question string, ended *flight) {
	if f.running[question] == ended {
		delete(f.running, question)
	}
}
