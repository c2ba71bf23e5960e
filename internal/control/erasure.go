package control

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"palier"
)

// Erasure is the removal of a contact that has begun. Until it has ended it still names
// the contact, for whoever opens the workspace to go on with it.
type Erasure struct {
	ContactID string
	As        string   // the random id under which days and amounts stay
	Bare      bool     // nothing is to stay
	Words     []string // what refused rows may name the contact by
	Who       string
	At        time.Time // in UTC
}

// BeginErasure keeps the tombstones of a contact, drops its objections, and notes that its
// erasure is under way: before anything else is removed, so that whatever dies in between,
// it is known who is to be forgotten.
func (db *DB) BeginErasure(ctx context.Context, e Erasure, stones []Tombstone, objections []string) error {
	const tried = "begin to forget a contact"
	words, err := json.Marshal(e.Words)
	if err != nil {
		return palier.Fail(palier.Internal, tried, err)
	}
	return db.change(ctx, tried, func(tx *sql.Tx) error {
		if err := addTombstones(ctx, tx, stones); err != nil {
			return err
		}
		for _, contact := range objections {
			if _, err := tx.ExecContext(ctx, "DELETE FROM objection WHERE contact_id = ?", contact); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO erasure (contact_id, kept_as, bare, words, who, at) VALUES (?, ?, ?, ?, ?, ?)",
			e.ContactID, e.As, e.Bare, string(words), e.Who, stamp(e.At))
		return err
	})
}

// Erasures lists the erasures that have not ended, in the order in which they began.
func (db *DB) Erasures(ctx context.Context) ([]Erasure, error) {
	const tried = "list the erasures under way"
	var all []Erasure
	err := db.rows(ctx, tried, func(rows *sql.Rows) error {
		var e Erasure
		var words, at string
		if err := rows.Scan(&e.ContactID, &e.As, &e.Bare, &words, &e.Who, &at); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(words), &e.Words); err != nil {
			return damaged(tried, err)
		}
		err := unstamp(tried, at, &e.At)
		all = append(all, e)
		return err
	}, "SELECT contact_id, kept_as, bare, words, who, at FROM erasure ORDER BY number")
	return all, err
}

// EndErasure logs an erasure that is done everywhere, under the contact's mark, and drops
// what still named the contact, from the file too.
func (db *DB) EndErasure(ctx context.Context, e Erasure, details map[string]any) error {
	const tried = "end forgetting a contact"
	err := db.change(ctx, tried, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, "DELETE FROM erasure WHERE contact_id = ?", e.ContactID)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return err // ended already
		}
		return recordContact(ctx, tx, e.ContactID, Entry{At: e.At, Who: e.Who, Action: Forgotten}, details)
	})
	if err != nil {
		return err
	}
	return db.empty(ctx, tried)
}

// empty moves the log into the file, where what was deleted is overwritten (secure_delete),
// and empties it. A reader may hold the log a little longer; closing empties it too.
func (db *DB) empty(ctx context.Context, tried string) error {
	_, err := db.writer.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return fail(ctx, tried, err)
}
