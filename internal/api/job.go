package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/danielgtaylor/huma/v2/sse"

	"palier/internal/answer"
	"palier/internal/control"
	"palier/internal/intake"
	"palier/internal/job"
	"palier/internal/request"
	"palier/internal/signin"
	"palier/internal/workspace"
)

// jobAnswer is a job as the API tells it. Of import, undone, version and erasure a job that is done
// has the one that its kind is about.
type jobAnswer struct {
	ID       string          `json:"id"`
	Kind     string          `json:"kind" enum:"import,undo,publish,erasure,purge"`
	Who      string          `json:"who" doc:"Asked for it."`
	State    job.State       `json:"state" enum:"running,done,failed"`
	Began    time.Time       `json:"began"`
	Ended    *time.Time      `json:"ended"`
	Progress *progress       `json:"progress,omitempty"`
	Import   *answer.Import  `json:"import,omitempty"`
	Undone   *answer.Undone  `json:"undone,omitempty"`
	Version  *answer.Version `json:"version,omitempty" doc:"In force, of a model that was published."`
	Erasure  *answer.Erasure `json:"erasure,omitempty" doc:"Of a contact, which it does not name."`
	Purge    *answer.Purge   `json:"purge,omitempty" doc:"Of those who were due, whom it does not name."`
	Problem  *Problem        `json:"problem,omitempty" doc:"Why a job failed."`
}

type progress struct {
	Step     string  `json:"step" enum:"receiving,reading,waiting,applying,computing" doc:"Waiting is for somebody else who changes the base."`
	Bytes    int64   `json:"bytes" doc:"Of the files, read so far."`
	Total    int64   `json:"total" doc:"Bytes of the files."`
	Rows     int64   `json:"rows" doc:"Read so far."`
	Contacts int64   `json:"contacts" doc:"Computed so far."`
	Seconds  float64 `json:"seconds"`
}

type oneJob struct {
	Location string `header:"Location"`
	Body     jobAnswer
}

type jobList struct {
	Body struct {
		Jobs []jobAnswer `json:"jobs" doc:"The newest first."`
	}
}

type jobID struct {
	ID string `path:"id"`
}

// How often a stream of events tells of a job: no more often than the first, no more seldom
// than the second, or something on the way takes the stream for dead.
const (
	tellAtMost  = 200 * time.Millisecond
	tellAtLeast = 15 * time.Second
)

// ended is the last event of a job; the type tells it apart from the others.
type ended jobAnswer

func (a *API) jobs() {
	register(a, a.behind(manage, huma.Operation{
		OperationID: "list-jobs", Method: http.MethodGet, Path: "/jobs", Tags: []string{"jobs"}, Summary: "List the jobs since the server began",
	}), func(context.Context, *struct{}) (*jobList, error) {
		out := &jobList{}
		out.Body.Jobs = []jobAnswer{}
		for _, j := range a.Jobs.Jobs() {
			status, _ := j.Status()
			out.Body.Jobs = append(out.Body.Jobs, a.tellJob(j, status))
		}
		return out, nil
	})
	register(a, a.behind(manage, huma.Operation{
		OperationID: "show-job", Method: http.MethodGet, Path: "/jobs/{id}", Tags: []string{"jobs"}, Summary: "Tell how far a job is, and what came of it",
		Errors: []int{http.StatusNotFound},
	}), func(_ context.Context, in *jobID) (*oneJob, error) {
		j, err := a.Jobs.Find(in.ID)
		if err != nil {
			return nil, err
		}
		status, _ := j.Status()
		return &oneJob{Body: a.tellJob(j, status)}, nil
	})
	register(a, a.behind(manage, huma.Operation{
		OperationID: "cancel-job", Method: http.MethodDelete, Path: "/jobs/{id}", Tags: []string{"jobs"}, Summary: "End a job early",
		Description: "Nothing of what it did is kept. A job that has ended stays as it is, and so does one that is just keeping what it did.", DefaultStatus: http.StatusAccepted, Errors: []int{http.StatusNotFound},
	}), func(_ context.Context, in *jobID) (*struct{}, error) {
		j, err := a.Jobs.Find(in.ID)
		if err == nil {
			j.Cancel()
		}
		return nil, err
	})
	op := a.behind(manage, huma.Operation{
		OperationID: "follow-job", Method: http.MethodGet, Path: "/jobs/{id}/events", Tags: []string{"jobs"}, Summary: "Follow a job as server-sent events",
		Description: "An event job each time it is further, at most five times a second, and at the end an event ended, after which the stream ends.",
		Errors:      []int{http.StatusNotFound},
	})
	op.Middlewares = append(op.Middlewares, a.jobExists)
	sse.Register(a.huma, a.promised(op), map[string]any{"job": jobAnswer{}, "ended": ended{}}, a.follow)
}

