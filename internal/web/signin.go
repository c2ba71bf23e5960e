package web

import (
	"net/http"
	"net/url"
	"strings"

	"palier"
	"palier/internal/signin"
)

// signInPath is where nobody is sent, and comes back from to an address.
func signInPath(back string) string {
	if back == "" || back == "/" {
		return "/sign-in"
	}
	return "/sign-in?back=" + url.QueryEscape(back)
}

// signInBody is the page on which people sign in.
type signInBody struct {
	Given  string // name
	Back   string
	Reason string // why the last try failed, or why they are here
	Nobody bool   // there is no user yet
}

// signIn shows the page, to who has not signed in.
func signIn(v *visit) error {
	back := within(v.r.URL.Query().Get("back"))
	if v.who != nil {
		v.see(back)
		return nil
	}
	return v.showSignIn(http.StatusOK, signInBody{Back: back})
}

func (v *visit) showSignIn(status int, body signInBody) error {
	users, err := v.Desk.DB.Users(v.r.Context())
	if err != nil {
		return err
	}
	body.Nobody = len(users) == 0
	return v.show(status, page{Name: "sign-in", Title: v.book.Say("signin.title", nil), Body: body})
}

// signInDone opens a session for who gives the right password.
func signInDone(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	name, back := v.r.PostForm.Get("name"), within(v.r.PostForm.Get("back"))
	session, _, err := v.Desk.SignIn(v.r.Context(), name, v.r.PostForm.Get("password"), signin.From(v.r))
	switch palier.CodeOf(err) {
	case "":
		http.SetCookie(v.w, signin.Cookie(session, v.Secure))
		v.see(back)
		return nil
	case palier.Denied:
		return v.showSignIn(http.StatusUnprocessableEntity, signInBody{Given: name, Back: back, Reason: v.book.Say("signin.wrong", nil)})
	case palier.Busy:
		return v.showSignIn(http.StatusTooManyRequests, signInBody{Given: name, Back: back, Reason: v.book.Say("signin.tired", nil)})
	}
	return err
}

// signOut ends the session.
func signOut(v *visit) error {
	if err := v.Desk.Leave(v.r); err != nil {
		return err
	}
	http.SetCookie(v.w, signin.NoCookie(v.Secure))
	v.see("/sign-in")
	return nil
}

// enter opens a session for who brings a link that is good for once.
func enter(v *visit) error {
	session, _, err := v.Desk.Enter(v.r.Context(), v.r.PathValue("secret"), signin.From(v.r))
	switch {
	case err == nil:
		http.SetCookie(v.w, signin.Cookie(session, v.Secure))
		v.see("/")
		return nil
	case palier.CodeOf(err) == palier.NotFound && v.who != nil:
		v.see("/")
		return nil
	case palier.CodeOf(err) == palier.NotFound:
		return v.showSignIn(http.StatusNotFound, signInBody{Back: "/", Reason: v.book.Say("signin.used", nil)})
	}
	return err
}

// invitationBody is the page on which who was invited sets a password.
type invitationBody struct {
	First  bool // the first administrator, who says a name too
	Given  string
	Reason string // why the last try failed
}

// invitation shows the page of a link that is still good.
func invitation(v *visit) error {
	user, err := v.Desk.Invited(v.r.Context(), v.r.PathValue("secret"))
	if palier.CodeOf(err) == palier.NotFound {
		return v.showSignIn(http.StatusNotFound, signInBody{Back: "/", Reason: v.book.Say("signin.used", nil)})
	}
	if err != nil {
		return err
	}
	return v.showInvitation(http.StatusOK, invitationBody{First: user == 0})
}

func (v *visit) showInvitation(status int, body invitationBody) error {
	return v.show(status, page{Name: "invitation", Title: v.book.Say("invite.title", nil), Body: body})
}

// invitationDone sets the password and opens a session.
func invitationDone(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	secret := v.r.PathValue("secret")
	user, err := v.Desk.Invited(v.r.Context(), secret)
	if palier.CodeOf(err) == palier.NotFound {
		return invitation(v)
	}
	if err != nil {
		return err
	}
	body := invitationBody{First: user == 0, Given: strings.TrimSpace(v.r.PostForm.Get("name"))}
	if body.First && (body.Given == "" || len(body.Given) > 200) {
		body.Reason = v.book.Say("invite.unnamed", nil)
		return v.showInvitation(http.StatusUnprocessableEntity, body)
	}
	session, _, err := v.Desk.Accept(v.r.Context(), secret, body.Given, v.r.PostForm.Get("password"), signin.From(v.r))
	if palier.CodeOf(err) == palier.Invalid {
		body.Reason = v.book.Say("invite.short", nil)
		return v.showInvitation(http.StatusUnprocessableEntity, body)
	}
	if err != nil {
		return err
	}
	http.SetCookie(v.w, signin.Cookie(session, v.Secure))
	v.see("/")
	return nil
}
