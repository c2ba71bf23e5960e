package storetest

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"palier"
)

// Memory is a Store that keeps the rows of every load as they came and works out
// everything else from those of the loads not undone, once per generation. It is slow
// and easily checked, and forgets everything when it goes. The zero value is not
// usable: ask NewMemory.
type Memory struct {
	updating sync.Mutex // held by the running update
	current  atomic.Pointer[generation]
}

var _ palier.Store = (*Memory)(nil)

// NewMemory makes an empty store.
func NewMemory() *Memory {
	empty := generation{published: palier.Published{Publication: palier.Publication{AsOf: palier.NoDay}}}
	m := &Memory{}
	m.current.Store(empty.renewed())
	return m
}

// generation is one version of everything. It is never changed once published.
type generation struct {
	published palier.Published
	loads     []*load // by number
	outcomes  []palier.Outcome
	states    []palier.ContactState // by contact id
	facts     func() *facts         // what the loads tell, worked out when first asked for
}

// renewed gives a copy whose loads can be changed without touching g, and whose facts
// are those of its loads when first asked for.
func (g *generation) renewed() *generation {
	next := *g
	next.loads = slices.Clone(g.loads)
	next.facts = sync.OnceValue(func() *facts { return gather(next.loads) })
	return &next
}

// Stage opens a place for the rows of one load.
func (m *Memory) Stage(ctx context.Context) (palier.Staging, error) {
	return &staging{}, ctx.Err()
}

// Update runs change on a copy of the newest generation, which takes its place when
// change succeeds. A panic of change passes through and publishes nothing.
func (m *Memory) Update(ctx context.Context, change func(palier.Update) error) error {
	m.updating.Lock()
	defer m.updating.Unlock()
	next := *m.current.Load()
	next.published.Generation++
	u := &update{view: view{&next}}
	if err := change(u); err != nil {
		return err
	}
	if u.failed != nil {
		return u.failed
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	m.current.Store(u.generation)
	return nil
}

// View opens a reading of the newest generation.
func (m *Memory) View(ctx context.Context) (palier.View, error) {
	return &view{m.current.Load()}, ctx.Err()
}

// Backup is refused: a store in memory has no file.
func (m *Memory) Backup(context.Context, string) error {
	return palier.Refuse("back up the store", "it is in memory only", "back up a store that has a file")
}

// Close waits for a running update.
func (m *Memory) Close() error {
	m.updating.Lock()
	defer m.updating.Unlock()
	return nil
}
