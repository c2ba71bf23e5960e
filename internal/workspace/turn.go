package workspace

import (
	"context"

	"palier"
	"palier/internal/control"
	"palier/internal/refresh"
)

// TurnsOfLoad tells who is a member of a segment because of a load, and who is none because
// of it, under the model in force. NotFound when there is no such load, Conflict when it is
// undone already.
func (w *Workspace) TurnsOfLoad(ctx context.Context, lens *Lens, number int, asked palier.Selection) ([]refresh.Turn, error) {
	with, err := w.membersIn(ctx, lens.View, asked)
	if err != nil {
		return nil, err
	}
	var without []palier.Key
	var left []refresh.Turn
	like := refresh.Turn{Day: asked.Day, Cause: palier.CauseData}
	err = w.without(ctx, lens, []palier.Load{{Number: number}}, func(facts palier.View) (err error) {
		if without, err = w.membersIn(ctx, facts, asked); err == nil {
			left, err = refresh.Turns(ctx, facts, refresh.Less(without, with), like)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	like.Entered = true
	entered, err := refresh.Turns(ctx, lens.View, refresh.Less(with, without), like)
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
