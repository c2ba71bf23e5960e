package storetest_test

import (
	"testing"

	"palier"
	"palier/internal/storetest"
)

func TestMemoryKeepsTheContract(t *testing.T) {
	storetest.RunVolatile(t, func(*testing.T, string) palier.Store { return storetest.NewMemory() })
}

func TestMemoryHasNoBackup(t *testing.T) {
	err := storetest.NewMemory().Backup(t.Context(), t.TempDir())
	if palier.CodeOf(err) != palier.Invalid {
		t.Errorf("got %v", err)
	}
}

func TestMemoryRefusesRowsStagedElsewhere(t *testing.T) {
	err := storetest.NewMemory().Update(t.Context(), func(u palier.Update) error {
		_, err := u.Apply(t.Context(), elsewhere{}, palier.LoadInfo{}, func(palier.Refusal) {})
		return err
	})
	if palier.CodeOf(err) != palier.Invalid {
		t.Errorf("got %v", err)
	}
}

// elsewhere is a staging of another store.
type elsewhere struct{ palier.Staging }
