package signin

import (
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
