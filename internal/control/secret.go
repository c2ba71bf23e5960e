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
func (s Secret) Mark(kind MarkKind, text string) (m Mark) {
	mac := hmac.New(sha256.New, s.Key)
	mac.Write([]byte(string(kind) + "\x00" + text))
	mac.Sum(m[:0])
	return m
}

// Secret gives the key of this workspace, which is made when it is first asked for.
func (db *DB) Secret(ctx context.Context) (s Secret, err error) {
	err = db.change(ctx, "read the key of the workspace", func(tx *sql.Tx) (err error) {
		s, err = secretIn(ctx, tx)
		return err
	})
	return s, err
}

// secretIn gives the first key, and makes it when there is none.
func secretIn(ctx context.Context, tx *sql.Tx) (s Secret, err error) {
	const tried = "read the key of the workspace"
	err = tx.QueryRowContext(ctx, "SELECT number, key FROM secret ORDER BY number LIMIT 1").Scan(&s.Number, &s.Key)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		s.Key = make([]byte, secretSize)
		if _, err := rand.Read(s.Key); err != nil {
			return s, err
		}
		return s, tx.QueryRowContext(ctx, "INSERT INTO secret (key) VALUES (?) RETURNING number", s.Key).Scan(&s.Number)
	case err == nil && len(s.Key) != secretSize:
		return s, damaged(tried, fmt.Errorf("the key has %d bytes", len(s.Key)))
	}
	return s, err
}
