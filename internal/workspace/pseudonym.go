package workspace

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"

	"palier"
	"palier/internal/control"
)

// What marks of the workspace's key stand for besides those of tombstones.
const (
	markPseudonym control.MarkKind = "pseudonym"
	markCursor    control.MarkKind = "cursor"
)

// Pseudonyms gives what contacts are called before those who may not meet them. A pseudonym is
// always the same for one contact, and says nothing of its id: it is an HMAC under the
// workspace's key.
func (w *Workspace) Pseudonyms(ctx context.Context) (func(contactID string) string, error) {
	secret, err := w.Control.Secret(ctx)
	return func(id string) string {
		mark := secret.Mark(markPseudonym, id)
		return "~" + hex.EncodeToString(mark[:10])
	}, err
}

// sealer seals the places at which pages begin: contact ids are in them, which not everybody
// may know, and what comes back must be what was given out.
func (w *Workspace) sealer(ctx context.Context) (cipher.AEAD, error) {
	secret, err := w.Control.Secret(ctx)
	if err != nil {
		return nil, err
	}
	key := secret.Mark(markCursor, "")
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

// Cursor gives a name to the page that begins after a place.
func (w *Workspace) Cursor(ctx context.Context, place palier.Place) (string, error) {
	seal, err := w.sealer(ctx)
	if err != nil {
		return "", err
	}
	text, err := json.Marshal(place)
	return base64.RawURLEncoding.EncodeToString(seal.Seal(nil, nil, text, nil)), err
}

// Place gives the place that a cursor stands for; the zero one, of the first page, for none.
func (w *Workspace) Place(ctx context.Context, cursor string) (place palier.Place, err error) {
	if cursor == "" {
		return place, nil
	}
	seal, err := w.sealer(ctx)
	if err != nil {
		return place, err
	}
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	if err == nil {
		text, err = seal.Open(nil, nil, text, nil)
	}
	if err == nil {
		err = json.Unmarshal(text, &place)
	}
	if err != nil {
		return place, palier.Refuse("find the page", "its cursor was not given out here", "begin at the first page, without a cursor")
	}
	return place, nil
}
