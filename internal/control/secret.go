package control

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
)

// secretSize is the length of a key in bytes: as long as its marks are.
const secretSize = sha256.Size

// Secret is a key under which ids and e-mails become marks. A workspace has one, and
// those that came with the tombstones of others.
type Secret struct {
	Number int
	Key    []byte
}

// MarkKind says what a mark stands for.
type MarkKind string

// What marks stand for.
const (
	MarkContact MarkKind = "contact"
	MarkEmail   MarkKind = "email"
	MarkOrder   MarkKind = "order"
)

// Mark stands for an id or e-mail that is not to be named: who has the key can tell
// whether a text is the one meant, and nobody can read it back.
type Mark [sha256.Size]byte

// String gives the mark in hexadecimal.
func (m Mark) String() string { return hex.EncodeToString(m[:]) }

// Mark gives the mark of a text: HMAC-SHA256 (RFC 2104) of its kind, a zero byte and it.
func (s Secret) Mark(kind MarkKind, text string) Mark { return NewMarker(s).Mark(kind, text) }

// Marker makes many marks with one key. It serves one goroutine at a time.
type Marker struct {
	mac  hash.Hash
	text []byte
}

// NewMarker makes a marker of a key.
func NewMarker(s Secret) *Marker { return &Marker{mac: hmac.New(sha256.New, s.Key)} }

// Mark gives the mark of a text.
func (m *Marker) Mark(kind MarkKind, text string) (mark Mark) {
	m.text = append(append(append(m.text[:0], kind...), 0), text...)
	m.mac.Reset()
	m.mac.Write(m.text)
	m.mac.Sum(mark[:0])
	return mark
}

// Secret gives the key of this workspace, which is made when it is first asked for.
func (db *DB) Secret(ctx context.Context) (s Secret, err error) {
	const tried = "read the key of the workspace"
	err = db.read(ctx, tried, func(tx *sql.Tx) (err error) {
		s, err = firstSecret(ctx, tx)
		return err
	})
	if err != nil || s.Number > 0 {
		return s, err
	}
	err = db.change(ctx, tried, func(tx *sql.Tx) (err error) {
		s, err = secretIn(ctx, tx)
		return err
	})
	return s, err
}

// secretIn gives the first key, and makes it when there is none.
func secretIn(ctx context.Context, tx *sql.Tx) (Secret, error) {
	s, err := firstSecret(ctx, tx)
	if err != nil || s.Number > 0 {
		return s, err
	}
	s.Key = make([]byte, secretSize)
	if _, err := rand.Read(s.Key); err != nil {
		return s, err
	}
	return s, tx.QueryRowContext(ctx, "INSERT INTO secret (key) VALUES (?) RETURNING number", s.Key).Scan(&s.Number)
}

// firstSecret gives the first key, which has the number 0 when there is none.
func firstSecret(ctx context.Context, tx *sql.Tx) (s Secret, err error) {
	err = tx.QueryRowContext(ctx, "SELECT number, key FROM secret ORDER BY number LIMIT 1").Scan(&s.Number, &s.Key)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return Secret{}, nil
	case err == nil && len(s.Key) != secretSize:
		return s, damaged("read the key of the workspace", fmt.Errorf("the key has %d bytes", len(s.Key)))
	}
	return s, err
}
