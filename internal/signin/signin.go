// Package signin knows who somebody is and what they may do: passwords, sessions, tokens of
// programs, invitations, and how often one may try. What it knows is kept by control.
package signin

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"log/slog"
	"slices"
	"strings"
	"time"

	"palier"
	"palier/internal/control"
)

// Right is something that not everybody may do.
type Right uint8

// The rights (interface.md §5).
const (
	See     Right = iota // numbers and pseudonyms
	Meet                 // contacts, segments and draft models
	HandOut              // contacts with their addresses
	Manage               // models, data, users
)

var rightNames = [...]string{"see", "meet", "hand_out", "manage"}

// String gives the right's name.
func (r Right) String() string { return rightNames[r] }

// Rights lists the rights.
func Rights() []Right { return []Right{See, Meet, HandOut, Manage} }

// Somebody is who asks, and what they may do.
type Somebody struct {
	Name     string
	User     int // its number; 0 for a program
	Language string
	rights   []Right
}

// May tells whether somebody has a right.
func (s *Somebody) May(right Right) bool { return s != nil && slices.Contains(s.rights, right) }

// Desk is where people and programs say who they are.
type Desk struct {
	DB  *control.DB
	Now func() time.Time
	Log *slog.Logger

	tries  tries
	passes passbook
}

// How long things last.
const (
	SessionLife    = 14 * 24 * time.Hour
	InvitationLife = 24 * time.Hour
)

// wrong is what is told of every sign-in that fails: not what was wrong with it.
func wrong() error {
	return &palier.Error{Code: palier.Denied, Tried: "sign in", Reason: "the name or the password is wrong", Hint: "an administrator can send a new invitation"}
}

// SignIn opens a session for who gives the right password, and gives its secret. From is
// where the try comes from. After too many wrong ones it is refused for a while: Busy.
func (d *Desk) SignIn(ctx context.Context, name, password, from string) (secret string, who *Somebody, err error) {
	now := d.Now()
	if err := d.tries.allow(now, name, from); err != nil {
		return "", nil, err
	}
	user, err := d.DB.UserNamed(ctx, name)
	hash := user.Password
	if palier.CodeOf(err) == palier.NotFound || err == nil && hash == "" {
		hash, user.Number = absent, 0
	} else if err != nil {
		return "", nil, err
	}
	if !matches(password, hash) || user.Number == 0 {
		d.tries.failed(now, name, from)
		err := d.DB.Log(ctx, control.Entry{At: now, Who: "", Action: control.SignInFailed, Details: map[string]any{"from": from}})
		if err == nil {
			err = wrong()
		}
		return "", nil, err
	}
	d.tries.succeeded(name)
	return d.open(ctx, user, from)
}

// open opens a session.
func (d *Desk) open(ctx context.Context, user control.User, from string) (string, *Somebody, error) {
	now := d.Now()
	if err := d.DB.SweepSessions(ctx, now); err != nil {
		return "", nil, err
	}
	secret := newSecret()
	if err := d.DB.PutSession(ctx, mark(secret), session{User: user.Number, Password: user.Password}.text(), now.Add(SessionLife)); err != nil {
		return "", nil, err
	}
	err := d.DB.Log(ctx, control.Entry{At: now, Who: user.Name, Action: control.SignedIn, Details: map[string]any{"from": from}})
	return secret, somebody(user), err
}

// Session tells whose a session is; nobody's, without an error, when it has ended, its user
// is gone or has another password now.
func (d *Desk) Session(ctx context.Context, secret string) (*Somebody, error) {
	data, known, err := d.DB.Session(ctx, mark(secret), d.Now())
	if err != nil || !known {
		return nil, err
	}
	s, err := parseSession(data)
	if err != nil {
		return nil, err
	}
	user, err := d.DB.User(ctx, s.User)
	if palier.CodeOf(err) == palier.NotFound || err == nil && user.Password != s.Password {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return somebody(user), nil
}

// SignOut ends a session.
func (d *Desk) SignOut(ctx context.Context, secret string) error {
	return d.DB.EndSession(ctx, mark(secret))
}

// somebody gives a user the rights of its role.
func somebody(u control.User) *Somebody {
	s := &Somebody{Name: u.Name, User: u.Number, Language: u.Language, rights: []Right{See}}
	if u.Role != control.Viewer {
		s.rights = append(s.rights, Meet)
	}
	if u.Exporter {
		s.rights = append(s.rights, HandOut)
	}
	if u.Role == control.Admin {
		s.rights = append(s.rights, Manage)
	}
	return s
}

// newSecret draws a secret of 256 bits.
func newSecret() string {
	bytes := make([]byte, 32)
	rand.Read(bytes)
	return base64.RawURLEncoding.EncodeToString(bytes)
}

// mark is what is kept of a secret. It has 256 random bits, so that a plain hash will do.
func mark(secret string) []byte {
	sum := sha256.Sum256([]byte(strings.TrimPrefix(secret, tokenPrefix)))
	return sum[:]
}
