package signin

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"palier"
	"palier/internal/control"
)

// newDesk opens a desk whose clock stands still until the test moves it.
func newDesk(t *testing.T) (d *Desk, clock *time.Time) {
	t.Helper()
	db, err := control.Open(t.Context(), filepath.Join(t.TempDir(), "control.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	return &Desk{DB: db, Now: func() time.Time { return now }}, &now
}

const password = "correct horse battery staple"

// boss accepts the first invitation.
func boss(t *testing.T, d *Desk) (session string) {
	t.Helper()
	secret, err := d.Invite(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	session, who, err := d.Accept(t.Context(), secret, "Zoé", password, "here")
	if err != nil || !who.May(Manage) || !who.May(HandOut) || who.Name != "Zoé" {
		t.Fatalf("%+v, %v", who, err)
	}
	return session
}

// add adds a user who has accepted the invitation.
func add(t *testing.T, d *Desk, name string, role control.Role) control.User {
	t.Helper()
	u, err := d.DB.AddUser(t.Context(), control.User{Name: name, Role: role, At: d.Now()}, "Zoé")
	if err != nil {
		t.Fatal(err)
	}
	secret, err := d.Invite(t.Context(), u.Number)
	if err == nil {
		_, _, err = d.Accept(t.Context(), secret, "ignored", password, "here")
	}
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestTheFirstLinkMakesTheAdministratorOnce(t *testing.T) {
	d, _ := newDesk(t)
	first, err := d.Invite(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	second, err := d.Invite(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Invited(t.Context(), first); palier.CodeOf(err) != palier.NotFound {
		t.Errorf("a link that was replaced: %v", err)
	}
	if _, _, err := d.Accept(t.Context(), second, "Zoé", "short", "here"); palier.CodeOf(err) != palier.Invalid {
		t.Errorf("a short password: %v", err)
	}
	if _, _, err := d.Accept(t.Context(), second, "Zoé", password, "here"); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.Accept(t.Context(), second, "Max", password, "here"); palier.CodeOf(err) != palier.NotFound {
		t.Errorf("a link used twice: %v", err)
	}
	if _, err := d.Invite(t.Context(), 0); palier.CodeOf(err) != palier.Conflict {
		t.Errorf("another first administrator: %v", err)
	}
}

func TestALinkLastsADay(t *testing.T) {
	d, clock := newDesk(t)
	secret, err := d.Invite(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	*clock = clock.Add(InvitationLife)
	if _, _, err := d.Accept(t.Context(), secret, "Zoé", password, "here"); palier.CodeOf(err) != palier.NotFound {
		t.Errorf("a day later: %v", err)
	}
}

func TestASessionEndsBySigningOutByTimeByAnotherPasswordAndWithItsUser(t *testing.T) {
	for name, end := range map[string]func(*Desk, string, *time.Time, control.User) error{
		"signing out": func(d *Desk, session string, _ *time.Time, _ control.User) error {
			return d.SignOut(t.Context(), session)
		},
		"signing out everywhere": func(d *Desk, _ string, _ *time.Time, u control.User) error {
			return d.EndSessions(t.Context(), u.Number, "Zoé")
		},
		"time": func(_ *Desk, _ string, clock *time.Time, _ control.User) error {
			*clock = clock.Add(SessionLife)
			return nil
		},
		"another password": func(d *Desk, _ string, _ *time.Time, u control.User) error {
			hash, err := Hash("another password altogether")
			if err != nil {
				return err
			}
			return d.DB.SetPassword(t.Context(), u.Number, hash, "Zoé", d.Now())
		},
		"its user": func(d *Desk, _ string, _ *time.Time, u control.User) error {
			return d.DB.RemoveUser(t.Context(), u.Number, "Zoé", d.Now())
		},
	} {
		d, clock := newDesk(t)
		other := boss(t, d)
		u := add(t, d, "Ann", control.Marketer)
		session, who, err := d.SignIn(t.Context(), "ANN", password, "here")
		if err != nil || who.User != u.Number {
			t.Fatalf("%s: %+v, %v", name, who, err)
		}
		if who, err := d.Session(t.Context(), session); err != nil || who == nil || who.Name != "Ann" {
			t.Fatalf("%s: before, %+v, %v", name, who, err)
		}
		if err := end(d, session, clock, u); err != nil {
			t.Fatal(err)
		}
		if who, err := d.Session(t.Context(), session); err != nil || who != nil {
			t.Errorf("%s: afterwards, %+v, %v", name, who, err)
		}
		if who, err := d.Session(t.Context(), other); err != nil || who == nil && name != "time" {
			t.Errorf("%s: of somebody else, %+v, %v", name, who, err)
		}
	}
}

func TestRolesGiveTheirRightsAndNoOthers(t *testing.T) {
	d, _ := newDesk(t)
	boss(t, d)
	for role, want := range map[control.Role][]Right{control.Viewer: {See}, control.Marketer: {See, Meet}, control.Admin: {See, Meet, Manage}} {
		add(t, d, string(role), role)
		_, who, err := d.SignIn(t.Context(), string(role), password, "here")
		if err != nil {
			t.Fatal(err)
		}
		for _, right := range []Right{See, Meet, HandOut, Manage} {
			has := false
			for _, w := range want {
				has = has || w == right
			}
			if who.May(right) != has {
				t.Errorf("%s: right %d is %t", role, right, who.May(right))
			}
		}
	}
	if (*Somebody)(nil).May(See) {
		t.Error("nobody may see")
	}
}

func TestAWrongPasswordAndAnUnknownNameAreToldAlike(t *testing.T) {
	d, _ := newDesk(t)
	boss(t, d)
	_, _, wrong := d.SignIn(t.Context(), "Zoé", "not the password", "here")
	_, _, nobody := d.SignIn(t.Context(), "Max", password, "here")
	if palier.CodeOf(wrong) != palier.Denied || wrong.Error() != nobody.Error() {
		t.Errorf("%v and %v", wrong, nobody)
	}
}

func TestAfterTooManyWrongTriesEvenTheRightPasswordHasToWait(t *testing.T) {
	d, clock := newDesk(t)
	boss(t, d)
	for range triesByName {
		if _, _, err := d.SignIn(t.Context(), "Zoé", "not the password", "there"); palier.CodeOf(err) != palier.Denied {
			t.Fatal(err)
		}
	}
	if _, _, err := d.SignIn(t.Context(), "zoé", password, "elsewhere"); palier.CodeOf(err) != palier.Busy {
		t.Errorf("at once: %v", err)
	}
	*clock = clock.Add(patience)
	if _, _, err := d.SignIn(t.Context(), "Zoé", password, "elsewhere"); err != nil {
		t.Errorf("later: %v", err)
	}
}

func TestOnePlaceCannotTryManyNames(t *testing.T) {
	var tries tries
	now := time.Unix(0, 0)
	for i := range triesByPlace {
		if err := tries.allow(now, strings.Repeat("x", i), "there"); err != nil {
			t.Fatal(err)
		}
		tries.failed(now, strings.Repeat("x", i), "there")
	}
	if err := tries.allow(now, "Zoé", "there"); palier.CodeOf(err) != palier.Busy {
		t.Errorf("the next name: %v", err)
	}
	if err := tries.allow(now, "Zoé", "here"); err != nil {
		t.Errorf("from another place: %v", err)
	}
}

func TestWhoIsKeptOutStaysOutWhateverElseIsTried(t *testing.T) {
	var tries tries
	now := time.Unix(0, 0)
	for range triesByName {
		tries.failed(now, "Zoé", "there")
	}
	for i := range mostCounted + 10 {
		tries.failed(now, "name "+time.Duration(i).String(), "place "+time.Duration(i).String())
	}
	if len(tries.wrong) > mostCounted {
		t.Errorf("%d are remembered", len(tries.wrong))
	}
	if err := tries.allow(now, "Zoé", "here"); palier.CodeOf(err) != palier.Busy {
		t.Errorf("the name: %v", err)
	}
}

func TestATokenMayWhatItsScopesSayUntilItIsRevokedOrTooOld(t *testing.T) {
	d, clock := newDesk(t)
	for _, c := range []struct {
		scopes  []control.Scope
		may     Right
		mayNot  Right
		life    time.Duration
		revoked bool
	}{
		{[]control.Scope{control.ScopeRead}, See, Meet, 0, true},
		{[]control.Scope{control.ScopeWrite}, Meet, Manage, time.Hour, false},
		{[]control.Scope{control.ScopeRead, control.ScopeExport}, HandOut, Meet, 0, true},
		{[]control.Scope{control.ScopeAdmin}, Manage, HandOut, time.Hour, false},
	} {
		secret, token, err := d.MakeToken(t.Context(), "till", c.scopes, c.life, "Zoé")
		if err != nil || !strings.HasPrefix(secret, "palier_") {
			t.Fatal(secret, err)
		}
		who, err := d.Token(t.Context(), secret)
		if err != nil || !who.May(c.may) || who.May(c.mayNot) {
			t.Errorf("%v: %+v, %v", c.scopes, who, err)
		}
		if c.revoked {
			err = d.DB.RevokeToken(t.Context(), token.Number, "Zoé", d.Now())
		} else {
			*clock = clock.Add(c.life)
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Token(t.Context(), secret); palier.CodeOf(err) != palier.Denied {
			t.Errorf("%v, afterwards: %v", c.scopes, err)
		}
	}
	for _, bad := range []string{"", "palier_", "palier_x", "\x00"} {
		if _, err := d.Token(t.Context(), bad); palier.CodeOf(err) != palier.Denied {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if _, _, err := d.MakeToken(t.Context(), "till", []control.Scope{"all"}, 0, "Zoé"); palier.CodeOf(err) != palier.Invalid {
		t.Errorf("an unknown scope: %v", err)
	}
}

func TestSecretsAreNotInTheDatabase(t *testing.T) {
	d, _ := newDesk(t)
	session := boss(t, d)
	secret, _, err := d.MakeToken(t.Context(), "till", []control.Scope{control.ScopeRead}, 0, "Zoé")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := d.DB.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	for _, hidden := range []string{session, strings.TrimPrefix(secret, tokenPrefix), password} {
		if fileHas(t, path, hidden) {
			t.Errorf("%q is in it", hidden)
		}
	}
	if !fileHas(t, path, "argon2id") {
		t.Error("the test looks in the wrong place")
	}
}
