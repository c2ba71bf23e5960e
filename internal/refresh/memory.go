package refresh

import (
	"bytes"
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"palier"
)

// Memory keeps the histories of the newest generation that was asked about, packed, so
// that one question after another (another report, another limit tried) need not read
// them from the store again, which takes half as long as the kernel does. Ten million
// orders of a million contacts take some 90 MB. It may be used by several goroutines; a
// process that asks once is better off without.
type Memory struct {
	limit int64

	lock  sync.Mutex
	kept  recollection
	parts []packed
	stood *position // what other models were tried against last; nil: nothing
}

// recollection says which histories are kept.
type recollection struct {
	generation          int64 // 0: none
	ignored, responding []string
}

// NewMemory keeps histories that take up to so many bytes, packed. Others are read from
// the store every time.
func NewMemory(limit int64) *Memory { return &Memory{limit: limit} }

func (r *recollection) equal(other *recollection) bool {
	return r.generation == other.generation && slices.Equal(r.ignored, other.ignored) && slices.Equal(r.responding, other.responding)
}

// histories does what View.Histories does, without contact ids and sources, from memory if it can,
// and hands over those that are kept. The view must not be that of an update.
func (m *Memory) histories(ctx context.Context, view palier.View, query palier.HistoryQuery, keep sieve, each func(worker int, batch []palier.History) error) error {
	wanted := recollection{view.Published().Generation, query.IgnoreStatus, query.ResponseTypes}
	m.lock.Lock()
	parts, kept := m.parts, m.kept.equal(&wanted)
	m.lock.Unlock()
	if kept {
		return recall(ctx, parts, max(query.Workers, 1), keep, each)
	}
	return m.learn(ctx, view, query, wanted, keep.sifted(query.Workers, each))
}

// Remember reads what the first question would read, and keeps it for that one.
func (e Engine) Remember(ctx context.Context, view palier.View) error {
	return e.histories(ctx, view, e.query(), func(int, []palier.History) error { return nil })
}

// learn reads the histories from the store and keeps them, if they are not too large.
func (m *Memory) learn(ctx context.Context, view palier.View, query palier.HistoryQuery, wanted recollection, each func(worker int, batch []palier.History) error) error {
	var size atomic.Int64
	learners := make([]learner, max(query.Workers, 1))
	err := view.Histories(ctx, query, func(worker int, batch []palier.History) error {
		if size.Load() <= m.limit {
			size.Add(learners[worker].add(batch))
		}
		return each(worker, batch)
	})
	if err != nil || size.Load() > m.limit {
		return err
	}
	m.lock.Lock()
	defer m.lock.Unlock()
	if wanted.generation < m.kept.generation {
		return nil
	}
	if wanted.generation != m.kept.generation {
		m.stood = nil
	}
	m.kept, m.parts = wanted, nil
	for i := range learners {
		m.parts = append(m.parts, learners[i].parts...)
	}
	return nil
}

// learner packs the histories that one worker sees.
type learner struct {
	parts  []packed
	packer packer
}

// add packs a batch and tells how much memory that takes.
func (l *learner) add(batch []palier.History) int64 {
	p := packed{contacts: make([]palier.Key, len(batch))}
	l.packer.bytes = l.packer.bytes[:0]
	for i := range batch {
		p.contacts[i] = batch[i].Contact
		l.packer.add(&batch[i])
	}
	p.bytes = bytes.Clone(l.packer.bytes)
	l.parts = append(l.parts, p)
	return p.size()
}

// recall hands over what is in memory.
func recall(ctx context.Context, parts []packed, workers int, keep sieve, each func(worker int, batch []palier.History) error) error {
	working, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var next atomic.Int64
	var group sync.WaitGroup
	for worker := range workers {
		group.Go(func() {
			u := unpacker{keep: keep.sifter()}
			hand := func(batch []palier.History) error { return each(worker, batch) }
			for i := next.Add(1) - 1; i < int64(len(parts)) && working.Err() == nil; i = next.Add(1) - 1 {
				if err := u.unpack(parts[i], hand); err != nil {
					stop(err)
				}
			}
		})
	}
	group.Wait()
	return context.Cause(working)
}
