package web

import (
	"net/http"

	"palier"
	"palier/internal/control"
	"palier/internal/signin"
	"palier/internal/workspace"
)

// peopleBody is the page of those who may sign in.
type peopleBody struct {
	People  []personLine
	Invite  personForm
	Invited *invitedPart // just now
}

// personLine is somebody who may sign in.
type personLine struct {
	Number                 int
	Name, Role, Seen, At   string
	Exporter, Waiting, You bool // waiting: has set no password yet
}

// personForm is what somebody is to be, and why that was refused.
type personForm struct {
	Name, Refused    string
	Exporter         bool
	Roles, Languages []choice
}

// invitedPart is a link that is shown once.
type invitedPart struct {
	Name, Link string
	Hours      int
}

// showPeople answers with those who may sign in.
func showPeople(v *visit) error {
	return v.showPeople(http.StatusOK, v.personForm(control.User{Role: control.Viewer}, ""), nil)
}

func (v *visit) showPeople(status int, invite personForm, invited *invitedPart) error {
	users, err := v.Desk.DB.Users(v.r.Context())
	if err != nil {
		return err
	}
	seen, err := v.Desk.DB.Seen(v.r.Context())
	if err != nil {
		return err
	}
	body := peopleBody{Invite: invite, Invited: invited}
	for _, u := range users {
		line := personLine{
			Number: u.Number, Name: u.Name, Role: v.book.Say("role."+string(u.Role), nil), At: v.book.Date(palier.DayIn(u.At, v.Workspace.Zone)),
			Exporter: u.Exporter, Waiting: u.Password == "", You: u.Number == v.who.User,
		}
		if at := seen[u.Number]; !at.IsZero() {
			line.Seen = v.book.Instant(at.In(v.Workspace.Zone))
		}
		body.People = append(body.People, line)
	}
	return v.showSettings(status, "settings-people", body)
}

// personForm shows what somebody is, or is to be.
func (v *visit) personForm(u control.User, refused string) personForm {
	form := personForm{Name: u.Name, Exporter: u.Exporter, Refused: refused}
	for _, role := range control.Roles() {
		form.Roles = append(form.Roles, choice{string(role), v.book.Say("role."+string(role), nil), role == u.Role})
	}
	form.Languages = []choice{{"", v.book.Say("settings.language.browser", nil), u.Language == ""}, {"en", "English", u.Language == "en"}, {"fr", "Français", u.Language == "fr"}}
	return form
}

// personGiven reads the form.
func (v *visit) personGiven(u control.User) control.User {
	form := v.r.PostForm
	u.Name, u.Role, u.Exporter, u.Language = form.Get("name"), control.Role(form.Get("role")), form.Has("exporter"), form.Get("language")
	return u
}

// personWords say why somebody could not become what was asked for.
var personWords = map[palier.Code]string{palier.Conflict: "settings.person.taken", palier.Invalid: "settings.person.unnamed"}

// invitePerson adds somebody, and shows the link by which they set a password. It answers with
// the page itself, for the link must be in no address.
func invitePerson(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	given := v.personGiven(control.User{At: v.Desk.Now()})
	user, err := v.Desk.DB.AddUser(v.r.Context(), given, workspace.Who(v.r.Context()))
	if err != nil {
		refused, err := v.told(err, personWords)
		if err != nil {
			return err
		}
		return v.showPeople(http.StatusUnprocessableEntity, v.personForm(given, refused), nil)
	}
	return v.showInvited(user)
}

// showInvited makes an invitation, and shows its link with the list.
func (v *visit) showInvited(user control.User) error {
	secret, err := v.Desk.Invite(v.r.Context(), user.Number)
	if err != nil {
		return err
	}
	link := &invitedPart{user.Name, v.origin() + signin.InvitationPath + secret, int(signin.InvitationLife.Hours())}
	return v.showPeople(http.StatusOK, v.personForm(control.User{Role: control.Viewer}, ""), link)
}

// origin gives what the addresses of these pages begin with.
func (v *visit) origin() string {
	if v.Secure {
		return "https://" + v.r.Host
	}
	return "http://" + v.r.Host
}

var peopleRoutes = map[string]route{
	"GET /settings/people":                    {signin.Manage, showPeople},
	"POST /settings/people":                   {signin.Manage, invitePerson},
	"GET /settings/people/{number}":           {signin.Manage, showPerson},
	"POST /settings/people/{number}":          {signin.Manage, changePerson},
	"POST /settings/people/{number}/invite":   {signin.Manage, inviteAgain},
	"POST /settings/people/{number}/sign-out": {signin.Manage, signOutPerson},
	"GET /settings/people/{number}/remove":    {signin.Manage, askRemove},
	"POST /settings/people/{number}/remove":   {signin.Manage, removePerson},
}
