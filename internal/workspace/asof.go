package workspace

import (
	"context"

	"palier"
)

// The as-of policies besides a fixed day (model.md §1).
const (
	AsOfAuto  = "auto"  // the latest day through which orders are complete
	AsOfToday = "today" // the current day
)

// staleAfter is how many days the as-of day may lie before today without a warning.
const staleAfter = 2

// ParseAsOf checks an as-of policy: auto, today or a day.
func ParseAsOf(text string) error {
	if text == AsOfAuto || text == AsOfToday {
		return nil
	}
	_, err := palier.ParseDay(text)
	return err
}

// asOf gives the as-of day that a policy means for a generation.
func (w *Workspace) asOf(ctx context.Context, view palier.View, policy string) (palier.Day, error) {
	switch policy {
	case AsOfToday:
		return w.Today(), nil
	case AsOfAuto:
		loads, err := view.Loads(ctx)
		if err != nil {
			return palier.NoDay, err
		}
		latest := palier.NoDay
		for _, load := range loads {
			if !load.Undone {
				latest = max(latest, load.CompleteThrough)
			}
		}
		if !latest.Exists() {
			return w.Today(), nil
		}
		return latest, nil
	}
	return palier.ParseDay(policy)
}

// DataAge gives how many days before today the as-of day lies, and whether that is so
// long that people must be told.
func (w *Workspace) DataAge(asOf palier.Day) (days int, warn bool) {
	days = int(w.Today() - asOf)
	return days, days > staleAfter
}
