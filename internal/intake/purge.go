package intake

import (
	"context"

	"palier/internal/job"
	"palier/internal/workspace"
)

// PurgeKind is the kind of jobs that erase those who are due.
const PurgeKind = "purge"

// Purge is what came of erasing those who are due.
type Purge struct{ *workspace.Purged }

// LogFacts gives how many were erased.
func (p *Purge) LogFacts() []any { return []any{"leads", p.Leads, "customers", p.Customers} }

// Purge begins to erase everybody who is due.
func (d Dock) Purge(ctx context.Context) (*job.Job, error) {
	return d.Jobs.Start(ctx, PurgeKind, workspace.Who(ctx), nil, func(ctx context.Context, tell func(any)) (any, error) {
		tell(workspace.Progress{Step: workspace.Waiting})
		done, err := d.Workspace.Purge(ctx, func(done, _ int) { tell(workspace.Progress{Step: workspace.Computing, Contacts: int64(done)}) })
		if err != nil {
			return nil, err
		}
		return &Purge{done}, nil
	})
}
