package control

import (
	"context"
	"database/sql"
	"time"

	"palier"
)

// visitGap is after how long without a look a visit is over.
const visitGap = 4 * time.Hour

// Visit is a look at the overview.
type Visit struct {
	At   time.Time  // in UTC; zero: there was none
	AsOf palier.Day // the newest day it could show
}

// visitStep is how often a look is noted: a look is no reason to write to a disk each time.
const visitStep = 5 * time.Minute

// Visited notes that a user looks now, and gives the last look of the visit before this one.
func (db *DB) Visited(ctx context.Context, user int, now Visit) (last Visit, err error) {
	const tried = "note the visit"
	var seen Visit
	err = db.rows(ctx, tried, func(rows *sql.Rows) error {
		var at, before string
		if err := rows.Scan(&at, &seen.AsOf, &before, &last.AsOf); err != nil {
			return err
		}
		if err := unstamp(tried, at, &seen.At); err != nil || before == "" {
			return err
		}
		return unstamp(tried, before, &last.At)
	}, "SELECT seen, day, earlier, earlier_day FROM visit WHERE user = ?", user)
	if err != nil || seen.AsOf == now.AsOf && now.At.Sub(seen.At) < visitStep {
		return last, err
	}
	if !seen.At.IsZero() && now.At.Sub(seen.At) >= visitGap {
		last = seen
	}
	before := ""
	if !last.At.IsZero() {
		before = stamp(last.At)
	}
	return last, db.change(ctx, tried, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO visit (user, seen, day, earlier, earlier_day) VALUES (?, ?, ?, ?, ?)", user, stamp(now.At), int(now.AsOf), before, int(last.AsOf))
		return err
	})
}
