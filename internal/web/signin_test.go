package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"palier/internal/control"
	"palier/internal/server/servertest"
	"palier/internal/signin"
	"palier/internal/web"
)

func TestNobodyIsSentToSignInAndComesBackToTheSameAddress(t *testing.T) {
	s := openShop(t)
	s.User("Zoé", control.Viewer, false)
	v := visit(s.Stranger())
	leadsTo(t, v.see("/?days=30&to=2026-10-01"), "/sign-in?back=%2F%3Fdays%3D30%26to%3D2026-10-01")
	v.see("/sign-in?back=%2F%3Fdays%3D30").Is(http.StatusOK).Says(`name="back" value="/?days=30"`)
	leadsTo(t, v.send("/sign-in", "name", "zoé", "password", servertest.Password, "back", "/?days=30"), "/?days=30")
	kept := v.cookies[signin.CookieName]
	if kept == nil || !kept.HttpOnly || kept.SameSite != http.SameSiteLaxMode || kept.Secure || kept.Path != "/" {
		t.Errorf("the cookie is %+v", kept)
	}
	v.see("/?days=30").Is(http.StatusOK).Says("Conversion rates")
	leadsTo(t, v.see("/sign-in?back=%2F%3Fdays%3D90"), "/?days=90")
}

func TestASignInLeadsToNoOtherSite(t *testing.T) {
	s := openShop(t)
	s.User("zoe", control.Viewer, false)
	for _, back := range []string{"https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "evil", "/\t/evil.example", "\x00", "/sign-in"} {
		v := visit(s.Stranger())
		leadsTo(t, v.send("/sign-in", "name", "zoe", "password", servertest.Password, "back", back), "/")
		leadsTo(t, v.send("/look", "look", "dark", "here", back), "/")
	}
}

func TestAWrongPasswordAndAnUnknownNameAreToldAlikeAndNotRepeated(t *testing.T) {
	s := openShop(t)
	s.User("zoe", control.Viewer, false)
	said := map[string]string{}
	for _, name := range []string{"zoe", "nobody"} {
		page := string(visit(s.Stranger()).send("/sign-in", "name", name, "password", "hunter2 hunter2").Is(http.StatusUnprocessableEntity).Says("The name or the password is wrong").Body)
		if strings.Contains(page, "hunter2") {
			t.Error("the password stands in the page")
		}
		said[name] = strings.ReplaceAll(page, name, "")
	}
	if said["zoe"] != said["nobody"] {
		t.Error("the pages differ")
	}
	for range 10 {
		visit(s.Stranger()).send("/sign-in", "name", "zoe", "password", "hunter2 hunter2")
	}
	visit(s.Stranger()).send("/sign-in", "name", "zoe", "password", servertest.Password).Is(http.StatusTooManyRequests).Says("too many wrong tries")
}

func TestSigningOutEndsTheSession(t *testing.T) {
	s := openShop(t)
	s.User("zoe", control.Viewer, false)
	v := visit(s.Stranger())
	v.send("/sign-in", "name", "zoe", "password", servertest.Password)
	before := *v.cookies[signin.CookieName]
	leadsTo(t, v.send("/sign-out"), "/sign-in")
	if v.cookies[signin.CookieName].MaxAge >= 0 {
		t.Error("the browser keeps the cookie")
	}
	v.cookies[signin.CookieName] = &before
	leadsTo(t, v.see("/"), "/sign-in")
}

func TestAChangeThatAnotherSiteAsksForIsRefused(t *testing.T) {
	s := openShop(t)
	zoe := s.User("zoe", control.Viewer, false)
	zoe.With("Sec-Fetch-Site", "cross-site").Do(http.MethodPost, "/sign-out", "").Is(http.StatusForbidden)
	zoe.Do(http.MethodGet, "/", nil).Is(http.StatusOK)
}

