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
}

// Person gives everything there is to say of one contact at the end of a day; NotFound when
// nothing is known of it.
func (e Engine) Person(ctx context.Context, view palier.View, contactID string, day palier.Day) (*Person, error) {
	dossier, err := view.Dossier(ctx, contactID)
	if err != nil {
		return nil, err
	}
	p := &Person{Dossier: dossier}
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
	return p, nil
}
