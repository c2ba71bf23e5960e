package answer

import "palier/internal/workspace"

// Erasure is what an erasure took away (docs/json.md).
type Erasure struct {
	ContactID   string   `json:"contact_id,omitempty" doc:"Left out of a job, which outlives the contact."`
	DryRun      bool     `json:"dry_run"`
	Identified  bool     `json:"identified"`
	Orders      int      `json:"orders"`
	Engagements int      `json:"engagements"`
	Emails      int      `json:"emails"`
	Objections  int      `json:"objections"`
	Refused     int      `json:"refused_rows"`
	KeptAs      string   `json:"kept_as,omitempty" doc:"The random id under which its days and amounts stay."`
	Remains     []Remain `json:"remains" doc:"What the erasure does not reach."`
}

// Remain is a place that an erasure does not reach.
type Remain struct {
	Kind workspace.RemainKind `json:"kind" enum:"backup,segment,model,file"`
	Name string               `json:"name"`
}

// ErasureOf tells of an erasure.
func ErasureOf(f *workspace.Forgotten, dry bool) Erasure {
	return Erasure{f.ContactID, dry, f.Identified, f.Orders, f.Engagements, f.Emails, f.Objections, f.Refused, f.As, remainsOf(f.Remains)}
}

func remainsOf(remains []workspace.Remain) []Remain {
	out := make([]Remain, len(remains))
	for i, remain := range remains {
		out[i] = Remain(remain)
	}
	return out
}
