package control

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Tombstone marks something that named somebody who was forgotten. Rows to come must not
// name it again.
type Tombstone struct {
	Secret int // number of the Secret it was made with
	Mark   Mark
	Kind   MarkKind
	Kept   string    // of an order: the random id under which it stays; empty: it does not
	Bare   bool      // nothing of the contact was to stay
	At     time.Time // in UTC
}

// AddTombstones keeps tombstones, in place of those there are with the same marks.
func (db *DB) AddTombstones(ctx context.Context, stones []Tombstone) error {
	return db.change(ctx, "keep what was forgotten", func(tx *sql.Tx) error { return addTombstones(ctx, tx, stones) })
}

func addTombstones(ctx context.Context, tx *sql.Tx, stones []Tombstone) error {
	for _, t := range stones {
		_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO tombstone (secret, mark, kind, kept, bare, at) VALUES (?, ?, ?, ?, ?, ?)",
			t.Secret, t.Mark[:], string(t.Kind), t.Kept, t.Bare, stamp(t.At))
		if err != nil {
			return err
		}
	}
	return nil
}

// Tombstones lists all tombstones, and the keys they were made with by number.
func (db *DB) Tombstones(ctx context.Context) (secrets []Secret, stones []Tombstone, err error) {
	const tried = "read what was forgotten"
	err = db.read(ctx, tried, func(tx *sql.Tx) error {
		err := eachRow(ctx, tx, func(rows *sql.Rows) error {
			var s Secret
			if err := rows.Scan(&s.Number, &s.Key); err != nil {
				return err
			}
			if len(s.Key) != secretSize {
				return damaged(tried, fmt.Errorf("a key has %d bytes", len(s.Key)))
			}
			secrets = append(secrets, s)
			return nil
		}, "SELECT number, key FROM secret ORDER BY number")
		if err != nil {
			return err
		}
		return eachRow(ctx, tx, func(rows *sql.Rows) error {
			var t Tombstone
			var mark []byte
			var at string
			if err := rows.Scan(&t.Secret, &mark, &t.Kind, &t.Kept, &t.Bare, &at); err != nil {
				return err
			}
			if copy(t.Mark[:], mark) != len(t.Mark) || len(mark) != len(t.Mark) {
				return damaged(tried, fmt.Errorf("a mark has %d bytes", len(mark)))
			}
			err := unstamp(tried, at, &t.At)
			stones = append(stones, t)
			return err
		}, "SELECT secret, mark, kind, kept, bare, at FROM tombstone ORDER BY secret, mark")
	})
	return secrets, stones, err
}
