package workspace

import (
	"context"
	"slices"

	"palier"
	"palier/internal/control"
)

// AuditQuery says which entries of the audit log are wanted.
type AuditQuery struct {
	Who      string
	Action   control.Action
	From, To palier.Day // in the workspace's zone; NoDay: any
	Before   int        // only entries of lower numbers; 0: all
	Limit    int        // at most this many; 0: all
}

// Audit is a page of the audit log.
type Audit struct {
	Entries []control.Entry // the newest first
	Next    int             // Before of the next page; 0 on the last
	Who     []string        // all who did something, by name
}

// Audit reads a page of the audit log.
func (w *Workspace) Audit(ctx context.Context, q AuditQuery) (*Audit, error) {
	if q.From.Exists() && q.To.Exists() && q.From > q.To {
		return nil, palier.Refusef("read the audit log", "exchange them", "the first day, %s, is after the last, %s", q.From, q.To)
	}
	entries, err := w.Control.Entries(ctx)
	if err != nil {
		return nil, err
	}
	page := &Audit{}
	for _, e := range entries {
		page.Who = append(page.Who, e.Who)
	}
	slices.Sort(page.Who)
	page.Who = slices.Compact(page.Who)
	for _, e := range slices.Backward(entries) {
		if !w.audited(q, e) {
			continue
		}
		if q.Limit > 0 && len(page.Entries) == q.Limit {
			page.Next = page.Entries[q.Limit-1].Number
			break
		}
		page.Entries = append(page.Entries, e)
	}
	return page, nil
}

// audited tells whether an entry is one that is asked for.
func (w *Workspace) audited(q AuditQuery, e control.Entry) bool {
	on := palier.DayIn(e.At, w.Zone)
	return (q.Before == 0 || e.Number < q.Before) && (q.Who == "" || e.Who == q.Who) && (q.Action == "" || e.Action == q.Action) &&
		(!q.From.Exists() || on >= q.From) && (!q.To.Exists() || on <= q.To)
}
