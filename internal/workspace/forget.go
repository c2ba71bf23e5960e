package workspace

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"slices"

	"palier"
	"palier/internal/control"
)

// ForgetOptions say how a contact is forgotten; the zero value is useful.
type ForgetOptions struct {
	Everything bool // its days and amounts go too, so that past totals change
	DryRun     bool // tell what would go, and change nothing
	Progress   func(contacts int)
}

// Forgotten says what an erasure took away.
type Forgotten struct {
	ContactID   string
	Identified  bool
	Orders      int // credits included
	Engagements int
	Emails      int // that no other contact has
	Objections  int
	Refused     int    // rows of refused files
	As          string // the random id under which days and amounts stay; empty: they do not
	Remains     []Remain
	Published   palier.Published
}

// Remain is a place that an erasure does not reach, and that somebody must look after.
type Remain struct {
	Kind RemainKind
	Name string
}

// RemainKind says what an erasure did not reach.
type RemainKind string

// What an erasure does not reach.
const (
	RemainsInBackup  RemainKind = "backup"  // a folder; restored, the contact is forgotten again
	RemainsInSegment RemainKind = "segment" // its definition names the contact
	RemainsInModel   RemainKind = "model"   // a version, or the draft, names the contact
	RemainsInFile    RemainKind = "file"    // a file of the inbox names the contact, or is packed and may
)

// Forget erases a contact: from the facts, replaced rows included, from the refused rows,
// from what is kept of it elsewhere, and from the bytes of the workspace's files. It leaves
// a tombstone, so that no load, undo or restore brings the contact back. NotFound when
// nothing is known of it.
//
// The order of the steps is: the tombstones and a note that the erasure is under way, in
// the moment before the facts are published without the contact; then everything that can
// be done twice; then the note goes. Whoever opens the workspace goes on with what it says.
func (w *Workspace) Forget(ctx context.Context, contactID string, options ForgetOptions) (*Forgotten, error) {
	w.intake.Lock()
	defer w.intake.Unlock()
	f, err := w.beginForgetting(ctx, contactID, options)
	if err != nil {
		return nil, err
	}
	c := change{dry: options.DryRun, progress: options.Progress,
		erase: func(u palier.Update) error {
			if err := f.erase(ctx, u); err != nil {
				return err
			}
			return w.lookAround(ctx, f.done, f.erasure, f.erased)
		},
		settle: func(ctx context.Context) error { return w.beginErasure(ctx, f.erasure, f.erased) },
	}
	if err := w.update(ctx, &c); err != nil {
		return nil, err
	}
	f.done.Orders, f.done.Emails, f.done.Published = len(f.erased.Orders), len(f.erased.Emails), c.published
	if !options.Everything {
		f.done.As = f.erasure.As
	}
	if options.DryRun {
		return f.done, nil
	}
	_, err = w.finishErasing(ctx, []*forgetting{f})
	return f.done, err
}

// forgetting is a contact that is being erased.
type forgetting struct {
	done    *Forgotten
	erasure control.Erasure
	erased  palier.Erased
	found   bool // the facts had it
}

// beginForgetting says whom to erase, and what is known of the contact.
func (w *Workspace) beginForgetting(ctx context.Context, contactID string, options ForgetOptions) (*forgetting, error) {
	done, words, err := w.inventory(ctx, contactID)
	if err != nil {
		return nil, err
	}
	as, err := randomID()
	erasure := control.Erasure{ContactID: contactID, As: as, Bare: options.Everything, Words: words, Who: Who(ctx), At: w.now().UTC()}
	return &forgetting{done: done, erasure: erasure}, err
}

// erase takes the contact out of the facts; NotFound where they do not have it.
func (f *forgetting) erase(ctx context.Context, u palier.Update) (err error) {
	f.erased, err = u.Erase(ctx, palier.Erasure{ContactID: f.erasure.ContactID, As: f.erasure.As, Bare: f.erasure.Bare})
	f.found = err == nil
	return err
}

// inventory tells what is known of a contact, and what refused rows may name it by besides
// its ids and e-mails.
func (w *Workspace) inventory(ctx context.Context, contactID string) (*Forgotten, []string, error) {
	view, err := w.Store.View(ctx)
	if err != nil {
		return nil, nil, err
	}
	defer view.Close()
	done := &Forgotten{ContactID: contactID}
	dossier, err := view.Dossier(ctx, contactID)
	if palier.CodeOf(err) == palier.NotFound { // it may be in replaced rows all the same
		return done, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	done.Engagements = len(dossier.Engagements)
	if dossier.Row == nil {
		return done, nil, nil
	}
	done.Identified = true
	if dossier.Row.Phone == "" {
		return done, nil, nil
	}
	return done, []string{dossier.Row.Phone}, nil
}

// beginErasure writes down, before the facts are published without the contact, what must
// not come again.
func (w *Workspace) beginErasure(ctx context.Context, e control.Erasure, erased palier.Erased) error {
	secret, err := w.Control.Secret(ctx)
	if err != nil {
		return err
	}
	return w.Control.BeginErasure(ctx, e, tombstones(secret, e, erased), objectors(e.ContactID, erased.Emails))
}

// tombstones makes the tombstones of a contact.
func tombstones(secret control.Secret, e control.Erasure, erased palier.Erased) []control.Tombstone {
	marker := control.NewMarker(secret)
	stone := func(kind control.MarkKind, text, kept string) control.Tombstone {
		return control.Tombstone{Secret: secret.Number, Mark: marker.Mark(kind, text), Kind: kind, Kept: kept, Bare: e.Bare, At: e.At}
	}
	stones := []control.Tombstone{stone(control.MarkContact, e.ContactID, "")}
	for _, email := range erased.Emails {
		stones = append(stones, stone(control.MarkEmail, email, ""))
	}
	for _, order := range erased.Orders {
		stones = append(stones, stone(control.MarkOrder, order.OrderID, order.As))
	}
	return stones
}

// objectors are the contacts whose objections are those of a contact.
func objectors(contactID string, emails []string) []string {
	ids := []string{contactID}
	for _, email := range emails {
		ids = append(ids, palier.EmailPrefix+email)
	}
	return ids
}

// lookAround finds what else names the contact, and what an erasure does not reach.
func (w *Workspace) lookAround(ctx context.Context, done *Forgotten, e control.Erasure, erased palier.Erased) error {
	ids := objectors(done.ContactID, erased.Emails)
	objections, err := w.Control.Objections(ctx)
	if err != nil {
		return err
	}
	for _, o := range objections {
		if slices.Contains(ids, o.ContactID) {
			done.Objections++
		}
	}
	secret, err := w.Control.Secret(ctx)
	if err != nil {
		return err
	}
	tombs := newTombs([]control.Secret{secret}, tombstones(secret, e, erased))
	if done.Refused, err = w.eachRefused(tombs.naming(e.Words), sortOut); err != nil {
		return err
	}
	done.Remains, err = w.remains(ctx, append(ids, erased.Emails...))
	return err
}

// randomID draws the id under which the days and amounts of a contact stay.
func randomID() (string, error) {
	random := make([]byte, 12)
	if _, err := rand.Read(random); err != nil {
		return "", palier.Fail(palier.Internal, "draw a random id", err)
	}
	return keptMark + hex.EncodeToString(random), nil
}
