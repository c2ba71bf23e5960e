package workspace

import (
	"context"
	"sync"
	"time"

	"palier"
)

// gate is the store as everybody in the process reaches it. It counts who reads and who
// changes, so that the store's file can be written anew under a process that serves: first
// nobody changes any more, then nobody reads, then the store is exchanged.
//
// Whoever comes meanwhile waits, but not for ever: somebody who reads may come for a second
// reading or a change, for whose end the exchange would wait.
type gate struct {
	lock    sync.Mutex
	store   palier.Store
	inside  [2]int        // those who read, and those who change
	shut    [2]bool       // for either
	changed chan struct{} // closed when any of these changes
}

// waitAtGate is how long readers and changers wait before they are told to come again.
var waitAtGate = [2]time.Duration{10 * time.Second, 2 * time.Minute}

// How long the exchange waits for a moment when nobody reads, how long it then holds back
// those who come, and how long it waits for those who change.
const (
	waitOpen    = 3 * time.Second
	waitShut    = 30 * time.Second
	waitChanged = time.Hour
)

// The two kinds of those who come.
const (
	readers = iota
	changers
)

func newGate(store palier.Store) *gate { return &gate{store: store, changed: make(chan struct{})} }

// change does something to the gate, and lets those who wait look again.
func (g *gate) change(do func()) {
	g.lock.Lock()
	defer g.lock.Unlock()
	do()
	close(g.changed)
	g.changed = make(chan struct{})
}

// until waits until something holds of the gate, and does something in the same moment.
func (g *gate) until(ctx context.Context, long time.Duration, holds func() bool, do func()) error {
	ctx, cancel := context.WithTimeoutCause(ctx, long, errGate)
	defer cancel()
	for {
		g.lock.Lock()
		if holds() {
			do()
			g.lock.Unlock()
			return nil
		}
		changed := g.changed
		g.lock.Unlock()
		select {
		case <-changed:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

var errGate = &palier.Error{Code: palier.Busy, Tried: "use the store", Reason: "somebody is being forgotten, for which it is written anew", Hint: "try again in a moment"}

// enter waits until one may come in, and gives the store and what leaves it.
func (g *gate) enter(ctx context.Context, as int) (store palier.Store, leave func(), err error) {
	err = g.until(ctx, waitAtGate[as], func() bool { return !g.shut[as] }, func() {
		g.inside[as]++
		store = g.store
	})
	return store, sync.OnceFunc(func() { g.change(func() { g.inside[as]-- }) }), err
}

// exchange lets nobody change the store while prepare makes another one ready, and nobody
// use it while replace puts that in its place. Who reads for longer than half a minute on
// is cut off.
func (g *gate) exchange(ctx context.Context, prepare func(palier.Store) error, replace func(palier.Store) (palier.Store, error)) error {
	g.change(func() { g.shut[changers] = true })
	defer g.change(func() { g.shut = [2]bool{} })
	if err := g.until(ctx, waitChanged, func() bool { return g.inside[changers] == 0 }, func() {}); err != nil {
		return err
	}
	if err := prepare(g.store); err != nil {
		return err
	}
	nobody, shut := func() bool { return g.inside[readers] == 0 }, func() { g.shut[readers] = true }
	if g.until(ctx, waitOpen, nobody, shut) != nil {
		g.change(shut)
		_ = g.until(ctx, waitShut, nobody, func() {})
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	store, err := replace(g.store)
	if err == nil {
		g.change(func() { g.store = store })
	}
	return err
}

// Stage is palier.Store's. Nobody is counted: an import and an erasure wait for each other
// before either comes here.
func (g *gate) Stage(ctx context.Context) (palier.Staging, error) { return g.current().Stage(ctx) }

// Update is palier.Store's.
func (g *gate) Update(ctx context.Context, change func(palier.Update) error) error {
	store, leave, err := g.enter(ctx, changers)
	if err != nil {
		return err
	}
	defer leave()
	return store.Update(ctx, change)
}

// View is palier.Store's.
func (g *gate) View(ctx context.Context) (palier.View, error) {
	store, leave, err := g.enter(ctx, readers)
	if err != nil {
		return nil, err
	}
	view, err := store.View(ctx)
	if err != nil {
		leave()
		return nil, err
	}
	return &gatedView{view, leave}, nil
}

// Backup is palier.Store's.
func (g *gate) Backup(ctx context.Context, path string) error {
	store, leave, err := g.enter(ctx, readers)
	if err != nil {
		return err
	}
	defer leave()
	return store.Backup(ctx, path)
}

// Close is palier.Store's.
func (g *gate) Close() error { return g.current().Close() }

func (g *gate) current() palier.Store {
	g.lock.Lock()
	defer g.lock.Unlock()
	return g.store
}

// gatedView is a view that is counted until it is closed.
type gatedView struct {
	palier.View
	leave func()
}

func (v *gatedView) Close() error {
	defer v.leave()
	return v.View.Close()
}
