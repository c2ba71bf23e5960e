package web

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"palier"
	"palier/internal/phrase"
	"palier/internal/signin"
)

// visit is one request for a page: who asks, in which language and look, and where the
// answer goes.
type visit struct {
	*Site
	w http.ResponseWriter
	r *http.Request

	who  *signin.Somebody // nil: nobody has signed in
	book *phrase.Book
	look string // light, dark, or empty: as the system
}

// The cookies of taste; that of the session is signin's.
const (
	lookCookie     = "palier_look"
	languageCookie = "palier_language"
)

// tasteLife is how long a browser keeps the look and the language.
const tasteLife = 365 * 24 * time.Hour

// open answers with a page that anybody may ask for.
func (s *Site) open(page func(*visit) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := &visit{Site: s, w: w, r: r, look: lookOf(r)}
		var err error
		v.who, err = signin.Asking(r.Context())
		v.book = s.books.of(v.language())
		if err == nil {
			err = page(v)
		}
		if err != nil {
			v.fail(err)
		}
	})
}

// with shows a page to who has a right; others are sent to sign in, or told no.
func (v *visit) with(right signin.Right, page func(*visit) error) error {
	switch {
	case v.who == nil:
		v.see(signInPath(v.r.URL.RequestURI()))
		return nil
	case !v.who.May(right):
		return &palier.Error{Code: palier.Denied, Tried: "open " + v.r.URL.Path, Reason: "the right to is missing"}
	}
	return page(v)
}

// see sends the browser to another page.
func (v *visit) see(path string) { http.Redirect(v.w, v.r, path, http.StatusSeeOther) }

// address gives the whole address of the page.
func (v *visit) address() string {
	scheme := "http"
	if v.Secure {
		scheme = "https"
	}
	return scheme + "://" + v.r.Host + v.r.URL.RequestURI()
}

// language gives the language the page speaks: the user's, else the one last chosen in
// this browser, else the first of the browser's that Palier speaks.
func (v *visit) language() string {
	if v.who != nil && v.who.Language != "" {
		return v.who.Language
	}
	if chosen := cookie(v.r, languageCookie); v.books.has(chosen) {
		return chosen
	}
	return v.books.match(v.r.Header.Get("Accept-Language"))
}

// remember keeps a taste in the browser; a life below 0 drops it.
func (v *visit) remember(name, value string, life time.Duration) {
	http.SetCookie(v.w, &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: int(life / time.Second),
		HttpOnly: true, Secure: v.Secure, SameSite: http.SameSiteLaxMode,
	})
}

func cookie(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	return c.Value
}

func lookOf(r *http.Request) string {
	if look := cookie(r, lookCookie); look == "light" || look == "dark" {
		return look
	}
	return ""
}

// within gives an address of this site, and the overview for any other text: a link can be
// made by anybody.
func within(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || !strings.HasPrefix(u.Path, "/") ||
		strings.HasPrefix(u.Path, "//") || strings.ContainsAny(address, "\\\t\r\n") || strings.HasPrefix(u.Path, "/sign-in") {
		return "/"
	}
	return u.RequestURI()
}
