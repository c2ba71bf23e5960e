package workspace

import (
	"context"
	"encoding/json"
	"slices"

	"palier"
	"palier/internal/control"
)

// Known is everything that the workspace keeps of a contact, but for what the kernel makes
// of it.
type Known struct {
	Dossier   *palier.Dossier
	Traces    []palier.Trace // as loads brought it
	Loads     []palier.Load  // those that did
	Objection *control.Objection
	Entries   []control.Entry // of the audit log, that concern it
}

// Access gives everything known about a contact of a generation, and logs that it was
// given. NotFound when nothing is.
func (w *Workspace) Access(ctx context.Context, view palier.View, contactID string) (k *Known, err error) {
	k = &Known{}
	if k.Dossier, err = view.Dossier(ctx, contactID); err != nil {
		return nil, err
	}
	if k.Traces, err = view.Traces(ctx, contactID); err != nil {
		return nil, err
	}
	loads, err := view.Loads(ctx)
	if err != nil {
		return nil, err
	}
	for _, load := range loads {
		if slices.ContainsFunc(k.Traces, func(t palier.Trace) bool { return t.Load == load.Number }) {
			k.Loads = append(k.Loads, load)
		}
	}
	objections, err := w.Control.Objections(ctx)
	if err != nil {
		return nil, err
	}
	for i := range objections {
		if slices.Contains(objectors(objections[i].ContactID, objections[i].Emails), contactID) {
			k.Objection = &objections[i]
		}
	}
	err = w.Control.LogContact(ctx, contactID, control.Entry{At: w.now().UTC(), Who: Who(ctx), Action: control.Accessed})
	if err == nil {
		k.Entries, err = w.entriesOf(ctx, contactID)
	}
	return k, err
}

// entriesOf finds the entries of the audit log that name a contact by its mark.
func (w *Workspace) entriesOf(ctx context.Context, contactID string) ([]control.Entry, error) {
	secret, err := w.Control.Secret(ctx)
	if err != nil {
		return nil, err
	}
	entries, err := w.Control.Entries(ctx)
	mark := secret.Mark(control.MarkContact, contactID).String()
	return slices.DeleteFunc(entries, func(e control.Entry) bool {
		var details struct{ Contact string }
		raw, isRaw := e.Details.(json.RawMessage)
		return !isRaw || json.Unmarshal(raw, &details) != nil || details.Contact != mark
	}), err
}
