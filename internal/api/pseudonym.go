package api

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"encoding/hex"

	"palier"
	"palier/internal/control"
	"palier/internal/signin"
)

// What marks of the workspace's key stand for here.
const (
	markPseudonym control.MarkKind = "pseudonym"
	markCursor    control.MarkKind = "cursor"
)

// naming gives contacts the names that who asks may know them by: their ids, or pseudonyms.
// A pseudonym is always the same for one contact, and says nothing of the id: it is an HMAC
// under the workspace's key. It leads nowhere either, for who sees pseudonyms may not open a
// contact.
func (a *API) naming(ctx context.Context) (func(contactID string) string, error) {
	who, err := signin.Asking(ctx)
	if err != nil {
		return nil, err
	}
	if who.May(meet) {
		return func(id string) string { return id }, nil
	}
	secret, err := a.secret(ctx)
	return func(id string) string {
		mark := secret.Mark(markPseudonym, id)
		return "~" + hex.EncodeToString(mark[:10])
	}, err
}

// secret gives the key of the workspace, which is read once.
func (a *API) secret(ctx context.Context) (control.Secret, error) {
	a.keeping.Lock()
	defer a.keeping.Unlock()
	if a.kept.Key == nil {
		var err error
		if a.kept, err = a.Workspace.Control.Secret(ctx); err != nil {
			return control.Secret{}, err
		}
	}
	return a.kept, nil
}

// sealer seals the places at which pages begin: they are contact ids, which not everybody may
// know, and what comes back must be what was given out.
func (a *API) sealer(ctx context.Context) (cipher.AEAD, error) {
	secret, err := a.secret(ctx)
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

// cursor gives the page that begins after a place a name.
func (a *API) cursor(ctx context.Context, place string) (string, error) {
	seal, err := a.sealer(ctx)
	if err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(seal.Seal(nil, nil, []byte(place), nil)), nil
}

// place gives the place that a cursor stands for; the empty one for the first page.
func (a *API) place(ctx context.Context, cursor string) (string, error) {
	if cursor == "" {
		return "", nil
	}
	seal, err := a.sealer(ctx)
	if err != nil {
		return "", err
	}
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	if err == nil {
		text, err = seal.Open(nil, nil, text, nil)
	}
	if err != nil {
		return "", palier.Refuse("find the page", "its cursor was not given out here", "begin at the first page, without a cursor")
	}
	return string(text), nil
}
