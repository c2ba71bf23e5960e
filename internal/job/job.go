// Package job keeps long work that goes on after the request that asked for it has been
// answered: how far it is, how it ended, and a way to end it early.
package job

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"palier"
	"palier/internal/request"
)

// State is how a job stands.
type State string

// The states of a job.
const (
	Running State = "running"
	Done    State = "done"
	Failed  State = "failed" // ended early, too
)

// Job is work under way, or done.
type Job struct {
	ID    string
	Kind  string
	Who   string // asked for it
	About any    // what was asked for, as those know who began it; nil: nothing worth telling

	cancel  context.CancelFunc
	lock    sync.Mutex
	status  Status
	changed chan struct{} // closed at the next change
}

// Status is how a job stands at an instant.
type Status struct {
	State    State
	Began    time.Time
	Ended    time.Time // zero while it runs
	Progress any       // as its work told it; nil before it did
	Result   any       // of a job that is done
	Err      error     // of a job that failed
	Early    bool      // it failed because somebody ended it
}

// Status gives how the job stands, and what is closed when that changes.
func (j *Job) Status() (Status, <-chan struct{}) {
	j.lock.Lock()
	defer j.lock.Unlock()
	return j.status, j.changed
}

// Cancel ends the job early; nothing of what it does is kept. Work that is just being kept ends
// as it would have.
func (j *Job) Cancel() { j.cancel() }

func (j *Job) change(do func(*Status)) {
	j.lock.Lock()
	defer j.lock.Unlock()
	do(&j.status)
	close(j.changed)
	j.changed = make(chan struct{})
}

// mostKept is how many jobs are remembered that have ended.
const mostKept = 200

// Book keeps the jobs of a server. The zero value is empty; Now must be set.
type Book struct {
	Now func() time.Time
	Log *slog.Logger // told what came of each job; nil: nobody is

	lock   sync.Mutex
	jobs   []*Job // the oldest first
	closed bool
	under  sync.WaitGroup
}

// Work does what a job is about, and tells how far it is.
type Work func(ctx context.Context, tell func(progress any)) (result any, err error)

// Start begins a job, which outlives the context given but keeps what it knows. Busy when the
// server is about to end.
func (b *Book) Start(ctx context.Context, kind, who string, about any, work Work) (*Job, error) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	j := &Job{ID: rand.Text(), Kind: kind, Who: who, About: about, cancel: cancel, changed: make(chan struct{}), status: Status{State: Running, Began: b.Now()}}
	b.lock.Lock()
	defer b.lock.Unlock()
	if b.closed {
		cancel()
		return nil, &palier.Error{Code: palier.Busy, Tried: "begin", Reason: "the server is stopping", Hint: "try again when it is back"}
	}
	b.jobs = append(b.jobs, j)
	b.forget()
	b.under.Go(func() { b.run(ctx, j, work) })
	return j, nil
}

// run does the work of a job. Its panic is its own, and not the server's.
func (b *Book) run(ctx context.Context, j *Job, work Work) {
	defer j.cancel()
	ended := Status{State: Failed}
	defer func() {
		if reason := recover(); reason != nil {
			ended.State, ended.Err = Failed, fmt.Errorf("panic: %v\n%s", reason, debug.Stack())
		}
		ended.Began = j.status.Began // set before it ran
		b.log(ctx, j, ended)
		j.change(func(s *Status) {
			s.State, s.Result, s.Err, s.Early, s.Ended = ended.State, ended.Result, ended.Err, ended.Early, b.Now()
		})
	}()
	result, err := work(ctx, func(progress any) { j.change(func(s *Status) { s.Progress = progress }) })
	switch {
	case err == nil:
		ended = Status{State: Done, Result: result}
	case ctx.Err() != nil:
		ended.Early, ended.Err = true, &palier.Error{Code: palier.Conflict, Tried: "finish", Reason: "somebody ended it early", Hint: "nothing was changed"}
	default:
		ended.Err = err
	}
}

// Teller is a result that has numbers by which other lines of the log, and the lists of
// loads, speak of it: pairs of a name and a value.
type Teller interface{ LogFacts() []any }

// log writes a line when a job has ended: what came of it and, where its status does not tell
// people, why it failed.
func (b *Book) log(ctx context.Context, j *Job, ended Status) {
	if b.Log == nil {
		return
	}
	facts := []any{"kind", j.Kind, "job", j.ID, "request", request.Of(ctx).ID, "took", b.Now().Sub(ended.Began)}
	if result, tells := ended.Result.(Teller); tells {
		facts = append(facts, result.LogFacts()...)
	}
	switch code := palier.CodeOf(ended.Err); {
	case ended.Err == nil:
		b.Log.Info("job done", facts...)
	case code == palier.Internal || code == palier.TooNew:
		b.Log.Error("job failed", append(facts, "error", ended.Err)...)
	default:
		b.Log.Info("job refused", append(facts, "code", code)...)
	}
}

// forget drops the oldest jobs that have ended, beyond those that are kept.
func (b *Book) forget() {
	surplus := len(b.jobs) - mostKept
	b.jobs = slices.DeleteFunc(b.jobs, func(j *Job) bool {
		status, _ := j.Status()
		drop := surplus > 0 && status.State != Running
		if drop {
			surplus--
		}
		return drop
	})
}

// Jobs lists the jobs, the newest first.
func (b *Book) Jobs() []*Job {
	b.lock.Lock()
	defer b.lock.Unlock()
	all := slices.Clone(b.jobs)
	slices.Reverse(all)
	return all
}

// Find gives a job; NotFound when there is none, or none any more.
func (b *Book) Find(id string) (*Job, error) {
	for _, j := range b.Jobs() {
		if j.ID == id {
			return j, nil
		}
	}
	return nil, &palier.Error{Code: palier.NotFound, Tried: "find the job", Reason: "there is none of this id, or it ended long ago"}
}

// Close takes no more jobs, and waits for those under way.
func (b *Book) Close() {
	b.lock.Lock()
	b.closed = true
	b.lock.Unlock()
	b.under.Wait()
}
