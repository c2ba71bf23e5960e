package refresh

import (
	"cmp"
	"context"
	"reflect"
	"slices"

	"palier"
	"palier/timeline"
)

// Telling is how a day was told once. The zero value is as it is told now.
type Telling struct {
	// Engine computes under the model in force then; no Model: under the one in force now.
	Engine Engine

	// Facts shows the facts that were known then, with an engine that computes from them
	// under that model. Nil: nothing was corrected since.
	Facts func(ctx context.Context, look func(palier.View, Engine) error) error
}

// Restatement is somebody who stands elsewhere on a day than was told of it.
type Restatement struct {
	Contact  palier.Key
	From, To uint8 // values of a facet
}

// Restated tells who has another value of a facet on a day than was told of it, by contact,
// because of one of two causes. From what was told to what is told now it is two steps, and
// whoever takes both has the To of one as the From of the other:
//   - CauseData: from the facts known then to those known now, both under the model in force
//     then, of which the values are;
//   - CauseModel: from that model to the engine's, both on the facts known now. From is a
//     value of the one, To of the other.
func (e Engine) Restated(ctx context.Context, view palier.View, told Telling, cause palier.Cause, f palier.Facet, day palier.Day) ([]Restatement, error) {
	then := e
	if told.Engine.Model != nil {
		then = told.Engine
		then.Among, then.Memory = e.Among, e.Memory
	}
	if !sameHistories(e.Model, then.Model) {
		then.Memory = nil // which keeps the histories of one model, those of the one in force
	}
	if cause == palier.CauseModel {
		return e.restatedSince(ctx, view, then, f, day)
	}
	if told.Facts == nil {
		return nil, nil
	}
	is, err := then.places(ctx, view, f, day)
	if err != nil {
		return nil, err
	}
	var was []place
	err = told.Facts(ctx, func(facts palier.View, before Engine) (err error) {
		before.Among = e.Among
		was, err = before.places(ctx, facts, f, day)
		return err
	})
	return restatements(was, is, sameNames(f, then.Model, then.Model)), err
}

// restatedSince tells who has another value under the engine's model than under another one.
func (e Engine) restatedSince(ctx context.Context, view palier.View, then Engine, f palier.Facet, day palier.Day) ([]Restatement, error) {
	same := sameNames(f, then.Model, e.Model)
	switch {
	case then.Hash == e.Hash && e.Hash != "":
		return nil, nil
	case sameHistories(e.Model, then.Model) && reflect.DeepEqual(e.Exclude, then.Exclude):
		return e.restatedAtOnce(ctx, view, then, f, day, same)
	}
	was, err := then.places(ctx, view, f, day)
	if err != nil {
		return nil, err
	}
	is, err := e.places(ctx, view, f, day)
	return restatements(was, is, same), err
}

// restatedAtOnce does so where both models see the same histories: it walks each under both.
func (e Engine) restatedAtOnce(ctx context.Context, view palier.View, then Engine, f palier.Facet, day palier.Day, same []int) ([]Restatement, error) {
	type worker struct {
		was, is *timeline.Walker
		found   []Restatement
	}
	before, after := then.kernel(), e.kernel()
	workers := parts(e, func() *worker { return &worker{was: before.Walker(), is: after.Walker()} })
	err := pass(ctx, e, view, e.query(), workers, func(w *worker, h *palier.History) {
		if from, to := w.was.Values(h, day)[f], w.is.Values(h, day)[f]; same[from] != int(to) {
			w.found = append(w.found, Restatement{h.Contact, from, to})
		}
	})
	var all []Restatement
	for _, w := range workers {
		all = append(all, w.found...)
	}
	slices.SortFunc(all, func(a, b Restatement) int { return cmp.Compare(a.Contact, b.Contact) })
	return all, err
}
