package duckdb

import (
	"errors"
	"maps"
	"slices"
)

// user is a view or staging that has connections of its own.
type user interface{ Close() error }

// use notes a user, and drop forgets it. DuckDB holds the file as long as there are
// connections, so Close closes those of users that were left open.
func (s *Store) use(u user) {
	s.closing.Lock()
	defer s.closing.Unlock()
	s.users[u] = true
}

func (s *Store) drop(u user) {
	s.closing.Lock()
	defer s.closing.Unlock()
	delete(s.users, u)
}

// Close waits for a running update, closes what is still open and frees the store.
// Closing twice is allowed.
func (s *Store) Close() error {
	var err error
	s.closeOnce.Do(func() {
		s.turn <- struct{}{} // for ever: no update begins any more
		close(s.closed)
		s.closing.Lock()
		left := slices.Collect(maps.Keys(s.users))
		s.closing.Unlock()
		for _, u := range left {
			err = errors.Join(err, u.Close())
		}
		s.free()
	})
	return err
}

func (s *Store) free() {
	if s.definer != nil {
		s.definer.Close()
	}
	s.db.Close()
	s.release()
}
