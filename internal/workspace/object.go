package workspace

import (
	"context"
	"slices"
	"strings"

	"palier"
	"palier/internal/control"
)

// Object takes down that a contact objected to being sorted, advised on and written to. It
// holds for its e-mail too, whatever contact has it later. NotFound when nothing is known of
// the contact.
func (w *Workspace) Object(ctx context.Context, contactID, reason string) error {
	view, err := w.Store.View(ctx)
	if err != nil {
		return err
	}
	defer view.Close()
	dossier, err := view.Dossier(ctx, contactID)
	if err != nil {
		return err
	}
	o := control.Objection{ContactID: contactID, Reason: reason, Who: Who(ctx), At: w.now().UTC()}
	if dossier.Row != nil && dossier.Row.Email != "" {
		o.Emails = []string{dossier.Row.Email}
	} else if email, guest := strings.CutPrefix(contactID, palier.EmailPrefix); guest {
		o.Emails = []string{email}
	}
	return w.Control.Object(ctx, o)
}

// Withdraw drops the objection of a contact; NotFound when it has none.
func (w *Workspace) Withdraw(ctx context.Context, contactID string) error {
	return w.Control.WithdrawObjection(ctx, contactID, Who(ctx), w.now().UTC())
}

// Objected gives the keys of the contacts that objected, ascending: they are in no list, no
// segment and no export, and in totals only.
func (w *Workspace) Objected(ctx context.Context) ([]palier.Key, error) {
	objections, err := w.Control.Objections(ctx)
	if err != nil {
		return nil, err
	}
	var keys []palier.Key
	for _, o := range objections {
		for _, id := range objectors(o.ContactID, o.Emails) {
			keys = append(keys, palier.KeyOf(id))
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys), nil
}
