package control

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"palier"
)

// Retention says after how many days without contact somebody is erased (interface.md §5).
// The zero value keeps everybody.
type Retention struct {
	Lead     int        // days after the last contact of somebody without a purchase; 0: they are kept
	Customer int        // days after the last contact of somebody with one; 0: they are kept
	Since    palier.Day // on which it was set, or last carried out
}

// IsOff tells whether everybody is kept.
func (r Retention) IsOff() bool { return r.Lead == 0 && r.Customer == 0 }

// Retention gives the rule in force.
func (db *DB) Retention(ctx context.Context) (Retention, error) {
	const tried = "read after how long contacts are erased"
	var r Retention
	err := db.read(ctx, tried, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, "SELECT lead, customer, since FROM retention").Scan(&r.Lead, &r.Customer, &r.Since)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return Retention{}, nil
	}
	return r, err
}

// SetRetention makes a rule the one in force.
func (db *DB) SetRetention(ctx context.Context, r Retention, who string, at time.Time) error {
	return db.change(ctx, "keep after how long contacts are erased", func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO retention (only, lead, customer, since) VALUES (1, ?, ?, ?)", r.Lead, r.Customer, int(r.Since)); err != nil {
			return err
		}
		return record(ctx, tx, Entry{At: at, Who: who, Action: RetentionChanged, Details: map[string]any{"lead": r.Lead, "customer": r.Customer}})
	})
}

// EndPurge notes that everybody who was due on a day is erased, and logs how many.
func (db *DB) EndPurge(ctx context.Context, r Retention, leads, customers int, who string, at time.Time) error {
	return db.change(ctx, "end erasing those who were due", func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "UPDATE retention SET since = ?", int(r.Since)); err != nil {
			return err
		}
		return record(ctx, tx, Entry{At: at, Who: who, Action: Purged, Details: map[string]any{
			"leads": leads, "customers": customers, "lead_days": r.Lead, "customer_days": r.Customer,
		}})
	})
}
