package control

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"palier"
	"palier/internal/fold"
)

// Role says what a user may do (interface.md §5).
type Role string

// The roles. Each may do what those before it may.
const (
	Viewer   Role = "viewer"   // sees numbers and pseudonyms
	Marketer Role = "marketer" // also contacts, segments and draft models
	Admin    Role = "admin"    // also publishes models, takes in data, and manages users
)

// Roles lists the roles.
func Roles() []Role { return []Role{Viewer, Marketer, Admin} }

// User is somebody who may use the pages and the API.
type User struct {
	Number   int // from 1, never used again; not read by AddUser
	Name     string
	Role     Role
	Exporter bool   // may also hand out contacts
	Language string // en, fr; empty: that of the browser
	Password string // argon2id in PHC form; empty before the first was set
	At       time.Time
}

// AddUser adds a user and gives it back with its number; Conflict when there is one of
// this name. Names that differ in case alone are one.
func (db *DB) AddUser(ctx context.Context, u User, who string) (User, error) {
	tried := "add the user " + u.Name
	if err := checkUser(tried, u); err != nil {
		return u, err
	}
	u.At = u.At.UTC().Round(0)
	err := db.change(ctx, tried, func(tx *sql.Tx) error {
		if _, err := userNamed(ctx, tx, tried, u.Name); palier.CodeOf(err) != palier.NotFound {
			if err == nil {
				err = &palier.Error{Code: palier.Conflict, Tried: tried, Reason: "there is one of this name", Hint: "choose another name"}
			}
			return err
		}
		if err := insertUser(ctx, tx, &u); err != nil {
			return err
		}
		return record(ctx, tx, Entry{At: u.At, Who: who, Action: UserAdded, Details: u.details()})
	})
	return u, err
}

// ChangeUser gives a user, found by its number, the name, role, right and language given;
// not the password. There is always an administrator left: Conflict otherwise.
func (db *DB) ChangeUser(ctx context.Context, u User, who string, at time.Time) error {
	tried := "change the user " + u.Name
	if err := checkUser(tried, u); err != nil {
		return err
	}
	return db.change(ctx, tried, func(tx *sql.Tx) error {
		other, err := userNamed(ctx, tx, tried, u.Name)
		if err == nil && other.Number != u.Number {
			return &palier.Error{Code: palier.Conflict, Tried: tried, Reason: "another user has this name", Hint: "choose another name"}
		}
		before, err := userNumbered(ctx, tx, tried, u.Number)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "UPDATE user SET folded = ?, name = ?, role = ?, exporter = ?, language = ? WHERE number = ? AND removed = ''",
			fold.Text(u.Name), u.Name, string(u.Role), u.Exporter, u.Language, u.Number)
		if err == nil && before.Role == Admin {
			err = ruled(ctx, tx, tried)
		}
		if err != nil {
			return err
		}
		return record(ctx, tx, Entry{At: at, Who: who, Action: UserChanged, Details: u.details()})
	})
}

// SetPassword gives a user a password, hashed.
func (db *DB) SetPassword(ctx context.Context, number int, hash, who string, at time.Time) error {
	const tried = "set the password"
	return db.change(ctx, tried, func(tx *sql.Tx) error {
		u, err := userNumbered(ctx, tx, tried, number)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE user SET password = ? WHERE number = ?", hash, number); err != nil {
			return err
		}
		return record(ctx, tx, Entry{At: at, Who: who, Action: PasswordSet, Details: map[string]any{"user": u.Name}})
	})
}

// RemoveUser removes a user by number; the last administrator stays: Conflict.
func (db *DB) RemoveUser(ctx context.Context, number int, who string, at time.Time) error {
	const tried = "remove the user"
	return db.change(ctx, tried, func(tx *sql.Tx) error {
		u, err := userNumbered(ctx, tx, tried, number)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "UPDATE user SET removed = ?, password = '' WHERE number = ?", stamp(at), number)
		if err == nil {
			_, err = tx.ExecContext(ctx, "DELETE FROM invitation WHERE user = ?", number)
		}
		if err == nil && u.Role == Admin {
			err = ruled(ctx, tx, tried)
		}
		if err != nil {
			return err
		}
		return record(ctx, tx, Entry{At: at, Who: who, Action: UserRemoved, Details: u.details()})
	})
}

