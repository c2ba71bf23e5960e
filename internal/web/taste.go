package web

import (
	"net/http"

	"palier"
)

// mostForm is how long a form of ours can be, in bytes.
const mostForm = 16 << 10

// form reads a form that was sent; one that is no form or too long is Invalid.
func (v *visit) form() error {
	v.r.Body = http.MaxBytesReader(v.w, v.r.Body, mostForm)
	if err := v.r.ParseForm(); err != nil {
		return palier.Refuse("read the form", "it is broken or too long", "go back and try again")
	}
	return nil
}

// setLook keeps whether pages are light or dark, in this browser.
func setLook(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	switch look := v.r.PostForm.Get("look"); look {
	case "light", "dark":
		v.remember(lookCookie, look, tasteLife)
	case "":
		v.remember(lookCookie, "", -1)
	default:
		return palier.Refusef("choose the look", "choose light or dark", "there is no look %q", look)
	}
	v.see(within(v.r.PostForm.Get("here")))
	return nil
}

// setLanguage keeps the language: that of the user, or of this browser while nobody has
// signed in.
func setLanguage(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	language := v.r.PostForm.Get("language")
	if !v.books.has(language) {
		return palier.Refusef("choose the language", "choose en or fr", "there is no language %q", language)
	}
	v.remember(languageCookie, language, tasteLife)
	if v.who != nil && v.who.User != 0 { // a program has no language
		if err := v.Desk.Speak(v.r.Context(), v.who, language); err != nil {
			return err
		}
	}
	v.see(within(v.r.PostForm.Get("here")))
	return nil
}
