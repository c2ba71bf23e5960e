package workspace_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"palier"
	"palier/internal/workspace"
)

func TestAFileOnItsWayIsNotThereYetAndNothingStaysOfOneThatBreaksOff(t *testing.T) {
	w := made(t)
	reader, writer := io.Pipe()
	received := make(chan error, 1)
	go func() {
		_, err := w.Receive(ctx, "orders.csv", reader)
		received <- err
	}()
	io.WriteString(writer, orders)
	folders, err := filepath.Glob(filepath.Join(w.Dir, "scratch", "uploads", "*"))
	if err != nil || len(folders) != 1 {
		t.Fatalf("the folders are %v, %v", folders, err)
	}
	if _, err := w.FindUpload(filepath.Base(folders[0])); palier.CodeOf(err) != palier.NotFound {
		t.Errorf("half a file is found: %v", err)
	}
	if list, err := w.Uploads(); err != nil || len(list) != 0 {
		t.Errorf("half a file is listed: %v, %v", list, err)
	}
	broken := errors.New("broken off")
	writer.CloseWithError(broken)
	if err := <-received; !errors.Is(err, broken) {
		t.Errorf("it ends with %v", err)
	}
	if _, err := os.Stat(folders[0]); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("its folder stays: %v", err)
	}
}

func TestWhatWasSentIsGoneWhenTheWorkspaceIsOpenedAgain(t *testing.T) {
	w := made(t)
	u, err := w.Receive(ctx, "orders.csv", &half{})
	if err != nil || u.Bytes != 4 {
		t.Fatal(u, err)
	}
	// As a process leaves it that was killed while another file came.
	killed := filepath.Join(w.Dir, "scratch", "uploads", "KILLED")
	if err := errors.Join(os.Mkdir(killed, 0o700), os.WriteFile(filepath.Join(killed, ".arriving"), []byte("half"), 0o600)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	again := open(t, w.Dir)
	if list, err := again.Uploads(); err != nil || len(list) != 0 {
		t.Errorf("kept are %v, %v", list, err)
	}
	if left, _ := filepath.Glob(filepath.Join(w.Dir, "scratch", "uploads", "*")); len(left) != 0 {
		t.Errorf("on disk are %v", left)
	}
}

// half gives four bytes.
type half struct{ done bool }

func (h *half) Read(b []byte) (int, error) {
	if h.done {
		return 0, io.EOF
	}
	h.done = true
	return copy(b, "half"), nil
}

func TestOldUploadsAreSweptAndNewOnesStay(t *testing.T) {
	w := made(t)
	u, err := w.Receive(ctx, "orders.csv", &half{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.SweepUploads(u.At.Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	if _, err := w.FindUpload(u.ID); err != nil {
		t.Errorf("a new one is swept: %v", err)
	}
	if err := w.SweepUploads(time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if _, err := w.FindUpload(u.ID); palier.CodeOf(err) != palier.NotFound {
		t.Errorf("an old one stays: %v", err)
	}
}

func TestTryingToUndoTellsWhatUndoingDoes(t *testing.T) {
	w := made(t)
	take(t, w, orders+"a,ann,2026-01-01,1\n")
	take(t, w, orders+"b,ann,2026-02-01,2\n")
	tried, err := w.TryUndo(ctx, []int{2}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if load, err := w.Load(ctx, 2); err != nil || load.Undone {
		t.Fatalf("the try undid it: %+v, %v", load, err)
	}
	undone, err := w.Undo(workspace.As(ctx, "bea"), []int{2}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if tried.Outcome.After != undone.Outcome.After || tried.Outcome.Before != undone.Outcome.Before {
		t.Errorf("tried %+v, undone %+v", tried.Outcome, undone.Outcome)
	}
	load, err := w.Load(ctx, 2)
	if err != nil || load.Undoer != "bea" || load.Who == "" {
		t.Errorf("the load is %+v, %v", load, err)
	}
	if _, err := w.TryUndo(ctx, []int{2}, nil); palier.CodeOf(err) != palier.Conflict {
		t.Errorf("tried again: %v", err)
	}
}