// Users lists the users by number.
func (db *DB) Users(ctx context.Context) (users []User, err error) {
	const tried = "list the users"
	err = db.read(ctx, tried, func(tx *sql.Tx) (err error) {
		users, err = usersWhere(ctx, tx, tried, "true")
		return err
	})
	return users, err
}

// User gives a user by number; NotFound when there is none, or none any more.
func (db *DB) User(ctx context.Context, number int) (u User, err error) {
	const tried = "find the user"
	err = db.read(ctx, tried, func(tx *sql.Tx) (err error) {
		u, err = userNumbered(ctx, tx, tried, number)
		return err
	})
	return u, err
}

// UserNamed gives a user by name; NotFound when there is none.
func (db *DB) UserNamed(ctx context.Context, name string) (u User, err error) {
	tried := "find the user " + name
	err = db.read(ctx, tried, func(tx *sql.Tx) (err error) {
		u, err = userNamed(ctx, tx, tried, name)
		return err
	})
	return u, err
}

// insertUser adds a row and gives the user its number.
func insertUser(ctx context.Context, tx *sql.Tx, u *User) error {
	return tx.QueryRowContext(ctx, "INSERT INTO user (folded, name, role, exporter, language, password, at) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING number",
		fold.Text(u.Name), u.Name, string(u.Role), u.Exporter, u.Language, u.Password, stamp(u.At)).Scan(&u.Number)
}

func checkUser(tried string, u User) error {
	switch {
	case strings.TrimSpace(u.Name) == "" || len(u.Name) > 200:
		return palier.Refuse(tried, "the name is empty or too long", "name the user, in at most 200 bytes")
	case !slices.Contains(Roles(), u.Role):
		return palier.Refusef(tried, "choose viewer, marketer or admin", "there is no role %q", u.Role)
	case u.Language != "" && u.Language != "en" && u.Language != "fr":
		return palier.Refusef(tried, "choose en or fr", "there is no language %q", u.Language)
	}
	return nil
}

func (u User) details() map[string]any {
	return map[string]any{"user": u.Name, "role": string(u.Role), "exporter": u.Exporter}
}

// ruled refuses a change after which nobody could manage the workspace.
func ruled(ctx context.Context, tx *sql.Tx, tried string) error {
	admins, err := usersWhere(ctx, tx, tried, "role = 'admin'")
	if err == nil && len(admins) == 0 {
		err = &palier.Error{Code: palier.Conflict, Tried: tried, Reason: "there would be no administrator left", Hint: "make somebody else one first"}
	}
	return err
}

func userNumbered(ctx context.Context, tx *sql.Tx, tried string, number int) (User, error) {
	return oneUser(ctx, tx, tried, "number = ?", number)
}

func userNamed(ctx context.Context, tx *sql.Tx, tried, name string) (User, error) {
	return oneUser(ctx, tx, tried, "folded = ?", fold.Text(name))
}

func oneUser(ctx context.Context, tx *sql.Tx, tried, condition string, arg any) (User, error) {
	found, err := usersWhere(ctx, tx, tried, condition, arg)
	if err != nil {
		return User{}, err
	}
	if len(found) == 0 {
		return User{}, &palier.Error{Code: palier.NotFound, Tried: tried, Reason: "there is no such user", Hint: "palier user list shows them"}
	}
	return found[0], nil
}

// usersWhere lists the users that are there and for whom a condition holds.
func usersWhere(ctx context.Context, tx *sql.Tx, tried, condition string, args ...any) ([]User, error) {
	var users []User
	err := eachRow(ctx, tx, func(rows *sql.Rows) error {
		var u User
		var at string
		if err := rows.Scan(&u.Number, &u.Name, &u.Role, &u.Exporter, &u.Language, &u.Password, &at); err != nil {
			return err
		}
		err := unstamp(tried, at, &u.At)
		users = append(users, u)
		return err
	}, fmt.Sprintf("SELECT number, name, role, exporter, language, password, at FROM user WHERE removed = '' AND %s ORDER BY number", condition), args...)
	return users, err
}
