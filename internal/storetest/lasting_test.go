package storetest

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"palier"
)

// disk is what becomes of memories when they are closed.
var disk sync.Map // of *Memory by path

// lasting is a Memory that can be opened again: it tries out the suite's own tests of
// persistence.
type lasting struct{ *Memory }

func openLasting(t *testing.T, dir string) palier.Store {
	path := filepath.Join(dir, "store")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	kept, _ := disk.LoadOrStore(path, NewMemory())
	return lasting{kept.(*Memory)}
}

func (l lasting) Backup(_ context.Context, path string) error {
	backup := NewMemory()
	backup.current.Store(l.current.Load())
	disk.Store(path, backup)
	return nil
}

func TestTheTestsOfPersistenceCanBePassed(t *testing.T) {
	group(t, "persistence", openLasting, persistenceCases)
}
