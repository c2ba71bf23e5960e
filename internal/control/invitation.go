package control

import (
	"context"
	"database/sql"
	"time"

	"palier"
)

// Invitation lets whoever has its secret set a password, once.
type Invitation struct {
	Mark    []byte // SHA-256 of the secret
	User    int    // 0: makes the first administrator
	Expires time.Time
}

// Invite keeps an invitation, in place of those that the same user had. The one of the first
// administrator is refused once there is a user: Conflict.
func (db *DB) Invite(ctx context.Context, i Invitation) error {
	const tried = "invite somebody"
	return db.change(ctx, tried, func(tx *sql.Tx) error {
		if i.User == 0 {
			if err := nobodyYet(ctx, tx, tried); err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM invitation WHERE user IS ?", nullable(i.User)); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO invitation (mark, user, expires) VALUES (?, ?, ?)", i.Mark, nullable(i.User), stamp(i.Expires))
		return err
	})
}

// Invitation gives the one with a mark that has not expired; NotFound when there is none.
func (db *DB) Invitation(ctx context.Context, mark []byte, now time.Time) (i Invitation, err error) {
	const tried = "accept the invitation"
	err = db.read(ctx, tried, func(tx *sql.Tx) (err error) {
		i, err = invitation(ctx, tx, tried, mark, now)
		return err
	})
	return i, err
}

// Accept uses an invitation up: it sets the password of its user, or makes the first
// administrator of the name given. It gives the user.
func (db *DB) Accept(ctx context.Context, mark []byte, name, hash string, now time.Time) (u User, err error) {
	const tried = "accept the invitation"
	err = db.change(ctx, tried, func(tx *sql.Tx) error {
		i, err := invitation(ctx, tx, tried, mark, now)
		if err != nil {
			return err
		}
		if u, err = accept(ctx, tx, tried, i, name, hash, now); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM invitation WHERE mark = ?", mark); err != nil {
			return err
		}
		return record(ctx, tx, Entry{At: now, Who: u.Name, Action: PasswordSet, Details: u.details()})
	})
	return u, err
}

func accept(ctx context.Context, tx *sql.Tx, tried string, i Invitation, name, hash string, now time.Time) (User, error) {
	if i.User != 0 {
		if _, err := tx.ExecContext(ctx, "UPDATE user SET password = ? WHERE number = ? AND removed = ''", hash, i.User); err != nil {
			return User{}, err
		}
		return userNumbered(ctx, tx, tried, i.User)
	}
	u := User{Name: name, Role: Admin, Exporter: true, Password: hash, At: now.UTC().Round(0)}
	if err := nobodyYet(ctx, tx, tried); err != nil {
		return u, err
	}
	if err := checkUser(tried, u); err != nil {
		return u, err
	}
	return u, insertUser(ctx, tx, &u)
}

func invitation(ctx context.Context, tx *sql.Tx, tried string, mark []byte, now time.Time) (i Invitation, err error) {
	found := false
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		found = true
		var expires string
		var user sql.NullInt64
		if err := rows.Scan(&i.Mark, &user, &expires); err != nil {
			return err
		}
		i.User = int(user.Int64)
		return unstamp(tried, expires, &i.Expires)
	}, "SELECT mark, user, expires FROM invitation WHERE mark = ?", mark)
	if err == nil && (!found || !now.Before(i.Expires)) {
		err = &palier.Error{Code: palier.NotFound, Tried: tried, Reason: "the link was used already, is too old or was replaced", Hint: "ask for a new one"}
	}
	return i, err
}

func nobodyYet(ctx context.Context, tx *sql.Tx, tried string) error {
	users, err := usersWhere(ctx, tx, tried, "true")
	if err == nil && len(users) > 0 {
		err = &palier.Error{Code: palier.Conflict, Tried: tried, Reason: "there is an administrator already", Hint: "sign in, or ask the administrator for an invitation"}
	}
	return err
}

func nullable(number int) any {
	if number == 0 {
		return nil
	}
	return number
}
