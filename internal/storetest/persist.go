package storetest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"sync"
	"time"

	"palier"
)

var persistenceCases = []testCase{
	{"a store opened again is the same", func(s *shop) {
		s.loadPerson()
		load := s.load(contactFile(contact("carl", 3, "")), orderFile(sale("o", "carl", 4, 100)))
		s.load(orderFile(sale("o", "carl", 4, 200)))
		s.undo(load.Number)
		s.publish(palier.Publication{AsOf: 9, Model: "m", At: loadTime}, stateOf("carl", palier.FirstTimeBuyer))
		before := s.checksum()
		s.reopen()
		if s.checksum() != before {
			s.Error("it differs")
		}
	}},
	{"an empty store can be opened again", func(s *shop) {
		before := s.checksum()
		s.reopen()
		if s.checksum() != before {
			s.Error("it differs")
		}
	}},
	{"numbers and generations go on after opening again", func(s *shop) {
		load := s.load(contactFile(contact("ann", 1, "")))
		s.undo(load.Number)
		before := s.published()
		s.reopen()
		if next := s.load(contactFile(contact("bob", 1, ""))); next.Number != load.Number+1 {
			s.Errorf("load %d comes after %d", next.Number, load.Number)
		}
		if after := s.published(); after.Generation <= before.Generation {
			s.Errorf("generation %d comes after %d", after.Generation, before.Generation)
		}
	}},
	{"what was replaced is kept aside after opening again", func(s *shop) {
		s.load(contactFile(contact("ann", 1, "")), orderFile(sale("o", "ann", 2, 100)))
		load := s.load(contactFile(contact("ann", 5, "")), orderFile(sale("o", "ann", 6, 100)))
		s.reopen()
		s.undo(load.Number)
		s.tells(told{"ann": "registered 1; order 2 +100"})
	}},
	{"staged rows that were not applied are gone after opening again", func(s *shop) {
		s.load(contactFile(contact("ann", 1, "")))
		before := s.checksum()
		staging := s.stage(contactFile(contact("bob", 1, "")), orderFile(sale("o", "bob", 2, 100)))
		s.reopen()
		if s.checksum() != before {
			s.Error("they are there")
		}
		s.load(contactFile(contact("carl", 1, "")))
		s.tells(told{"ann": "registered 1", "carl": "registered 1"})
		if err := staging.Close(); err != nil {
			s.Logf("closing a staging of a closed store: %v", err)
		}
	}},
	{"an erased contact stays erased after opening again", func(s *shop) {
		s.loadPerson()
		s.erase("zoe", "r4nd0m")
		before := s.checksum()
		s.reopen()
		s.unnamed()
		if s.checksum() != before {
			s.Error("the store differs")
		}
	}},
	{"closing waits for a running update", func(s *shop) {
		staging := s.stage(contactFile(contact("ann", 1, "")))
		entered, leave, updated, closed := make(chan bool), make(chan bool), make(chan error, 1), make(chan error, 1)
		go func() {
			updated <- s.store.Update(s.ctx, func(u palier.Update) error {
				close(entered)
				<-leave
				_, err := u.Apply(s.ctx, staging, palier.LoadInfo{At: loadTime, CompleteThrough: palier.NoDay}, func(palier.Refusal) {})
				return err
			})
		}()
		<-entered
		go func() { closed <- s.store.Close() }()
		select {
		case err := <-closed:
			s.Errorf("it did not wait: %v", err)
		case <-time.After(50 * time.Millisecond):
		}
		close(leave)
		s.must(<-updated)
		s.must(<-closed)
		s.store = s.open(s.dir)
		s.tells(told{"ann": "registered 1"})
	}},
	{"a backup taken while updates and readers run is one generation", func(s *shop) {
		s.loadMany(2000)
		name := s.fileName()
		known := &checksums{of: map[string]int64{s.checksum(): s.published().Generation}}
		ctx, stop := context.WithCancel(s.ctx)
		var serving sync.WaitGroup
		serving.Go(func() { s.keepUpdating(ctx, known) })
		serving.Go(func() { s.keepReading(ctx) })
		var backups []string
		for range 3 {
			dir := s.tempDir()
			s.must(s.store.Backup(s.ctx, filepath.Join(dir, name)))
			backups = append(backups, dir)
		}
		stop()
		serving.Wait()
		for _, dir := range backups {
			backup := &shop{TB: s.TB, ctx: s.ctx, store: s.open(dir)}
			if _, one := known.of[backup.checksum()]; !one {
				s.Errorf("the backup of generation %d is none of %d generations", backup.published().Generation, len(known.of))
			}
			backup.load(contactFile(contact("after", 1, "")))
			s.must(backup.store.Close())
		}
	}},
}

// reopen closes the store and opens it again.
func (s *shop) reopen() {
	s.Helper()
	s.must(s.store.Close())
	s.store = s.open(s.dir)
}

// fileName is how a store of this kind names its file: the only one that is left in
// the directory of a closed store.
func (s *shop) fileName() string {
	s.Helper()
	dir := s.tempDir()
	s.must(s.open(dir).Close())
	var names []string
	s.must(filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			names = append(names, entry.Name())
		}
		return err
	}))
	if len(names) != 1 {
		s.Fatalf("a closed store leaves %d files %q, want the one that a backup replaces", len(names), names)
	}
	return names[0]
}

// checksums are those of the generations that were published.
type checksums struct {
	lock sync.Mutex
	of   map[string]int64
}

func (c *checksums) add(sum string, generation int64) {
	c.lock.Lock()
	defer c.lock.Unlock()
	c.of[sum] = generation
}

// keepUpdating makes small generations until the context ends.
func (s *shop) keepUpdating(ctx context.Context, known *checksums) {
	for i := 0; ctx.Err() == nil; i++ {
		s.load(contactFile(contact(fmt.Sprint("new", i), 1, "")), orderFile(sale(fmt.Sprint("o", i), fmt.Sprint("c", i), 90, 1)))
		known.add(s.checksum(), s.published().Generation)
	}
}

// keepReading reads histories until the context ends.
func (s *shop) keepReading(ctx context.Context) {
	for ctx.Err() == nil {
		s.see(func(v palier.View) {
			if _, err := read(ctx, v, everything); err != nil && !errors.Is(err, context.Canceled) {
				s.Errorf("reading: %v", err)
			}
		})
	}
}
