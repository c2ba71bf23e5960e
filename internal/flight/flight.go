// Package flight lets equal questions that are asked at the same time be answered once.
package flight

import (
	"context"
	"sync"
)

// Group answers questions. The zero value is ready.
type Group struct {
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

// Join answers a question, or waits for the answer that somebody else is being given. Who
// waits longer than the context lasts gets its error. Nobody may change the answer.
//
// Whoever has the question answered stays until it is, also when the context has ended and
// only others wait for it: the answer is made with what is theirs, such as a view that they
// close when they go.
func (g *Group) Join(ctx context.Context, question string, answer func(context.Context) (any, error)) (any, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	g.lock.Lock()
	joined := g.running[question]
	began := joined == nil
	if began {
		joined = g.begin(ctx, question, answer)
	}
	joined.waiting++
	g.lock.Unlock()
	select {
	case <-joined.done:
		return joined.answer, joined.err
	case <-ctx.Done():
		g.leave(question, joined)
		if began {
			<-joined.done
		}
		return nil, ctx.Err()
	}
}

// Waiting tells how many wait for answers.
func (g *Group) Waiting() int {
	g.lock.Lock()
	defer g.lock.Unlock()
	all := 0
	for _, f := range g.running {
		all += f.waiting
	}
	return all
}

// begin lets a flight go. The lock is held.
func (g *Group) begin(ctx context.Context, question string, answer func(context.Context) (any, error)) *flight {
	flying, cancel := context.WithCancel(context.WithoutCancel(ctx))
	begun := &flight{cancel: cancel, done: make(chan struct{})}
	if g.running == nil {
		g.running = map[string]*flight{}
	}
	g.running[question] = begun
	go func() {
		defer cancel()
		begun.answer, begun.err = answer(flying)
		g.lock.Lock()
		g.end(question, begun)
		g.lock.Unlock()
		close(begun.done)
	}()
	return begun
}

// leave waits no longer. A flight that nobody waits for is called back, and nobody joins it.
func (g *Group) leave(question string, left *flight) {
	g.lock.Lock()
	defer g.lock.Unlock()
	if left.waiting--; left.waiting == 0 {
		left.cancel()
		g.end(question, left)
	}
}

// end forgets a flight. The lock is held.
func (g *Group) end(question string, ended *flight) {
	if g.running[question] == ended {
		delete(g.running, question)
	}
}