func TestTheFirstLinkMakesTheAdministratorWhoSaysAName(t *testing.T) {
	s := openShop(t)
	secret, err := s.Desk.Invite(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	path := signin.InvitationPath + secret
	v := visit(s.Stranger())
	v.see("/sign-in").Is(http.StatusOK).Says("Nobody can sign in yet")
	v.see(path).Is(http.StatusOK).Says(`name="name"`)
	v.send(path, "name", " ", "password", servertest.Password).Is(http.StatusUnprocessableEntity).Says("Give a name")
	v.send(path, "name", "Zoé", "password", "short").Is(http.StatusUnprocessableEntity).Says("10 to 200").Says(`value="Zoé"`)
	leadsTo(t, v.send(path, "name", "Zoé", "password", servertest.Password), "/")
	v.see("/").Is(http.StatusOK).Says("Zoé")
	visit(s.Stranger()).see(path).Is(http.StatusNotFound).Says("used already").Says(`name="password"`)
	visit(s.Stranger()).send(path, "name", "Max", "password", servertest.Password).Is(http.StatusNotFound)
}

func TestWhoIsInvitedSetsOnlyAPassword(t *testing.T) {
	s := openShop(t)
	user, err := s.Workspace.Control.AddUser(t.Context(), control.User{Name: "ann", Role: control.Marketer, At: s.Now}, "test")
	if err != nil {
		t.Fatal(err)
	}
	secret, err := s.Desk.Invite(t.Context(), user.Number)
	if err != nil {
		t.Fatal(err)
	}
	v := visit(s.Stranger())
	if page := v.see(signin.InvitationPath + secret).Is(http.StatusOK); strings.Contains(string(page.Body), `name="name"`) {
		t.Error("the page asks for a name")
	}
	leadsTo(t, v.send(signin.InvitationPath+secret, "name", "boss", "password", servertest.Password), "/")
	v.see("/").Is(http.StatusOK).Says("ann")
}

func TestAPassSignsInOnceAndNotLater(t *testing.T) {
	s := openShop(t)
	guest, err := s.Desk.Guest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if again, err := s.Desk.Guest(t.Context()); err != nil || again != guest {
		t.Errorf("the guest is %d and %d, %v", guest, again, err)
	}
	path := web.EnterPath + s.Desk.Pass(guest)
	v := visit(s.Stranger())
	leadsTo(t, v.see(path), "/")
	v.see("/").Is(http.StatusOK).Says("demo")
	leadsTo(t, v.see(path), "/") // a reload by who is in
	visit(s.Stranger()).see(path).Is(http.StatusNotFound).Says("used already")
	visit(s.Stranger()).see(web.EnterPath + "guessed").Is(http.StatusNotFound)
	late := web.EnterPath + s.Desk.Pass(guest)
	s.Now = s.Now.Add(time.Hour)
	visit(s.Stranger()).see(late).Is(http.StatusNotFound)
}

func TestPagesSpeakTheUsersLanguageElseTheBrowsers(t *testing.T) {
	s := openShop(t)
	s.User("zoe", control.Viewer, false)
	for accepted, want := range map[string]string{"": "Sign in", "fr-CA,en;q=0.5": "Connexion", "de, fr;q=0.1": "Connexion", "ja": "Sign in", ";;;": "Sign in"} {
		visit(s.Stranger().With("Accept-Language", accepted)).see("/sign-in").Says(want)
	}
	v := visit(s.Stranger())
	leadsTo(t, v.send("/language", "language", "fr", "here", "/sign-in"), "/")
	v.see("/sign-in").Says(`<html lang="fr">`)
	v.send("/sign-in", "name", "zoe", "password", servertest.Password)
	v.send("/language", "language", "en")
	v.see("/").Says(`<html lang="en">`)
	other := visit(s.Stranger().With("Accept-Language", "fr"))
	other.send("/sign-in", "name", "zoe", "password", servertest.Password)
	other.see("/").Says(`<html lang="en">`)
	v.send("/language", "language", "xx").Is(http.StatusBadRequest)
}

func TestTheLookIsKeptInTheBrowser(t *testing.T) {
	s := openShop(t)
	v := visit(s.Stranger())
	v.send("/look", "look", "dark", "here", "/sign-in")
	v.see("/sign-in").Says(`data-look="dark"`)
	v.send("/look", "look", "")
	if page := v.see("/sign-in"); strings.Contains(string(page.Body), `<html lang="en" data-look`) {
		t.Error("the look is still chosen")
	}
	v.send("/look", "look", "pink").Is(http.StatusBadRequest)
	v.cookies["palier_look"] = &http.Cookie{Name: "palier_look", Value: `"><script>`}
	if page := v.see("/sign-in"); strings.Contains(string(page.Body), `<html lang="en" data-look`) {
		t.Error("a cookie that we did not set is taken")
	}
}

func TestAnEmptyWorkspaceTeachesTheNextStep(t *testing.T) {
	s := openEmpty(t)
	dir := s.Workspace.Dir
	admin, viewer := s.User("boss", control.Admin, false), s.User("eve", control.Viewer, false)
	admin.Do(http.MethodGet, "/", nil).Is(http.StatusOK).Says("No contacts yet").Says("palier --workspace " + dir + " import contacts.csv orders.csv --dry-run")
	if page := viewer.Do(http.MethodGet, "/", nil).Is(http.StatusOK).Says("No contacts yet"); strings.Contains(string(page.Body), dir) {
		t.Error("a viewer learns where the workspace lies")
	}
	admin.Do(http.MethodGet, "/", nil).Says("<code>contact_id</code> or <code>email</code>").Says(`<button type="submit" name="language" value="fr"`)
	visit(admin).put("orders.csv", "order_id,ordered_at,amount\n")
	if page := viewer.Do(http.MethodGet, "/", nil); strings.Contains(string(page.Body), "/data/import?file=") {
		t.Error("a viewer is led to files that were sent")
	}
	admin.Do(http.MethodGet, "/", nil).Is(http.StatusOK).Says("/data/import?file=")
	admin.Do(http.MethodGet, "/rates/retention", nil).Is(http.StatusOK).Says("No contacts yet")
}
