package signin

import (
	"context"
	"encoding/json"

	"palier"
)

// session is what is kept of one: whose it is, and the hash of the password it was opened
// with, for another password ends it.
type session struct {
	User     int    `json:"user"`
	Password string `json:"password"`
}

func (s session) text() []byte {
	text, err := json.Marshal(s)
	if err != nil {
		panic(err) // a number and a text
	}
	return text
}

func parseSession(text []byte) (s session, err error) {
	if err := json.Unmarshal(text, &s); err != nil {
		return s, palier.Fail(palier.Internal, "read the session", err)
	}
	return s, nil
}

// EndSessions ends all sessions of a user, wherever it is signed in; who says so.
func (d *Desk) EndSessions(ctx context.Context, user int, who string) error {
	u, err := d.DB.User(ctx, user)
	if err != nil {
		return err
	}
	its := func(data []byte) bool {
		s, err := parseSession(data)
		return err == nil && s.User == user
	}
	return d.DB.EndSessionsOf(ctx, u, its, who, d.Now())
}
