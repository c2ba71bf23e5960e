package signin

import (
	"context"
	"net"
	"net/http"
	"strings"
)

// CookieName is the name of the cookie that holds the secret of a session.
const CookieName = "palier_session"

// InvitationPath begins the path of the page on which an invitation is accepted; its
// secret ends it.
const InvitationPath = "/invitation/"

type asking struct{}

// found is who asks, or why that could not be found out.
type found struct {
	who *Somebody
	err error
}

// Attend finds out who makes a request, by its token or its session, and gives a context
// that knows it (Asking).
func (d *Desk) Attend(r *http.Request) context.Context {
	var f found
	if secret, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		f.who, f.err = d.Token(r.Context(), secret)
	} else if secret := sessionOf(r); secret != "" {
		f.who, f.err = d.Session(r.Context(), secret)
	}
	return context.WithValue(r.Context(), asking{}, f)
}

// Asking tells who asks: nobody, without an error, who has not said who they are.
func Asking(ctx context.Context) (*Somebody, error) {
	f, _ := ctx.Value(asking{}).(found)
	return f.who, f.err
}

// sessionOf gives the secret of the session of a request; empty without one.
func sessionOf(r *http.Request) string {
	if c, err := r.Cookie(CookieName); err == nil {
		return c.Value
	}
	return ""
}

// Cookie gives the cookie that keeps somebody signed in. Secure ones are sent by HTTPS only.
func Cookie(secret string, secure bool) *http.Cookie {
	return &http.Cookie{
		Name: CookieName, Value: secret, Path: "/", MaxAge: int(SessionLife.Seconds()),
		HttpOnly: true, Secure: secure,
		SameSite: http.SameSiteLaxMode, // a link in a mail finds them signed in
	}
}

// NoCookie gives the cookie that takes the other one away.
func NoCookie(secure bool) *http.Cookie {
	c := Cookie("", secure)
	c.MaxAge = -1
	return c
}

// Leave ends the session of a request, if it has one.
func (d *Desk) Leave(r *http.Request) error {
	secret := sessionOf(r)
	if secret == "" {
		return nil
	}
	return d.SignOut(r.Context(), secret)
}

// From tells where a request comes from: the address without its port.
func From(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
