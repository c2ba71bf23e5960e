// Package intake is where files come in over HTTP and become loads, and where loads are
// taken out again. What takes long is a job; pages and API begin the same jobs, and each
// shows those that the other began.
package intake

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"

	"palier"
	"palier/internal/job"
	"palier/internal/workspace"
)

// The kinds of jobs that are begun here.
const (
	ImportKind = "import"
	UndoKind   = "undo"
)

// Dock is where files of a workspace come in.
type Dock struct {
	Workspace *workspace.Workspace
	Jobs      *job.Book
	MaxUpload int64 // in bytes, of each file; 0: DefaultMaxUpload
}

// Order is what is to be done with files that were sent. It is what a job of ImportKind is
// about.
type Order struct {
	Uploads []workspace.Upload
	Options workspace.ImportOptions // of the uploads' paths; how far it is and what they are called is filled in
}

// Import is what came of an order.
type Import struct {
	*workspace.Imported
	Order Order
	Taken bool  // the files were taken in; of a dry run: would be
	Why   error // why a dry run's files would be refused
	Model *palier.Model
}

// LogFacts gives the load and the generation that were made.
func (i *Import) LogFacts() []any {
	if i.Order.Options.DryRun {
		return []any{"dry_run", true}
	}
	return []any{"load", i.Load.Number, "generation", i.Published.Generation}
}

// Undoing is what a job of UndoKind is about.
type Undoing struct {
	Number int
	DryRun bool // to find out what it would do
}

// Undo is what came of taking a load out.
type Undo struct {
	*workspace.Undone
	Undoing
}

// LogFacts gives the load that was taken out, and the generation without it.
func (u *Undo) LogFacts() []any {
	if u.DryRun {
		return []any{"dry_run", true}
	}
	return []any{"undone", u.Number, "generation", u.Published.Generation}
}

// Import begins to import files that were sent, or to try to. A file that was imported is
// dropped; one that was only tried, or that was refused, stays. Conflict when one of them is
// being imported already.
func (d Dock) Import(ctx context.Context, order Order) (*job.Job, error) {
	if !order.Options.DryRun && d.Loading(order.Uploads) != nil {
		return nil, &palier.Error{Code: palier.Conflict, Tried: "import", Reason: "one of the files is being imported already", Hint: "follow the job that does"}
	}
	options := order.Options
	options.Called = map[string]string{}
	paths := make([]string, len(order.Uploads))
	for i, u := range order.Uploads {
		paths[i], options.Called[u.Path] = u.Path, u.Name
	}
	return d.Jobs.Start(ctx, ImportKind, workspace.Who(ctx), order, func(ctx context.Context, tell func(any)) (any, error) {
		options.Progress = func(p workspace.Progress) { tell(p) }
		imported, err := d.Workspace.Import(ctx, paths, options)
		if err != nil && (!options.DryRun || ctx.Err() != nil || !actionable(err)) {
			return nil, err
		}
		done := &Import{Imported: imported, Order: order, Taken: err == nil, Why: err}
		if done.Model, _, err = d.Workspace.Model(ctx); err != nil {
			return nil, err
		}
		if !options.DryRun {
			d.drop(order.Uploads)
		}
		return done, nil
	})
}

// Loading gives the job that is importing one of the files just now; nil: none is.
func (d Dock) Loading(uploads []workspace.Upload) *job.Job {
	for _, j := range d.Jobs.Jobs() {
		order, is := j.About.(Order)
		status, _ := j.Status()
		if !is || order.Options.DryRun || status.State != job.Running {
			continue
		}
		for _, u := range uploads {
			if slices.ContainsFunc(order.Uploads, func(other workspace.Upload) bool { return other.ID == u.ID }) {
				return j
			}
		}
	}
	return nil
}

// actionable tells whether a person can do something about an error.
func actionable(err error) bool {
	code := palier.CodeOf(err)
	return code != palier.Internal && code != palier.TooNew
}

// drop removes files that were imported; one that stays is swept within a day.
func (d Dock) drop(uploads []workspace.Upload) {
	for _, u := range uploads {
		_ = d.Workspace.DropUpload(u.ID)
	}
}

// Undo begins to take a load out, or to find out what that would do. NotFound when there is
// no such load, Conflict when it is undone already.
func (d Dock) Undo(ctx context.Context, what Undoing) (*job.Job, error) {
	load, err := d.Workspace.Load(ctx, what.Number)
	if err != nil {
		return nil, err
	}
	if load.Undone {
		return nil, &palier.Error{Code: palier.Conflict, Tried: fmt.Sprintf("undo load %d", what.Number), Reason: "it is undone already", Hint: "import its files again to bring it back"}
	}
	return d.Jobs.Start(ctx, UndoKind, workspace.Who(ctx), what, func(ctx context.Context, tell func(any)) (any, error) {
		undo := d.Workspace.Undo
		if what.DryRun {
			undo = d.Workspace.TryUndo
		}
		tell(workspace.Progress{Step: workspace.Waiting})
		undone, err := undo(ctx, []int{what.Number}, d.Computing(tell))
		if err != nil {
			return nil, err
		}
		return &Undo{undone, what}, nil
	})
}

// Computing tells how many contacts have been computed, as the progress of a job.
func (d Dock) Computing(tell func(any)) func(contacts int) {
	began := d.Jobs.Now()
	var total atomic.Int64
	return func(contacts int) {
		tell(workspace.Progress{Step: workspace.Computing, Contacts: total.Add(int64(contacts)), Took: d.Jobs.Now().Sub(began)})
	}
}

// Received finds files that were sent, by their ids.
func (d Dock) Received(ids []string) ([]workspace.Upload, error) {
	var all []workspace.Upload
	for _, id := range ids {
		u, err := d.Workspace.FindUpload(id)
		if err != nil {
			return nil, err
		}
		all = append(all, u)
	}
	return all, nil
}
