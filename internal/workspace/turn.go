package workspace

import (
	"context"
	"errors"

	"palier"
	"palier/internal/control"
	"palier/internal/refresh"
)

// TurnsOfLoad tells who is a member of a segment because of a load, and who is none
// because of it: the load is taken out as Undo does, asked about, and left as it was.
// NotFound when there is no such load, Conflict when it is undone already.
func (w *Workspace) TurnsOfLoad(ctx context.Context, number int, asked palier.Selection) ([]refresh.Turn, error) {
	var with, without []palier.Key
	like := refresh.Turn{Day: asked.Day, Cause: palier.CauseData}
	var left []refresh.Turn
	var view palier.View // of the generation that the update begins with
	defer func() {
		if view != nil {
			view.Close()
		}
	}()
	err := w.Store.Update(ctx, func(u palier.Update) (err error) {
		if view, err = w.Store.View(ctx); err != nil {
			return err
		}
		if with, err = w.membersIn(ctx, u, asked); err != nil {
			return err
		}
		if _, err = u.Undo(ctx, number); err != nil {
			return err
		}
		if without, err = w.membersIn(ctx, u, asked); err != nil {
			return err
		}
		if left, err = refresh.Turns(ctx, u, refresh.Less(without, with), like); err != nil {
			return err
		}
		return errDry
	})
	if !errors.Is(err, errDry) {
		return nil, err
	}
	like.Entered = true
	entered, err := refresh.Turns(ctx, view, refresh.Less(with, without), like)
	return refresh.Sorted(append(left, entered...)), err
}

// membersIn gives the members of a segment in a generation, under the model in force.
func (w *Workspace) membersIn(ctx context.Context, view palier.View, asked palier.Selection) ([]palier.Key, error) {
	model, _, err := w.Model(ctx)
	if err != nil {
		return nil, err
	}
	engine, err := w.Engine(ctx, view, model)
	if err != nil {
		return nil, err
	}
	return engine.Members(ctx, view, asked)
}

// Erased counts the contacts that were erased on the days after one, up to and including
// another. Which segments they were in is forgotten too.
func (w *Workspace) Erased(ctx context.Context, from, to palier.Day) (int64, error) {
	entries, err := w.Control.Entries(ctx)
	erased := int64(0)
	for _, e := range entries {
		if day := palier.DayIn(e.At, w.Zone); e.Action == control.Forgotten && from < day && day <= to {
			erased++
		}
	}
	return erased, err
}
