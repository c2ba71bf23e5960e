package control

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"palier"
)

// Action is what an entry of the audit log tells of.
type Action string

// The actions that are logged. What a change of this database is logged with is written
// in the change's own transaction.
const (
	Published          Action = "model_published"
	ModelKept          Action = "model_kept"
	Exported           Action = "exported"
	BackedUp           Action = "backed_up"
	Restored           Action = "restored"
	Forgotten          Action = "forgotten"
	Objected           Action = "objected"
	Withdrawn          Action = "objection_withdrawn"
	Accessed           Action = "accessed"
	RetentionChanged   Action = "retention_changed"
	Purged             Action = "purged"
	SegmentSaved       Action = "segment_saved"
	SegmentDeleted     Action = "segment_deleted"
	FiltersChanged     Action = "filters_changed"
	PageFiltersChanged Action = "page_filters_changed"
	TypeChanged        Action = "type_changed"
	UserAdded          Action = "user_added"
	UserChanged        Action = "user_changed"
	UserRemoved        Action = "user_removed"
	PasswordSet        Action = "password_set"
	SignedIn           Action = "signed_in"
	SignInFailed       Action = "sign_in_failed"
	SessionsEnded      Action = "sessions_ended"
	TokenMade          Action = "token_made"
	TokenRevoked       Action = "token_revoked"
	Loaded             Action = "loaded"
	LoadUndone         Action = "load_undone"
)

// Actions lists the actions that are logged, those that concern people first.
func Actions() []Action {
	return []Action{
		Forgotten, Purged, RetentionChanged, Objected, Withdrawn, Accessed, Exported, Loaded, LoadUndone, Published, ModelKept, SegmentSaved, SegmentDeleted, FiltersChanged, PageFiltersChanged, TypeChanged,
		SignedIn, SignInFailed, PasswordSet, SessionsEnded, UserAdded, UserChanged, UserRemoved, TokenMade, TokenRevoked, BackedUp, Restored,
	}
}

// Entry is something that was done. Its details name no contact but by its mark
// (DB.Mark), so that the log outlives an erasure.
type Entry struct {
	Number  int       // from 1, never used again; not read by Log
	At      time.Time // in UTC
	Who     string
	Action  Action
	Details any // becomes a JSON object; read back as json.RawMessage
}

// Log adds an entry to the audit log.
func (db *DB) Log(ctx context.Context, e Entry) error {
	return db.change(ctx, "write the audit log", func(tx *sql.Tx) error { return record(ctx, tx, e) })
}

// LogContact adds an entry about a contact, which its details name by its mark.
func (db *DB) LogContact(ctx context.Context, contactID string, e Entry) error {
	return db.change(ctx, "write the audit log", func(tx *sql.Tx) error { return recordContact(ctx, tx, contactID, e, nil) })
}

// record adds an entry in the transaction of what it tells of.
func record(ctx context.Context, tx *sql.Tx, e Entry) error {
	details, err := json.Marshal(e.Details)
	if err != nil {
		return palier.Fail(palier.Internal, "write the audit log", err)
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO audit (at, who, action, details) VALUES (?, ?, ?, ?)", stamp(e.At), e.Who, string(e.Action), string(details))
	return err
}

// Entries lists the audit log by number.
func (db *DB) Entries(ctx context.Context) ([]Entry, error) {
	const tried = "read the audit log"
	var entries []Entry
	err := db.rows(ctx, tried, func(rows *sql.Rows) error {
		var e Entry
		var at, details string
		if err := rows.Scan(&e.Number, &at, &e.Who, &e.Action, &details); err != nil {
			return err
		}
		if e.Details = json.RawMessage(details); !json.Valid([]byte(details)) {
			return damaged(tried, errors.New("the details of an entry are no JSON"))
		}
		entries = append(entries, e)
		return unstamp(tried, at, &entries[len(entries)-1].At)
	}, "SELECT number, at, who, action, details FROM audit ORDER BY number")
	return entries, err
}

// Done tells whether something of the kind was ever done.
func (db *DB) Done(ctx context.Context, action Action) (done bool, err error) {
	err = db.read(ctx, "read the audit log", func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM audit WHERE action = ?)", string(action)).Scan(&done)
	})
	return done, err
}

// rows reads the rows of a query in one transaction.
func (db *DB) rows(ctx context.Context, tried string, each func(*sql.Rows) error, query string, args ...any) error {
	return db.read(ctx, tried, func(tx *sql.Tx) error { return eachRow(ctx, tx, each, query, args...) })
}

func eachRow(ctx context.Context, tx *sql.Tx, each func(*sql.Rows) error, query string, args ...any) error {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := each(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// stamp writes an instant as the database keeps it.
func stamp(at time.Time) string { return at.UTC().Format(time.RFC3339Nano) }

// unstamp reads it.
func unstamp(tried, text string, to *time.Time) (err error) {
	if *to, err = time.Parse(time.RFC3339Nano, text); err != nil {
		return damaged(tried, err)
	}
	return nil
}
