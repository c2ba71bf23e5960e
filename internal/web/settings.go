package web

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"palier"
	"palier/internal/phrase"
	"palier/internal/signin"
)

// settingsTab is one of the pages of settings.
type settingsTab struct {
	ID    string // of its words, settings.ID
	Path  string
	Right signin.Right // without which it is not shown
}

var settingsTabs = []settingsTab{
	{"you", "/settings", signin.See},
	{"filters", "/settings/filters", signin.Meet},
	{"calendar", "/settings/calendar", signin.Manage},
	{"people", "/settings/people", signin.Manage},
	{"tokens", "/settings/tokens", signin.Manage},
	{"privacy", "/settings/privacy", signin.Meet},
	{"retention", "/settings/retention", signin.Manage},
	{"audit", "/settings/audit", signin.Manage},
}

// SettingsTabs are those that whoever looks at the page may open.
func (p *page) SettingsTabs() (open []settingsTab) {
	for _, tab := range settingsTabs {
		if p.who.May(tab.Right) {
			open = append(open, tab)
		}
	}
	return open
}

// showSettings answers with a page of settings. One that a form answered with has the address
// of its tab: there may be no page at that of the form.
func (v *visit) showSettings(status int, name string, body any) error {
	made := page{Name: name, Title: v.book.Say("page.settings", nil), Active: "settings", Body: body}
	if v.r.Method == http.MethodPost {
		for _, tab := range settingsTabs {
			if strings.HasPrefix(v.r.URL.Path, tab.Path) {
				made.Here = tab.Path
			}
		}
	}
	return v.show(status, made)
}

// settle leads to a page of settings, which says that something was done.
func (v *visit) settle(path, done string, more ...string) {
	query := url.Values{"done": {done}}
	for i := 0; i+1 < len(more); i += 2 {
		query.Set(more[i], more[i+1])
	}
	v.see(path + "?" + query.Encode())
}

// doings are what the pages of settings say that was done; an address may say nothing else.
var doings = []string{
	"password", "filter_added", "filter_renamed", "filter_removed", "pages_saved", "page_usual",
	"user_changed", "user_removed", "signed_out", "token_revoked", "objected", "withdrawn", "calendar_saved", "retention",
}

// Done says what was done just before; empty where nothing was.
func (p *page) Done() string {
	u, err := url.Parse(p.Here)
	if err != nil || !slices.Contains(doings, u.Query().Get("done")) {
		return ""
	}
	return p.Say("settings.done."+u.Query().Get("done"), nil)
}

// told says why a form was refused: in words of ours by the kind of refusal, or else in those
// of who refused. A defect is no refusal: it comes back.
func (v *visit) told(err error, said map[palier.Code]string) (string, error) {
	if id := said[palier.CodeOf(err)]; id != "" {
		return v.book.Say(id, nil), nil
	}
	if known := refusal(err); known != nil {
		return phrase.Printable(sentence(known.Reason, known.Hint)), nil
	}
	return "", err
}

// youBody is the page of what is somebody's own.
type youBody struct {
	Name, Role string
	Exporter   bool
	Password   bool // it has one, which can be changed
	Program    bool // a token looks at the page, which has nothing of its own
	Refused    string
}

// showYou answers with what is somebody's own.
func showYou(v *visit) error { return v.showYou(http.StatusOK, "") }

func (v *visit) showYou(status int, refused string) error {
	body := youBody{Name: v.who.Name, Refused: refused, Program: v.who.User == 0}
	if !body.Program {
		user, err := v.Desk.DB.User(v.r.Context(), v.who.User)
		if err != nil {
			return err
		}
		body.Role, body.Exporter, body.Password = v.book.Say("role."+string(user.Role), nil), user.Exporter, user.Password != ""
	}
	return v.showSettings(status, "settings-you", body)
}

// changePassword gives who asks another password, which ends all other sessions.
func changePassword(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	form := v.r.PostForm
	if form.Get("password") != form.Get("again") {
		return v.showYou(http.StatusUnprocessableEntity, v.book.Say("settings.password.differ", nil))
	}
	session, _, err := v.Desk.ChangePassword(v.r.Context(), v.who, form.Get("current"), form.Get("password"), signin.From(v.r))
	switch {
	case err == nil:
		http.SetCookie(v.w, signin.Cookie(session, v.Secure))
		v.settle("/settings", "password")
		return nil
	case signin.TooMany(err):
		return v.showYou(http.StatusTooManyRequests, v.book.Say("signin.tired", nil))
	case signin.WrongCurrent(err):
		return v.showYou(http.StatusUnprocessableEntity, v.book.Say("settings.password.wrong", nil))
	}
	refused, err := v.told(err, map[palier.Code]string{palier.Invalid: "invite.short"})
	if err != nil {
		return err
	}
	return v.showYou(http.StatusUnprocessableEntity, refused)
}

// signOutEverywhere ends all sessions of who asks, this one too.
func signOutEverywhere(v *visit) error {
	if v.who.User > 0 {
		if err := v.Desk.EndSessions(v.r.Context(), v.who.User, v.who.Name); err != nil {
			return err
		}
	}
	http.SetCookie(v.w, signin.NoCookie(v.Secure))
	v.see("/sign-in")
	return nil
}

// settingsRoutes are the pages of settings and what their forms do, by the right they take.
func settingsRoutes() map[string]route {
	routes := map[string]route{
		"GET /settings":            {signin.See, showYou},
		"POST /settings/password":  {signin.See, changePassword},
		"POST /settings/sign-out":  {signin.See, signOutEverywhere},
		"GET /settings/audit":      {signin.Manage, showAudit},
		"GET /settings/audit/file": {signin.Manage, writeAudit},
	}
	for _, part := range []map[string]route{filterRoutes, calendarRoutes, peopleRoutes, tokenRoutes, privacyRoutes, retentionRoutes} {
		maps.Copy(routes, part)
	}
	return routes
}
