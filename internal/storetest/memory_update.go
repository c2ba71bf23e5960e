package storetest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"palier"
)

// update makes the next generation: its view is of the generation in the making.
type update struct {
	view
	failed error // what must fail the update even if change goes on
	lock   sync.Mutex
	put    []palier.ContactState
}

// Apply makes the staged rows a load.
func (u *update) Apply(ctx context.Context, staged palier.Staging, info palier.LoadInfo, refuse func(palier.Refusal)) (palier.Load, error) {
	s, ours := staged.(*staging)
	if !ours {
		return palier.Load{}, palier.Refuse("apply the load", "its rows were staged in another store", "stage them in this one")
	}
	before := u.facts()
	rows := s.sorted()
	refused := rows.withhold(contradictions(before, rows.lines), refuse)
	l := &load{rows: rows, Load: palier.Load{
		Number:          len(u.loads) + 1,
		Source:          info.Source,
		Files:           slices.Clone(info.Files),
		At:              info.At,
		CompleteThrough: info.CompleteThrough,
		Counts:          count(before, &rows, refused, info.Counts),
	}}
	if !info.CompleteThrough.Exists() {
		for _, row := range rows.lines {
			l.CompleteThrough = max(l.CompleteThrough, row.Day)
		}
	}
	u.generation = u.renewed()
	u.loads = append(u.loads, l)
	return l.listed(), u.checked(ctx)
}

// Undo takes a load out.
func (u *update) Undo(ctx context.Context, number int) (palier.Load, error) {
	tried := fmt.Sprintf("undo load %d", number)
	if number < 1 || number > len(u.loads) {
		return palier.Load{}, &palier.Error{Code: palier.NotFound, Tried: tried, Reason: "there is no such load", Hint: "list the loads"}
	}
	if u.loads[number-1].Undone {
		return palier.Load{}, &palier.Error{Code: palier.Conflict, Tried: tried, Reason: "it is undone already"}
	}
	undone := &load{Load: u.loads[number-1].Load}
	undone.Undone = true
	u.generation = u.renewed()
	u.loads[number-1] = undone
	return undone.listed(), u.checked(ctx)
}

// checked fails the update when two contact ids have one key, or the context has ended.
func (u *update) checked(ctx context.Context) error {
	if u.failed == nil {
		u.failed = u.facts().clash
	}
	if u.failed != nil {
		return u.failed
	}
	return ctx.Err()
}

// Record keeps what the update made of the base.
func (u *update) Record(ctx context.Context, outcome palier.Outcome) error {
	outcome.Generation = u.published.Generation
	u.outcomes = append(slices.Clip(u.outcomes), outcome)
	return ctx.Err()
}

// PutStates adds states.
func (u *update) PutStates(ctx context.Context, states []palier.ContactState) error {
	u.lock.Lock()
	defer u.lock.Unlock()
	u.put = append(u.put, states...)
	return ctx.Err()
}

// Publish replaces the states by those put.
func (u *update) Publish(ctx context.Context, p palier.Publication) error {
	keys := u.facts().keys
	states := slices.Clone(u.put)
	for i := range states {
		id, known := keys[states[i].Contact]
		if !known {
			return palier.Refusef("publish the states", "compute them in this update", "no contact has the key %x", states[i].Contact)
		}
		states[i].ContactID = id
	}
	sortStates(states)
	u.put = nil
	u.states = states
	u.published.Publication = p
	u.published.States = u.published.Generation
	return ctx.Err()
}

func sortStates(states []palier.ContactState) {
	slices.SortFunc(states, func(a, b palier.ContactState) int { return strings.Compare(a.ContactID, b.ContactID) })
}
