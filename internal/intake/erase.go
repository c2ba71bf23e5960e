package intake

import (
	"context"
	"sync/atomic"

	"palier/internal/job"
	"palier/internal/workspace"
)

// EraseKind is the kind of jobs that erase a contact, or find out what that would do.
const EraseKind = "erasure"

// Erasing is what a job of EraseKind is about. That of a dry run knows whom it is about, for
// somebody decides by it; no other does, for a job outlives its contact.
type Erasing struct {
	Everything bool
	DryRun     bool

	contact atomic.Pointer[string]
}

// ContactID tells whom a dry run is about; empty where it is none, or the contact is erased.
func (e *Erasing) ContactID() string {
	if id := e.contact.Load(); id != nil {
		return *id
	}
	return ""
}

// Erased is what came of erasing a contact, whom it does not name.
type Erased struct {
	*workspace.Forgotten
	DryRun bool
}

// LogFacts gives the generation without the contact.
func (e *Erased) LogFacts() []any {
	if e.DryRun {
		return []any{"dry_run", true}
	}
	return []any{"generation", e.Published.Generation}
}

// Erase begins to erase a contact for good, or to find out what would go.
func (d Dock) Erase(ctx context.Context, contactID string, options workspace.ForgetOptions) (*job.Job, error) {
	about := &Erasing{Everything: options.Everything, DryRun: options.DryRun}
	if options.DryRun {
		about.contact.Store(&contactID)
	}
	return d.Jobs.Start(ctx, EraseKind, workspace.Who(ctx), about, func(ctx context.Context, tell func(any)) (any, error) {
		tell(workspace.Progress{Step: workspace.Waiting})
		options.Progress = d.Computing(tell)
		gone, err := d.Workspace.Forget(ctx, contactID, options)
		if err != nil {
			return nil, err
		}
		if !options.DryRun {
			d.unname(contactID)
		}
		gone.ContactID = ""
		return &Erased{gone, options.DryRun}, nil
	})
}

// unname has the dry runs on a contact forget whom they were about.
func (d Dock) unname(contactID string) {
	for _, j := range d.Jobs.Jobs() {
		if about, is := j.About.(*Erasing); is && about.ContactID() == contactID {
			about.contact.Store(nil)
		}
	}
}
