package workspace

import (
	"context"
	"encoding/json"
	"time"

	"palier"
	"palier/internal/control"
)

// loadDetails is what the audit log keeps of a load that came or went. After a restore the
// same number may be another load's, so its instant is there too.
type loadDetails struct {
	Load  int       `json:"load"`
	At    time.Time `json:"at"`
	Files []string  `json:"files"`
}

// logLoad keeps who took a load in or out. It is called just before that is published, so that
// whoever sees the load finds who it was.
func (w *Workspace) logLoad(ctx context.Context, action control.Action, load palier.Load) error {
	return w.Control.Log(ctx, control.Entry{At: w.now().UTC(), Who: Who(ctx), Action: action, Details: loadDetails{load.Number, load.At.UTC(), load.Files}})
}

// tellActors tells who took a load in and who took it out, as the audit log has it.
func (w *Workspace) tellActors(ctx context.Context, history *LoadHistory) error {
	entries, err := w.Control.Entries(ctx)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !tellsOf(e, history.Load) {
			continue
		}
		switch e.Action {
		case control.Loaded:
			history.Who = e.Who
		case control.LoadUndone:
			history.Undoer, history.UndoneAt = e.Who, e.At
		}
	}
	return nil
}

// tellsOf tells whether an entry is about a load.
func tellsOf(e control.Entry, load palier.Load) bool {
	raw, isRaw := e.Details.(json.RawMessage)
	var details loadDetails
	return isRaw && (e.Action == control.Loaded || e.Action == control.LoadUndone) &&
		json.Unmarshal(raw, &details) == nil && details.Load == load.Number && sameInstant(details.At, load.At)
}

// Loaders gives who took in each load, by number; those of whom nothing is known are left
// out.
func (w *Workspace) Loaders(ctx context.Context, loads []palier.Load) (map[int]string, error) {
	entries, err := w.Control.Entries(ctx)
	if err != nil {
		return nil, err
	}
	byNumber := map[int]palier.Load{}
	for _, load := range loads {
		byNumber[load.Number] = load
	}
	who := map[int]string{}
	for _, e := range entries {
		var details loadDetails
		if raw, isRaw := e.Details.(json.RawMessage); !isRaw || e.Action != control.Loaded || json.Unmarshal(raw, &details) != nil {
			continue
		}
		if load, known := byNumber[details.Load]; known && sameInstant(details.At, load.At) {
			who[load.Number] = e.Who
		}
	}
	return who, nil
}

// sameInstant compares instants as finely as a store keeps them.
func sameInstant(a, b time.Time) bool {
	return a.Truncate(time.Microsecond).Equal(b.Truncate(time.Microsecond))
}