// jobExists answers for a job that is not there before a stream is begun.
func (a *API) jobExists(ctx huma.Context, next func(huma.Context)) {
	if _, err := a.Jobs.Find(ctx.Param("id")); err != nil {
		r, w := humago.Unwrap(ctx)
		WriteProblem(w, r, err)
		return
	}
	ctx.SetHeader("X-Accel-Buffering", "no") // nginx would keep events until it has many
	next(ctx)
}

// follow sends how a job stands until it has ended.
func (a *API) follow(ctx context.Context, in *jobID, send sse.Sender) {
	j, err := a.Jobs.Find(in.ID)
	if err != nil {
		return // it was forgotten just now
	}
	for {
		status, changed := j.Status()
		told := a.tellJob(j, status)
		if status.State != job.Running {
			send.Data(ended(told))
			return
		}
		if send.Data(told) != nil {
			return // nobody listens any more
		}
		if !pause(ctx, tellAtMost, nil) || !pause(ctx, tellAtLeast, changed) {
			return
		}
	}
}

// pause waits for a while or until something is closed; false when the context has ended.
func pause(ctx context.Context, long time.Duration, until <-chan struct{}) bool {
	timer := time.NewTimer(long)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-until:
	case <-ctx.Done():
	}
	return ctx.Err() == nil
}

// begin starts a job and answers with it.
func (a *API) begin(ctx context.Context, kind string, work job.Work) (*oneJob, error) {
	who, err := signin.Asking(ctx)
	if err != nil {
		return nil, err
	}
	j, err := a.Jobs.Start(ctx, kind, who.Name, nil, work)
	if err != nil {
		return nil, err
	}
	return a.begun(j), nil
}

// begun answers with a job that was begun.
func (a *API) begun(j *job.Job) *oneJob {
	status, _ := j.Status()
	return &oneJob{Prefix + "/jobs/" + j.ID, a.tellJob(j, status)}
}

func (a *API) tellJob(j *job.Job, status job.Status) jobAnswer {
	out := jobAnswer{ID: j.ID, Kind: j.Kind, Who: j.Who, State: status.State, Began: status.Began.UTC()}
	if !status.Ended.IsZero() {
		at := status.Ended.UTC()
		out.Ended = &at
	}
	if p, ok := status.Progress.(workspace.Progress); ok {
		out.Progress = &progress{p.Step.String(), p.Bytes, p.Total, p.Rows, p.Contacts, p.Took.Round(time.Millisecond).Seconds()}
	}
	switch result := status.Result.(type) {
	case *intake.Import:
		out.Import = a.tellImport(result)
	case *intake.Undo:
		undone := answer.UndoneOf(result.Undone, a.Workspace.Currency())
		undone.DryRun = result.DryRun
		out.Undone = &undone
	case *intake.Erased:
		erased := answer.ErasureOf(result.Forgotten, result.DryRun)
		out.Erasure = &erased
	case *intake.Purge:
		purge := answer.PurgeOf(result.Purged)
		out.Purge = &purge
	case control.Version:
		version := answer.VersionOf(result)
		out.Version = &version
	}
	if status.Err != nil {
		out.Problem = problemOf(&request.Note{}, status.Err)
	}
	return out
}
