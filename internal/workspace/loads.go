package workspace

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"palier"
	"palier/internal/control"
)

// Undone says what taking loads out did.
type Undone struct {
	Loads     []palier.Load
	Outcome   palier.Outcome
	Published palier.Published
}

// Undo takes loads out, all of them or none, and publishes what is left.
func (w *Workspace) Undo(ctx context.Context, numbers []int, progress func(contacts int)) (*Undone, error) {
	return w.undo(ctx, numbers, false, progress)
}

// TryUndo tells what Undo would do, and changes nothing.
func (w *Workspace) TryUndo(ctx context.Context, numbers []int, progress func(contacts int)) (*Undone, error) {
	return w.undo(ctx, numbers, true, progress)
}

func (w *Workspace) undo(ctx context.Context, numbers []int, dry bool, progress func(contacts int)) (*Undone, error) {
	if len(numbers) == 0 {
		return nil, palier.Refuse("undo a load", "none is named", "palier loads lists them")
	}
	done := &Undone{}
	c := change{dry: dry, progress: progress, loads: func(u palier.Update, outcome *palier.Outcome) error {
		done.Loads, outcome.Undone = nil, slices.Sorted(slices.Values(numbers))
		for _, number := range outcome.Undone {
			load, err := u.Undo(ctx, number)
			if err != nil {
				return err
			}
			done.Loads = append(done.Loads, load)
		}
		return nil
	}, settle: func(ctx context.Context) error {
		for _, load := range done.Loads {
			if err := w.logLoad(ctx, control.LoadUndone, load); err != nil {
				return err
			}
		}
		return nil
	}}
	if err := w.update(ctx, &c); err != nil {
		return nil, err
	}
	done.Outcome, done.Published = c.outcome, c.published
	return done, nil
}

// LoadHistory is what is known of one load.
type LoadHistory struct {
	palier.Load
	Refused  string           // the file of its refused rows; empty: there is none
	Who      string           // took it in; empty: not known
	Undoer   string           // took it out; empty: nobody, or not known
	UndoneAt time.Time        // zero: it is not undone, or not known
	Outcomes []palier.Outcome // of its coming, and of its being taken out; none for loads of the first layout
}

// Load gives what is known of a load; NotFound when there is none of this number.
func (w *Workspace) Load(ctx context.Context, number int) (*LoadHistory, error) {
	tried := fmt.Sprintf("show load %d", number)
	view, err := w.Store.View(ctx)
	if err != nil {
		return nil, err
	}
	defer view.Close()
	loads, err := view.Loads(ctx)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(loads, func(l palier.Load) bool { return l.Number == number })
	if i < 0 {
		return nil, &palier.Error{Code: palier.NotFound, Tried: tried, Reason: "there is no such load", Hint: "palier loads lists them"}
	}
	history := &LoadHistory{Load: loads[i]}
	outcomes, err := view.Outcomes(ctx)
	if err != nil {
		return nil, err
	}
	for _, o := range outcomes {
		if slices.Contains(o.Taken, number) || slices.Contains(o.Undone, number) {
			history.Outcomes = append(history.Outcomes, o)
		}
	}
	if err := w.tellActors(ctx, history); err != nil {
		return nil, err
	}
	path := filepath.Join(w.Dir, refusedDir, refusedFile(number))
	switch _, err := os.Stat(path); {
	case err == nil:
		history.Refused = path
	case !errors.Is(err, fs.ErrNotExist):
		return nil, palier.Fail(palier.Internal, tried, err)
	}
	return history, nil
}

// refusedFile is the name of the file of a load's refused rows.
func refusedFile(number int) string { return fmt.Sprintf("load-%d.csv", number) }

// rejectedFile is the name of the file of the rows for which the latest load was refused as
// a whole.
const rejectedFile = "rejected.csv"

// Rejected gives the path of that file; NotFound when no load was ever refused.
func (w *Workspace) Rejected() (string, error) {
	path := filepath.Join(w.Dir, refusedDir, rejectedFile)
	if _, err := os.Stat(path); err != nil {
		return "", &palier.Error{Code: palier.NotFound, Tried: "find the rows for which a load was refused", Reason: "no load was refused as a whole", Hint: "a load that was taken in has a file of its own"}
	}
	return path, nil
}
