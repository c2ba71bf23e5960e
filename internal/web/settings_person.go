package web

import (
	"net/http"
	"strconv"

	"palier"
	"palier/internal/control"
	"palier/internal/workspace"
)

// personBody is the page of somebody who may sign in.
type personBody struct {
	Number int
	You    bool
	Was    string // the name
	Form   personForm
	Path   string
}

// person gives the user of the address.
func (v *visit) person() (control.User, error) {
	number, err := strconv.Atoi(v.r.PathValue("number"))
	if err != nil {
		return control.User{}, nowhere(v)
	}
	return v.Desk.DB.User(v.r.Context(), number)
}

func personPath(u control.User) string { return "/settings/people/" + strconv.Itoa(u.Number) }

// showPerson answers with somebody.
func showPerson(v *visit) error {
	u, err := v.person()
	if err != nil {
		return err
	}
	return v.showPerson(http.StatusOK, u, u, "")
}

func (v *visit) showPerson(status int, u, given control.User, refused string) error {
	body := personBody{Number: u.Number, You: u.Number == v.who.User, Was: u.Name, Form: v.personForm(given, refused), Path: personPath(u)}
	return v.showSettings(status, "settings-person", body)
}

// changePerson gives somebody another name, role, right or language.
func changePerson(v *visit) error {
	u, err := v.person()
	if err == nil {
		err = v.form()
	}
	if err != nil {
		return err
	}
	given := v.personGiven(u)
	err = v.Desk.DB.ChangeUser(v.r.Context(), given, workspace.Who(v.r.Context()), v.Desk.Now())
	if err != nil {
		refused, err := v.toldOfLast(err, u, given)
		if err != nil {
			return err
		}
		return v.showPerson(http.StatusUnprocessableEntity, u, given, refused)
	}
	v.settle(v.afterChanging(given), "user_changed")
	return nil
}

// toldOfLast says why somebody could not be changed; of the last administrator who would be
// none any more, that.
func (v *visit) toldOfLast(err error, u, given control.User) (string, error) {
	words := personWords
	if u.Role == control.Admin && given.Role != control.Admin {
		if _, taken := v.Desk.DB.UserNamed(v.r.Context(), given.Name); taken == nil && given.Name == u.Name {
			words = map[palier.Code]string{palier.Conflict: "settings.person.last"}
		}
	}
	return v.told(err, words)
}

// afterChanging leads to the list, unless who changed themselves may see it no more.
func (v *visit) afterChanging(u control.User) string {
	if u.Number == v.who.User && u.Role != control.Admin {
		return "/settings"
	}
	return "/settings/people"
}

// inviteAgain shows a new link, for somebody who forgot the password.
func inviteAgain(v *visit) error {
	u, err := v.person()
	if err != nil {
		return err
	}
	return v.showInvited(u)
}

// signOutPerson ends all sessions of somebody.
func signOutPerson(v *visit) error {
	u, err := v.person()
	if err != nil {
		return err
	}
	if err := v.Desk.EndSessions(v.r.Context(), u.Number, workspace.Who(v.r.Context())); err != nil {
		return err
	}
	v.settle("/settings/people", "signed_out")
	return nil
}

// removeBody asks whether somebody is to be removed.
type removeBody struct {
	Name, Path, Refused string
	You                 bool
}

// askRemove asks whether somebody is to be removed.
func askRemove(v *visit) error {
	u, err := v.person()
	if err != nil {
		return err
	}
	return v.showSettings(http.StatusOK, "settings-remove", removeBody{u.Name, personPath(u), "", u.Number == v.who.User})
}

// removePerson removes somebody; the last administrator stays.
func removePerson(v *visit) error {
	u, err := v.person()
	if err != nil {
		return err
	}
	err = v.Desk.DB.RemoveUser(v.r.Context(), u.Number, workspace.Who(v.r.Context()), v.Desk.Now())
	if err != nil {
		refused, err := v.told(err, map[palier.Code]string{palier.Conflict: "settings.person.last"})
		if err != nil {
			return err
		}
		return v.showSettings(http.StatusUnprocessableEntity, "settings-remove", removeBody{u.Name, personPath(u), refused, u.Number == v.who.User})
	}
	v.settle("/settings/people", "user_removed")
	return nil
}
