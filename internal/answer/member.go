package answer

import (
	"encoding/json"
	"time"

	"palier/internal/control"
)

// User is somebody who may use the pages and the API.
type User struct {
	Number   int          `json:"number"`
	Name     string       `json:"name"`
	Role     control.Role `json:"role" enum:"viewer,marketer,admin"`
	Exporter bool         `json:"exporter" doc:"May also hand out contacts with their addresses."`
	Language string       `json:"language" doc:"en, fr; empty: that of the browser."`
	Invited  bool         `json:"invited" doc:"Has no password yet."`
	At       time.Time    `json:"at"`
	Seen     *time.Time   `json:"seen,omitempty" doc:"In a list: when the user signed in last, or looked at the overview; left out where that never was."`
}

// UserOf tells of a user.
func UserOf(u control.User) User {
	return User{Number: u.Number, Name: u.Name, Role: u.Role, Exporter: u.Exporter, Language: u.Language, Invited: u.Password == "", At: u.At.UTC()}
}

// UsersOf tells of users, and when each was seen last.
func UsersOf(users []control.User, seen map[int]time.Time) []User {
	all := make([]User, len(users))
	for i, u := range users {
		all[i] = UserOf(u)
		all[i].Seen = instantOrNull(seen[u.Number])
	}
	return all
}

// Token is the key of a program, without its secret.
type Token struct {
	Number  int             `json:"number"`
	Name    string          `json:"name"`
	Scopes  []control.Scope `json:"scopes"`
	Who     string          `json:"who" doc:"Made it."`
	At      time.Time       `json:"at"`
	Expires *time.Time      `json:"expires" doc:"Null: never."`
	Revoked *time.Time      `json:"revoked" doc:"Null while it is in force."`
	Used    *time.Time      `json:"used" doc:"The last time, to some minutes; null: never."`
}

// TokenOf tells of a token.
func TokenOf(t control.Token) Token {
	return Token{t.Number, t.Name, append([]control.Scope{}, t.Scopes...), t.Who, t.At.UTC(), instantOrNull(t.Expires), instantOrNull(t.Revoked), instantOrNull(t.Used)}
}

// TokensOf tells of tokens.
func TokensOf(tokens []control.Token) []Token {
	all := make([]Token, len(tokens))
	for i, t := range tokens {
		all[i] = TokenOf(t)
	}
	return all
}

// Entry is an entry of the audit log.
type Entry struct {
	Number  int             `json:"number"`
	At      time.Time       `json:"at"`
	Who     string          `json:"who"`
	Action  control.Action  `json:"action"`
	Details json.RawMessage `json:"details"`
}

// EntryOf tells an entry that was read from the log.
func EntryOf(e control.Entry) Entry {
	details, _ := e.Details.(json.RawMessage)
	return Entry{e.Number, e.At.UTC(), e.Who, e.Action, details}
}

// EntriesOf tells entries that were read from the log.
func EntriesOf(entries []control.Entry) []Entry {
	all := make([]Entry, len(entries))
	for i, e := range entries {
		all[i] = EntryOf(e)
	}
	return all
}

func instantOrNull(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	at = at.UTC()
	return &at
}
