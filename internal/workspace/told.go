package workspace

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"palier"
	"palier/internal/control"
	"palier/internal/refresh"
)

// What is taken out of the base for a moment, to see what was told before it came, takes as
// long as undoing it, and nobody can load meanwhile. So it is bounded.
const (
	MostLoadsOut = 40
	MostRowsOut  = 500_000
)

// Told is how a day was told first, and what has changed since.
type Told struct {
	At       time.Time         // when; zero: it is told for the first time now, and nothing has changed
	Then     control.Version   // of the model, in force then
	Versions []control.Version // published since then, by number
	Came     []palier.Load     // loaded since then, by number
	Gone     []palier.Load     // undone since then, by number: what they said cannot be brought back
	Telling  refresh.Telling
}

// Told finds out how a day was told first, for a lens on what is told now.
func (w *Workspace) Told(ctx context.Context, lens *Lens, day palier.Day) (*Told, error) {
	loads, err := lens.Loads(ctx)
	if err != nil {
		return nil, err
	}
	outcomes, err := lens.Outcomes(ctx)
	if err != nil {
		return nil, err
	}
	versions, err := w.Control.Versions(ctx)
	if err != nil || len(versions) == 0 {
		return nil, err
	}
	told := &Told{At: toldFirst(day, outcomes, loads, lens.Published().Policy, w.Zone)}
	if told.At.After(w.now()) {
		told.At = time.Time{}
	}
	told.Then = versions[len(versions)-1]
	if told.At.IsZero() {
		return told, nil
	}
	told.Then, told.Versions = versions[0], versions[1:]
	for len(told.Versions) > 0 && !told.Versions[0].At.After(told.At) {
		told.Then, told.Versions = told.Versions[0], told.Versions[1:]
	}
	told.Came, told.Gone = changedSince(told.At, loads, outcomes)
	return told, w.tell(ctx, lens, told)
}

// toldFirst gives the moment when a day was told first; zero when it was not before now. That
// is when the as-of day reached it: with the first generation that took loads in or out and
// had this day or a later one as its as-of day; and where the as-of day goes on from day to
// day by itself, no later than the end of the day, if anything had been loaded by then.
//
// A change of the policy by which the as-of day is chosen is not remembered: the one there is
// counts as if it had always been.
func toldFirst(day palier.Day, outcomes []palier.Outcome, loads []palier.Load, policy string, zone *time.Location) (at time.Time) {
	i := slices.IndexFunc(outcomes, func(o palier.Outcome) bool { return o.After.AsOf.Exists() && o.After.AsOf >= day })
	if i >= 0 {
		at = outcomes[i].At
	}
	complete := func(l palier.Load) bool { return !l.Undone && l.CompleteThrough.Exists() }
	byItself := policy == AsOfToday || policy == AsOfAuto && !slices.ContainsFunc(loads, complete)
	over := (day + 1).Time()
	over = time.Date(over.Year(), over.Month(), over.Day(), 0, 0, 0, 0, zone)
	loaded := slices.ContainsFunc(loads, func(l palier.Load) bool { return l.At.Before(over) })
	if byItself && loaded && (at.IsZero() || over.Before(at)) {
		at = over
	}
	return at
}

// changedSince lists the loads that came after a moment and are there now, and those that
// were there and were taken out after it.
func changedSince(at time.Time, loads []palier.Load, outcomes []palier.Outcome) (came, gone []palier.Load) {
	taken, undone := map[int]time.Time{}, map[int]time.Time{}
	for _, load := range loads {
		taken[load.Number] = load.At // when its files began to be read
	}
	for _, o := range outcomes {
		for _, number := range o.Taken {
			taken[number] = o.At
		}
		for _, number := range o.Undone {
			undone[number] = o.At
		}
	}
	for _, load := range loads {
		switch later := taken[load.Number].After(at); {
		case later && !load.Undone:
			came = append(came, load)
		case !later && load.Undone && undone[load.Number].After(at):
			gone = append(gone, load)
		}
	}
	return came, gone
}

// tell makes the engine and the facts of then.
func (w *Workspace) tell(ctx context.Context, lens *Lens, told *Told) error {
	model, _, err := w.ModelVersion(ctx, told.Then.Number)
	if err != nil {
		return err
	}
	if told.Telling.Engine, err = w.Engine(ctx, lens.View, model); err != nil || len(told.Came) == 0 {
		return err
	}
	told.Telling.Facts = func(ctx context.Context, look func(palier.View, refresh.Engine) error) error {
		if err := told.Heavy(); err != nil {
			return err
		}
		return w.without(ctx, lens, told.Came, func(facts palier.View) error {
			engine, err := w.Engine(ctx, facts, model)
			if err != nil {
				return err
			}
			return look(facts, engine)
		})
	}
	return nil
}

// Rows counts those of the loads that came since.
func (t *Told) Rows() int64 {
	var rows int64
	for _, load := range t.Came {
		for _, c := range load.Counts {
			rows += c.Rows - c.Refused
		}
	}
	return rows
}

// Heavy says why what came since cannot be taken out for a moment; nil when it can.
func (t *Told) Heavy() error {
	if len(t.Came) <= MostLoadsOut && t.Rows() <= MostRowsOut {
		return nil
	}
	return palier.Refusef("see the data as it was", fmt.Sprintf("choose a later first day: up to %d loads and %d rows can be taken out", MostLoadsOut, MostRowsOut),
		"%d loads with %d rows came since, and taking them out for a moment would hold up everybody who loads", len(t.Came), t.Rows())
}

// without shows the facts of a lens as they would be had some loads never come. They are
// taken out as Undo does, and left as they were. Busy when the base has changed since the lens
// was opened.
func (w *Workspace) without(ctx context.Context, lens *Lens, loads []palier.Load, look func(palier.View) error) error {
	err := w.Store.Update(ctx, func(u palier.Update) error {
		if err := w.unchanged(ctx, lens); err != nil {
			return err
		}
		for _, load := range slices.Backward(loads) {
			if _, err := u.Undo(ctx, load.Number); err != nil {
				return err
			}
		}
		if err := look(u); err != nil {
			return err
		}
		return errDry
	})
	if errors.Is(err, errDry) {
		return nil
	}
	return err
}

// unchanged refuses a lens on a generation that is not the newest any more.
func (w *Workspace) unchanged(ctx context.Context, lens *Lens) error {
	newest, err := w.Store.View(ctx)
	if err != nil {
		return err
	}
	defer newest.Close()
	if was, is := lens.Published(), newest.Published(); was.Generation != is.Generation || !was.At.Equal(is.At) {
		return &palier.Error{Code: palier.Busy, Tried: "see the data as it was", Reason: "the base has changed meanwhile", Hint: "ask again"}
	}
	return nil
}
