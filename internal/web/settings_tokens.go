package web

import (
	"net/http"
	"slices"
	"strconv"
	"time"

	"palier"
	"palier/internal/control"
	"palier/internal/signin"
	"palier/internal/workspace"
)

// tokensBody is the page of the keys of programs.
type tokensBody struct {
	Tokens []tokenLine // in force
	Ended  []tokenLine
	Form   tokenForm
	Made   *madePart // just now
}

// tokenLine is the key of a program.
type tokenLine struct {
	Number                int
	Name, Scopes, Who, At string
	Expires, Used, Ended  string // empty: never; not
	Path                  string
}

// tokenForm is what a key is to be for, and why that was refused.
type tokenForm struct {
	Name, Refused string
	Scopes, Lives []choice
}

// madePart is the secret of a key, which is shown once.
type madePart struct{ Name, Secret string }

// tokenLives are how long a key can be good for, in days; 0 is for ever.
var tokenLives = []int{30, 90, 365, 0}

// usualLife is the one that is offered first.
const usualLife = 90

func showTokens(v *visit) error {
	return v.showTokens(http.StatusOK, v.tokenForm("", []string{string(control.ScopeRead)}, usualLife, ""), nil)
}

func (v *visit) showTokens(status int, form tokenForm, made *madePart) error {
	tokens, err := v.Desk.DB.Tokens(v.r.Context())
	if err != nil {
		return err
	}
	body := tokensBody{Form: form, Made: made}
	for _, t := range slices.Backward(tokens) {
		if t.InForce(v.Desk.Now()) {
			body.Tokens = append(body.Tokens, v.tokenLine(t))
		} else {
			body.Ended = append(body.Ended, v.tokenLine(t))
		}
	}
	return v.showSettings(status, "settings-tokens", body)
}

func (v *visit) tokenLine(t control.Token) tokenLine {
	day := func(at time.Time) string {
		if at.IsZero() {
			return ""
		}
		return v.book.Date(palier.DayIn(at, v.Workspace.Zone))
	}
	line := tokenLine{Number: t.Number, Name: t.Name, Who: t.Who, At: day(t.At), Expires: day(t.Expires), Ended: day(t.Revoked), Path: "/settings/tokens/" + strconv.Itoa(t.Number) + "/revoke"}
	if !t.Used.IsZero() {
		line.Used = v.book.Instant(t.Used.In(v.Workspace.Zone))
	}
	if line.Ended == "" {
		line.Ended = line.Expires
	}
	for i, scope := range t.Scopes {
		if i > 0 {
			line.Scopes += ", "
		}
		line.Scopes += v.book.Say("scope."+string(scope), nil)
	}
	return line
}

func (v *visit) tokenForm(name string, scopes []string, life int, refused string) tokenForm {
	form := tokenForm{Name: name, Refused: refused}
	for _, scope := range control.Scopes() {
		form.Scopes = append(form.Scopes, choice{string(scope), v.book.Say("scope."+string(scope)+".about", nil), slices.Contains(scopes, string(scope))})
	}
	for _, days := range tokenLives {
		label := v.book.Say("settings.token.ever", nil)
		if days > 0 {
			label = v.book.Count("days", int64(days))
		}
		form.Lives = append(form.Lives, choice{strconv.Itoa(days), label, days == life})
	}
	return form
}

// makeToken makes a key, and shows its secret. It answers with the page itself, for the secret
// must be in no address.
func makeToken(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	form := v.r.PostForm
	life, err := strconv.Atoi(form.Get("days"))
	if err != nil || !slices.Contains(tokenLives, life) {
		return palier.Refuse("make a token", "it is not said how long it is good for", "go back and choose")
	}
	var scopes []control.Scope
	for _, scope := range form["scope"] {
		scopes = append(scopes, control.Scope(scope))
	}
	name := form.Get("name")
	if len(name) > 200 {
		err = palier.Refuse("make a token", "its name is too long", "name it in at most 200 bytes")
	}
	var secret string
	if err == nil {
		secret, _, err = v.Desk.MakeToken(v.r.Context(), name, scopes, time.Duration(life)*24*time.Hour, workspace.Who(v.r.Context()))
	}
	if err != nil {
		refused, err := v.told(err, map[palier.Code]string{palier.Invalid: "settings.token.refused"})
		if err != nil {
			return err
		}
		return v.showTokens(http.StatusUnprocessableEntity, v.tokenForm(name, form["scope"], life, refused), nil)
	}
	return v.showTokens(http.StatusOK, v.tokenForm("", []string{string(control.ScopeRead)}, usualLife, ""), &madePart{name, secret})
}

// token gives the key of the address, which is in force.
func (v *visit) token() (control.Token, error) {
	tokens, err := v.Desk.DB.Tokens(v.r.Context())
	if err != nil {
		return control.Token{}, err
	}
	number, _ := strconv.Atoi(v.r.PathValue("number"))
	i := slices.IndexFunc(tokens, func(t control.Token) bool { return t.Number == number && t.Revoked.IsZero() })
	if i < 0 {
		return control.Token{}, nowhere(v)
	}
	return tokens[i], nil
}

// askRevoke asks whether a key is to be revoked.
func askRevoke(v *visit) error {
	t, err := v.token()
	if err != nil {
		return err
	}
	return v.showSettings(http.StatusOK, "settings-revoke", v.tokenLine(t))
}

// revokeToken revokes a key.
func revokeToken(v *visit) error {
	t, err := v.token()
	if err != nil {
		return err
	}
	if err := v.Desk.DB.RevokeToken(v.r.Context(), t.Number, workspace.Who(v.r.Context()), v.Desk.Now()); err != nil {
		return err
	}
	v.settle("/settings/tokens", "token_revoked")
	return nil
}

var tokenRoutes = map[string]route{
	"GET /settings/tokens":                  {signin.Manage, showTokens},
	"POST /settings/tokens":                 {signin.Manage, makeToken},
	"GET /settings/tokens/{number}/revoke":  {signin.Manage, askRevoke},
	"POST /settings/tokens/{number}/revoke": {signin.Manage, revokeToken},
}
