package control

import (
	"context"
	"database/sql"
	"time"
)

// PutSession keeps what a session says until it expires, in place of what it said before.
func (db *DB) PutSession(ctx context.Context, mark, data []byte, expires time.Time) error {
	return db.change(ctx, "keep the session", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO session (mark, data, expires) VALUES (?, ?, ?)", mark, data, stamp(expires))
		return err
	})
}

// Session gives what a session says; known tells whether there is one that has not
// expired.
func (db *DB) Session(ctx context.Context, mark []byte, now time.Time) (data []byte, known bool, err error) {
	const tried = "find the session"
	err = db.rows(ctx, tried, func(rows *sql.Rows) error {
		var text string
		var expires time.Time
		if err := rows.Scan(&data, &text); err != nil {
			return err
		}
		err := unstamp(tried, text, &expires)
		known = now.Before(expires)
		return err
	}, "SELECT data, expires FROM session WHERE mark = ?", mark)
	if !known {
		data = nil
	}
	return data, known, err
}

// EndSession ends a session; one that is not there has ended.
func (db *DB) EndSession(ctx context.Context, mark []byte) error {
	return db.change(ctx, "end the session", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM session WHERE mark = ?", mark)
		return err
	})
}

// EndSessionsOf ends the sessions of a user, which its tells apart by what they say.
func (db *DB) EndSessionsOf(ctx context.Context, user User, its func(data []byte) bool, who string, at time.Time) error {
	return db.change(ctx, "end the sessions of "+user.Name, func(tx *sql.Tx) error {
		var marks [][]byte
		err := eachRow(ctx, tx, func(rows *sql.Rows) error {
			var mark, data []byte
			err := rows.Scan(&mark, &data)
			if its(data) {
				marks = append(marks, mark)
			}
			return err
		}, "SELECT mark, data FROM session")
		if err != nil {
			return err
		}
		for _, mark := range marks {
			if _, err := tx.ExecContext(ctx, "DELETE FROM session WHERE mark = ?", mark); err != nil {
				return err
			}
		}
		return record(ctx, tx, Entry{At: at, Who: who, Action: SessionsEnded, Details: map[string]any{"user": user.Name}})
	})
}

// SweepSessions drops the sessions and invitations that have expired.
func (db *DB) SweepSessions(ctx context.Context, now time.Time) error {
	return db.change(ctx, "drop old sessions", func(tx *sql.Tx) error {
		// Instants are written with as many digits as they need, so texts do not sort as they do.
		for _, table := range []string{"session", "invitation"} {
			var old [][]byte
			err := eachRow(ctx, tx, func(rows *sql.Rows) error {
				var mark []byte
				var text string
				var expires time.Time
				if err := rows.Scan(&mark, &text); err != nil {
					return err
				}
				err := unstamp("drop old sessions", text, &expires)
				if !now.Before(expires) {
					old = append(old, mark)
				}
				return err
			}, "SELECT mark, expires FROM "+table)
			if err != nil {
				return err
			}
			for _, mark := range old {
				if _, err := tx.ExecContext(ctx, "DELETE FROM "+table+" WHERE mark = ?", mark); err != nil {
					return err
				}
			}
		}
		return nil
	})
}
