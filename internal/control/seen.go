package control

import (
	"context"
	"database/sql"
	"time"
)

// Seen tells when each user was last seen: signing in, or looking at the overview. Whoever was
// not is left out.
func (db *DB) Seen(ctx context.Context) (map[int]time.Time, error) {
	const tried = "find out who was seen when"
	seen := map[int]time.Time{}
	err := db.rows(ctx, tried, func(rows *sql.Rows) error {
		var user int
		var text string
		var at time.Time
		if err := rows.Scan(&user, &text); err != nil {
			return err
		}
		err := unstamp(tried, text, &at)
		if at.After(seen[user]) {
			seen[user] = at
		}
		return err
	}, `SELECT user, seen FROM visit
UNION ALL
SELECT user.number, audit.at FROM audit JOIN user ON user.name = audit.who AND user.removed = ''
WHERE audit.number IN (SELECT max(number) FROM audit WHERE action = ? GROUP BY who)`, string(SignedIn))
	return seen, err
}
