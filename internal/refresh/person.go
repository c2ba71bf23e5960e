package refresh

import (
	"context"
	"slices"

	"palier"
)

// Person is everything there is to say of one contact on a day. Of one that objected, or
// that the model leaves out of everything, there is the dossier alone: nothing is computed.
type Person struct {
	*palier.Dossier
	Objected bool
	Excluded bool
	History  *palier.History // as the model sees it
	State    palier.State
	Changes  []palier.Change // up to the day, in their order
	Periods  []Moment        // the day itself, and the ends of the periods before it that have a stage; the latest first
}

// Moment is the state at the end of a day.
type Moment struct {
	Day palier.Day
	palier.State
}

// Course is the state of a contact at the end of a day, and how it came to it.
type Course struct {
	State   palier.State
	Changes []palier.Change // up to the day, in their order
}

// Course gives the course of a contact, also of one that objected: somebody who asks what is
// known of them is to know all. NotFound when nothing is.
func (e Engine) Course(ctx context.Context, view palier.View, contactID string, day palier.Day) (*Course, error) {
	history, err := e.History(ctx, view, contactID)
	if err != nil {
		return nil, err
	}
	kernel := e.kernel()
	return &Course{kernel.State(history, day), kernel.Changes(history, day)}, nil
}

// Person gives everything there is to say of one contact at the end of a day, but for what
// happened later; NotFound when nothing is known of it.
func (e Engine) Person(ctx context.Context, view palier.View, contactID string, day palier.Day) (*Person, error) {
	dossier, err := view.Dossier(ctx, contactID)
	if err != nil {
		return nil, err
	}
	p := &Person{Dossier: upTo(day, dossier)}
	if _, p.Objected = slices.BinarySearch(e.Objected, palier.KeyOf(contactID)); p.Objected {
		return p, nil
	}
	if p.Excluded, err = e.Excludes(ctx, view, palier.KeyOf(contactID)); err != nil || p.Excluded {
		return p, err
	}
	if p.History, err = e.History(ctx, view, contactID); err != nil {
		return nil, err
	}
	kernel := e.kernel()
	p.State, p.Changes = kernel.State(p.History, day), kernel.Changes(p.History, day)
	for j := range e.Model.RFM.Periods {
		end := day - palier.Day(j*e.Model.RFM.Period)
		if state := kernel.State(p.History, end); j == 0 || state.Stage != palier.NoStage {
			p.Periods = append(p.Periods, Moment{end, state})
		}
	}
	return p, nil
}

// upTo leaves out of a dossier what happens after a day.
func upTo(day palier.Day, d *palier.Dossier) *palier.Dossier {
	known := *d
	known.Orders = nil
	for _, order := range d.Orders {
		if order.Day > day {
			continue
		}
		order.Refunds = slices.DeleteFunc(slices.Clone(order.Refunds), func(r palier.Refund) bool { return r.Day > day })
		known.Orders = append(known.Orders, order)
	}
	known.Engagements = slices.DeleteFunc(slices.Clone(d.Engagements), func(done palier.Engagement) bool { return done.Day > day })
	return &known
}
