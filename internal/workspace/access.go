package workspace

import (
	"context"
	"encoding/json"
	"slices"

	"palier"
	"palier/internal/control"
	"palier/internal/refresh"
)

// Known is everything that the workspace knows of a contact.
type Known struct {
	Dossier   *palier.Dossier
	Course    *refresh.Course // what the kernel makes of it
	Traces    []palier.Trace  // as loads brought it
	Loads     []palier.Load   // those that did
	Segments  []Segment       // that it is in: the saved ones by name, then those that are ready
	Objection *control.Objection
	Entries   []control.Entry // of the audit log, that concern it
}

// Access gives everything known about a contact through a lens, and logs that it was given.
// NotFound when nothing is.
func (w *Workspace) Access(ctx context.Context, lens *Lens, contactID string) (k *Known, err error) {
	k = &Known{}
	if k.Dossier, err = lens.Dossier(ctx, contactID); err != nil {
		return nil, err
	}
	if k.Course, err = lens.Engine.Course(ctx, lens.View, contactID, lens.AsOf); err != nil {
		return nil, err
	}
	if k.Traces, err = lens.Traces(ctx, contactID); err != nil {
		return nil, err
	}
	loads, err := lens.Loads(ctx)
	if err != nil {
		return nil, err
	}
	for _, load := range loads {
		if slices.ContainsFunc(k.Traces, func(t palier.Trace) bool { return t.Load == load.Number }) {
			k.Loads = append(k.Loads, load)
		}
	}
	if k.Segments, err = w.allSegmentsOf(ctx, lens, contactID); err != nil {
		return nil, err
	}
	objections, err := w.Control.Objections(ctx)
	if err != nil {
		return nil, err
	}
	k.Objection = objectionOf(objections, contactID)
	err = w.Control.LogContact(ctx, contactID, control.Entry{At: w.now().UTC(), Who: Who(ctx), Action: control.Accessed})
	if err == nil {
		k.Entries, err = w.entriesOf(ctx, contactID)
	}
	return k, err
}

// Objection gives the objection that holds for a contact; nil where none does.
func (w *Workspace) Objection(ctx context.Context, contactID string) (*control.Objection, error) {
	objections, err := w.Control.Objections(ctx)
	return objectionOf(objections, contactID), err
}

func objectionOf(objections []control.Objection, contactID string) *control.Objection {
	i := slices.IndexFunc(objections, func(o control.Objection) bool { return slices.Contains(objectors(o.ContactID, o.Emails), contactID) })
	if i < 0 {
		return nil
	}
	return &objections[i]
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
