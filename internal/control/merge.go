package control

import (
	"context"
	"database/sql"
	"encoding/json"

	"palier"
)

// TakeOver adds to this database, which was restored, what the law asks of the one it is
// to replace: its tombstones, its objections and its audit log.
func (db *DB) TakeOver(ctx context.Context, from *DB) error {
	secrets, stones, err := from.Tombstones(ctx)
	if err != nil {
		return err
	}
	objections, err := from.Objections(ctx)
	if err != nil {
		return err
	}
	entries, err := from.Entries(ctx)
	if err != nil {
		return err
	}
	return db.change(ctx, "take over what was forgotten", func(tx *sql.Tx) error {
		if err := takeTombstones(ctx, tx, secrets, stones); err != nil {
			return err
		}
		if err := takeObjections(ctx, tx, objections); err != nil {
			return err
		}
		return takeEntries(ctx, tx, entries)
	})
}

// takeTombstones adds tombstones with their keys, whose numbers are others here.
func takeTombstones(ctx context.Context, tx *sql.Tx, secrets []Secret, stones []Tombstone) error {
	numbers := map[int]int{}
	for _, s := range secrets {
		if _, err := tx.ExecContext(ctx, "INSERT INTO secret (key) VALUES (?) ON CONFLICT (key) DO NOTHING", s.Key); err != nil {
			return err
		}
		var number int
		if err := tx.QueryRowContext(ctx, "SELECT number FROM secret WHERE key = ?", s.Key).Scan(&number); err != nil {
			return err
		}
		numbers[s.Number] = number
	}
	for i := range stones {
		stones[i].Secret = numbers[stones[i].Secret]
	}
	return addTombstones(ctx, tx, stones)
}

// takeObjections adds those of contacts that have none.
func takeObjections(ctx context.Context, tx *sql.Tx, objections []Objection) error {
	for _, o := range objections {
		emails, err := json.Marshal(o.Emails)
		if err != nil {
			return palier.Fail(palier.Internal, "take over the objections", err)
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO objection (contact_id, emails, reason, who, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (contact_id) DO NOTHING",
			o.ContactID, string(emails), o.Reason, o.Who, stamp(o.At))
		if err != nil {
			return err
		}
	}
	return nil
}

// takeEntries adds, after all others, those that are not there.
func takeEntries(ctx context.Context, tx *sql.Tx, entries []Entry) error {
	for _, e := range entries {
		var known bool
		err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM audit WHERE number = ? AND at = ? AND action = ?)", e.Number, stamp(e.At), string(e.Action)).Scan(&known)
		if err != nil {
			return err
		}
		if !known {
			if err := record(ctx, tx, e); err != nil {
				return err
			}
		}
	}
	return nil
}
