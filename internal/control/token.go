package control

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"palier"
)

// Scope is what a token may be used for.
type Scope string

// The scopes. Each stands for itself: one that may write cannot read unless it says so.
const (
	ScopeRead   Scope = "read"
	ScopeWrite  Scope = "write"
	ScopeExport Scope = "export"
	ScopeAdmin  Scope = "admin"
)

// Scopes lists the scopes.
func Scopes() []Scope { return []Scope{ScopeRead, ScopeWrite, ScopeExport, ScopeAdmin} }

// Token is the key of a program that uses the API. Its secret is known to nobody.
type Token struct {
	Number  int    // from 1, never used again; not read by AddToken
	Mark    []byte // SHA-256 of the secret
	Name    string
	Scopes  []Scope
	Who     string
	At      time.Time
	Expires time.Time // zero: never
	Revoked time.Time // zero: in force
	Used    time.Time // the last time, as far as it was noted; zero: never
}

// InForce tells whether a token may be used at an instant.
func (t *Token) InForce(now time.Time) bool {
	return t.Revoked.IsZero() && (t.Expires.IsZero() || now.Before(t.Expires))
}

// AddToken keeps a token and gives it back with its number.
func (db *DB) AddToken(ctx context.Context, t Token) (Token, error) {
	tried := "make the token " + t.Name
	if strings.TrimSpace(t.Name) == "" || len(t.Scopes) == 0 {
		return t, palier.Refuse("make a token", "it has no name or may do nothing", "name it, and say which of read, write, export and admin it may do")
	}
	for _, scope := range t.Scopes {
		if !slices.Contains(Scopes(), scope) {
			return t, palier.Refusef(tried, "choose from read, write, export, admin", "there is no scope %q", scope)
		}
	}
	t.At, t.Expires = t.At.UTC().Round(0), t.Expires.UTC().Round(0)
	err := db.change(ctx, tried, func(tx *sql.Tx) error {
		scopes, err := json.Marshal(t.Scopes)
		if err != nil {
			return err
		}
		err = tx.QueryRowContext(ctx, "INSERT INTO token (mark, name, scopes, who, at, expires) VALUES (?, ?, ?, ?, ?, ?) RETURNING number",
			t.Mark, t.Name, string(scopes), t.Who, stamp(t.At), stampOrNone(t.Expires)).Scan(&t.Number)
		if err != nil {
			return err
		}
		return record(ctx, tx, Entry{At: t.At, Who: t.Who, Action: TokenMade, Details: map[string]any{"token": t.Number, "name": t.Name, "scopes": t.Scopes}})
	})
	return t, err
}

// RevokeToken ends a token; NotFound when there is none in force with this number.
func (db *DB) RevokeToken(ctx context.Context, number int, who string, at time.Time) error {
	const tried = "revoke the token"
	return db.change(ctx, tried, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, "UPDATE token SET revoked = ? WHERE number = ? AND revoked = ''", stamp(at), number)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil {
			return err
		} else if n == 0 {
			return &palier.Error{Code: palier.NotFound, Tried: tried, Reason: "there is none in force with this number", Hint: "palier token list shows them"}
		}
		return record(ctx, tx, Entry{At: at, Who: who, Action: TokenRevoked, Details: map[string]any{"token": number}})
	})
}

// useStep is how often the use of a token is noted: a request is no reason to write to a disk
// each time.
const useStep = 5 * time.Minute

// TokenUsed notes that a token is used now.
func (db *DB) TokenUsed(ctx context.Context, t Token, now time.Time) error {
	if since := now.Sub(t.Used); since >= 0 && since < useStep {
		return nil
	}
	return db.change(ctx, "note the use of the token", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE token SET used = ? WHERE number = ?", stamp(now), t.Number)
		return err
	})
}

// Tokens lists all tokens by number, revoked ones included.
func (db *DB) Tokens(ctx context.Context) ([]Token, error) {
	return db.tokens(ctx, "list the tokens", "true")
}

// TokenMarked gives the token with a mark, in force or not; NotFound when there is none.
func (db *DB) TokenMarked(ctx context.Context, mark []byte) (Token, error) {
	const tried = "use the token"
	found, err := db.tokens(ctx, tried, "mark = ?", mark)
	if err != nil {
		return Token{}, err
	}
	if len(found) == 0 {
		return Token{}, &palier.Error{Code: palier.NotFound, Tried: tried, Reason: "there is no such token", Hint: "palier token add makes one"}
	}
	return found[0], nil
}

func (db *DB) tokens(ctx context.Context, tried, condition string, args ...any) ([]Token, error) {
	var tokens []Token
	err := db.rows(ctx, tried, func(rows *sql.Rows) error {
		var t Token
		var scopes, at, expires, revoked, used string
		if err := rows.Scan(&t.Number, &t.Mark, &t.Name, &scopes, &t.Who, &at, &expires, &revoked, &used); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(scopes), &t.Scopes); err != nil {
			return damaged(tried, err)
		}
		for _, instant := range []struct {
			text string
			to   *time.Time
		}{{at, &t.At}, {expires, &t.Expires}, {revoked, &t.Revoked}, {used, &t.Used}} {
			if instant.text == "" {
				continue
			}
			if err := unstamp(tried, instant.text, instant.to); err != nil {
				return err
			}
		}
		tokens = append(tokens, t)
		return nil
	}, "SELECT number, mark, name, scopes, who, at, expires, revoked, used FROM token WHERE "+condition+" ORDER BY number", args...)
	return tokens, err
}

func stampOrNone(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return stamp(at)
}
