package control

import (
	"context"
	"database/sql"
	"encoding/json"
	"maps"
	"time"

	"palier"
)

// Objection is somebody's wish not to be sorted, advised on or written to.
type Objection struct {
	ContactID string
	Emails    []string // what else rows may know the contact by; lower case
	Reason    string
	Who       string    // took it down
	At        time.Time // in UTC
}

// Object keeps an objection, in place of the contact's earlier one.
func (db *DB) Object(ctx context.Context, o Objection) error {
	const tried = "take down the objection"
	if o.ContactID == "" {
		return palier.Refuse(tried, "it names no contact", "name one")
	}
	if o.Emails == nil {
		o.Emails = []string{}
	}
	emails, err := json.Marshal(o.Emails)
	if err != nil {
		return palier.Fail(palier.Internal, tried, err)
	}
	return db.change(ctx, tried, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO objection (contact_id, emails, reason, who, at) VALUES (?, ?, ?, ?, ?)",
			o.ContactID, string(emails), o.Reason, o.Who, stamp(o.At))
		if err != nil {
			return err
		}
		return recordContact(ctx, tx, o.ContactID, Entry{At: o.At, Who: o.Who, Action: Objected}, nil)
	})
}

// WithdrawObjection drops an objection; NotFound when the contact has none.
func (db *DB) WithdrawObjection(ctx context.Context, contactID, who string, at time.Time) error {
	const tried = "withdraw the objection"
	return db.change(ctx, tried, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, "DELETE FROM objection WHERE contact_id = ?", contactID)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil {
			return err
		} else if n == 0 {
			return &palier.Error{Code: palier.NotFound, Tried: tried, Reason: "the contact has not objected", Hint: "check the id"}
		}
		return recordContact(ctx, tx, contactID, Entry{At: at, Who: who, Action: Withdrawn}, nil)
	})
}

// Objections lists all objections by contact id.
func (db *DB) Objections(ctx context.Context) ([]Objection, error) {
	const tried = "list the objections"
	var all []Objection
	err := db.rows(ctx, tried, func(rows *sql.Rows) error {
		var o Objection
		var emails, at string
		if err := rows.Scan(&o.ContactID, &emails, &o.Reason, &o.Who, &at); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(emails), &o.Emails); err != nil {
			return damaged(tried, err)
		}
		err := unstamp(tried, at, &o.At)
		all = append(all, o)
		return err
	}, "SELECT contact_id, emails, reason, who, at FROM objection ORDER BY contact_id")
	return all, err
}

// recordContact logs an entry about a contact, which it names by its mark.
func recordContact(ctx context.Context, tx *sql.Tx, contactID string, e Entry, more map[string]any) error {
	s, err := secretIn(ctx, tx)
	if err != nil {
		return err
	}
	details := map[string]any{"contact": s.Mark(MarkContact, contactID).String()}
	maps.Copy(details, more)
	e.Details = details
	return record(ctx, tx, e)
}
