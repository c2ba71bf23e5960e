package job

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"palier"
)

func newBook() *Book { return &Book{Now: func() time.Time { return time.Unix(1_800_000_000, 0) }} }

func start(t *testing.T, b *Book, work Work) *Job {
	t.Helper()
	j, err := b.Start(t.Context(), "test", "ann", nil, work)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// wait waits until a job has ended.
func wait(j *Job) Status {
	for {
		status, changed := j.Status()
		if status.State != Running {
			return status
		}
		<-changed
	}
}

func TestAJobTellsHowFarItIsAndWhatCameOfIt(t *testing.T) {
	b := newBook()
	seen, told := make(chan bool), make(chan bool)
	j := start(t, b, func(_ context.Context, tell func(any)) (any, error) {
		tell(1)
		close(told)
		<-seen
		return "result", nil
	})
	<-told
	if status, _ := j.Status(); status.State != Running || status.Progress != 1 || !status.Ended.IsZero() {
		t.Errorf("under way it is %+v", status)
	}
	close(seen)
	if status := wait(j); status.State != Done || status.Result != "result" || status.Progress != 1 || status.Ended.IsZero() {
		t.Errorf("done it is %+v", status)
	}
	if found, err := b.Find(j.ID); err != nil || found != j || found.Who != "ann" {
		t.Errorf("found %+v, %v", found, err)
	}
	if _, err := b.Find("other"); palier.CodeOf(err) != palier.NotFound {
		t.Errorf("another job: %v", err)
	}
}

func TestAJobThatFailsOrPanicsTellsWhy(t *testing.T) {
	b := newBook()
	wrong := errors.New("wrong")
	if status := wait(start(t, b, func(context.Context, func(any)) (any, error) { return "half", wrong })); status.State != Failed || status.Err != wrong || status.Result != nil {
		t.Errorf("it is %+v", status)
	}
	if status := wait(start(t, b, func(context.Context, func(any)) (any, error) { panic("oh") })); status.State != Failed || !strings.Contains(status.Err.Error(), "oh") {
		t.Errorf("it is %+v", status)
	}
}

func TestAJobOutlivesTheRequestAndEndsWhenItIsCancelled(t *testing.T) {
	b := newBook()
	request, answered := context.WithCancel(t.Context())
	j, err := b.Start(request, "test", "ann", nil, func(ctx context.Context, _ func(any)) (any, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	answered()
	if status, _ := j.Status(); status.State != Running {
		t.Errorf("it is %+v", status)
	}
	j.Cancel()
	if status := wait(j); status.State != Failed || palier.CodeOf(status.Err) != palier.Conflict {
		t.Errorf("it is %+v", status)
	}
}

func TestAClosedBookHasFinishedItsJobsAndTakesNoMore(t *testing.T) {
	b := newBook()
	goOn := make(chan bool)
	j := start(t, b, func(context.Context, func(any)) (any, error) { <-goOn; return nil, nil })
	closed := make(chan bool)
	go func() { b.Close(); close(closed) }()
	for {
		if _, err := b.Start(t.Context(), "test", "ann", nil, func(context.Context, func(any)) (any, error) { return nil, nil }); palier.CodeOf(err) == palier.Busy {
			break
		}
	}
	select {
	case <-closed:
		t.Error("it did not wait")
	default:
	}
	close(goOn)
	<-closed
	if status, _ := j.Status(); status.State != Done {
		t.Errorf("it is %+v", status)
	}
}

func TestTheOldestJobsThatEndedAreForgotten(t *testing.T) {
	b := newBook()
	goOn := make(chan bool)
	running := start(t, b, func(context.Context, func(any)) (any, error) { <-goOn; return nil, nil })
	first := start(t, b, func(context.Context, func(any)) (any, error) { return nil, nil })
	wait(first)
	for range mostKept {
		wait(start(t, b, func(context.Context, func(any)) (any, error) { return nil, nil }))
	}
	if n := len(b.Jobs()); n != mostKept {
		t.Errorf("%d are kept", n)
	}
	if _, err := b.Find(first.ID); palier.CodeOf(err) != palier.NotFound {
		t.Errorf("the first: %v", err)
	}
	if _, err := b.Find(running.ID); err != nil {
		t.Errorf("the one that runs: %v", err)
	}
	close(goOn)
	b.Close()
}
