//go:build unix

package duckdb

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"palier"
)

// overflow makes generations until no file may grow any more, which stands for a full
// disk, and then again with room.
func overflow(ctx context.Context, args []string) error {
	room, err := strconv.ParseUint(args[1], 10, 64)
	if err != nil {
		return err
	}
	const orders = 150_000
	store, err := Open(ctx, args[0], Options{})
	if err != nil {
		return err
	}
	if err := edition(ctx, store, 1, orders); err != nil {
		return err
	}
	signal.Ignore(syscall.SIGXFSZ)
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	file, err := os.Stat(args[0])
	if err != nil {
		return err
	}
	full := limit
	full.Cur = uint64(file.Size()) + room
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &full); err != nil {
		return err
	}
	made := 1
	for ; err == nil && made < 50; made++ {
		err = edition(ctx, store, made+1, orders)
	}
	made--
	if palier.CodeOf(err) != palier.NoSpace {
		return fmt.Errorf("generation %d ended with %q: %w", made+1, palier.CodeOf(err), err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	closed := store.Close()
	if store, err = Open(ctx, args[0], Options{}); err != nil {
		return errors.Join(err, closed)
	}
	number, err := checkEdition(ctx, store, orders)
	if err != nil || number != made {
		return fmt.Errorf("generation %d is left of %d: %w", number, made, err)
	}
	if err := edition(ctx, store, number+1, orders); err != nil {
		return err
	}
	return store.Close()
}

func TestAFullDiskIsNoSpaceAndChangesNothing(t *testing.T) {
	for _, room := range []int{0, 100_000, 1_000_000, 3_000_000, 6_000_000} {
		t.Run(fmt.Sprint(room, " bytes left"), func(t *testing.T) {
			out, err := child(t, "overflow", filepath.Join(t.TempDir(), "store.duckdb"), strconv.Itoa(room)).CombinedOutput()
			if err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
}
