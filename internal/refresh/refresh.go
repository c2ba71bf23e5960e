// Package refresh is the only orchestrator: it drives histories from a store through
// the kernel, and what the kernel makes of them back into the store or into a report.
// History is never stored: every answer about the past is one pass through here.
package refresh

import (
	"context"
	"runtime"

	"palier"
	"palier/timeline"
)

// Engine computes under one model and one currency.
type Engine struct {
	Model    *palier.Model
	Hash     string // of the model: tells whether published states are of this model
	Currency palier.Currency
	Workers  int // 0: one per core

	Exclude  palier.Condition // contacts for whom it holds are left out of everything; of attributes only
	Objected []palier.Key     // contacts in no segment; ascending

	// Among, if not nil, are the only contacts that are looked at; ascending. States are
	// published of all of them only.
	Among []palier.Key

	// Memory, if set, keeps the histories of one question for the next.
	Memory *Memory

	// Queue, if set, bounds how many passes over the whole base go on at once.
	Queue Queue

	// Progress, if set, is told how many contacts have been computed so far. It is
	// called from several goroutines.
	Progress func(contacts int)
}

func (e Engine) workers() int {
	if e.Workers > 0 {
		return e.Workers
	}
	return runtime.GOMAXPROCS(0)
}

func (e Engine) query() palier.HistoryQuery {
	return palier.HistoryQuery{
		IgnoreStatus:  e.Model.IgnoreStatus,
		ResponseTypes: e.Model.ResponseTypes,
		Workers:       e.workers(),
	}
}

func (e Engine) kernel() *timeline.Kernel { return timeline.New(e.Model, e.Currency) }

func (e Engine) tell(contacts int) {
	if e.Progress != nil {
		e.Progress(contacts)
	}
}

// Publish computes the state of every contact that has a stage at the end of the day
// and publishes them as the update's states.
func (e Engine) Publish(ctx context.Context, update palier.Update, p palier.Publication) error {
	err := e.States(ctx, update, p.AsOf, StateOptions{}, func(states []palier.ContactState) error {
		return update.PutStates(ctx, states)
	})
	if err != nil {
		return err
	}
	return update.Publish(ctx, p)
}

// published tells whether the view's states are those of the day under this model.
func (e Engine) published(view palier.View, day palier.Day) bool {
	p := view.Published()
	return p.States != 0 && !p.Stale() && p.AsOf == day && p.Model == e.Hash && e.Hash != ""
}

// StateOptions says which states are wanted; the zero value all of them, by key.
type StateOptions struct {
	Contacts []string // contact ids; nil for all
	WithIDs  bool     // fill ContactState.ContactID
}

// States computes the state of every contact that has a stage at the end of the day.
// Each is called from several goroutines; the slice is valid during the call.
func (e Engine) States(ctx context.Context, view palier.View, day palier.Day, options StateOptions, each func([]palier.ContactState) error) error {
	query := e.query()
	query.Contacts, query.WithIDs = options.Contacts, options.WithIDs
	kernel := e.kernel()
	walkers := make([]*timeline.Walker, query.Workers)
	for i := range walkers {
		walkers[i] = kernel.Walker()
	}
	buffers := make([][]palier.ContactState, query.Workers)
	return e.histories(ctx, view, query, func(worker int, batch []palier.History) error {
		states := buffers[worker][:0]
		for i := range batch {
			state := walkers[worker].State(&batch[i], day)
			if state.Stage != palier.NoStage {
				states = append(states, palier.ContactState{Contact: batch[i].Contact, ContactID: batch[i].ContactID, State: state})
			}
		}
		buffers[worker] = states
		return each(states)
	})
}

// Series walks the whole history and accumulates the daily series from one day through
// another.
func (e Engine) Series(ctx context.Context, view palier.View, from, to palier.Day, scope timeline.Scope) (*timeline.Series, error) {
	kernel := e.kernel()
	all := parts(e, func() *timeline.Accumulator { return kernel.Accumulate(from, to, scope) })
	if err := pass(ctx, e, view, e.query(), all, (*timeline.Accumulator).Add); err != nil {
		return nil, err
	}
	for _, part := range all[1:] {
		all[0].Merge(part)
	}
	return all[0].Series(), nil
}

// History gives the history of one contact as the model sees it; NotFound when nothing
// is known of the contact.
func (e Engine) History(ctx context.Context, view palier.View, contactID string) (*palier.History, error) {
	query := e.query()
	query.Contacts, query.WithIDs, query.Workers = []string{contactID}, true, 1
	var found *palier.History
	err := view.Histories(ctx, query, func(_ int, batch []palier.History) error {
		for i := range batch {
			h := batch[i]
			h.Movements = append([]palier.Movement(nil), h.Movements...)
			h.Responses = append([]palier.Day(nil), h.Responses...)
			found = &h
		}
		return nil
	})
	if err == nil && found == nil {
		err = &palier.Error{Code: palier.NotFound, Tried: "find the contact " + contactID, Reason: "nothing is known of it"}
	}
	return found, err
}
