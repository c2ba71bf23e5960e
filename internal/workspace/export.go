package workspace

import (
	"context"

	"palier"
	"palier/internal/control"
)

// Export is what the audit log tells of contacts that were handed out.
type Export struct {
	Segment     string     `json:"segment,omitempty"` // its text; left out where it is everybody who has a stage
	Day         palier.Day `json:"as_of"`
	Format      string     `json:"format"`
	Columns     []string   `json:"columns"`  // what stands in them, whatever they are called
	Channels    []string   `json:"channels"` // that its addresses are for
	Unreachable bool       `json:"include_unreachable"`
	Purpose     string     `json:"purpose"`
	Contacts    int64      `json:"contacts"`
	LeftOut     int64      `json:"left_out"`
	Whole       bool       `json:"whole"` // false: it broke off, and somebody has the beginning
}

// LogExport writes to the audit log that contacts were handed out.
func (w *Workspace) LogExport(ctx context.Context, e Export) error {
	return w.Control.Log(ctx, control.Entry{At: w.now(), Who: Who(ctx), Action: control.Exported, Details: e})
}
