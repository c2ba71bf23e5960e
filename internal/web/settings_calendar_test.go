package web_test

import (
	"html"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"palier/internal/control"
	"palier/internal/workspace"
)

func TestTheCalendarIsChangedOnItsPage(t *testing.T) {
	s := openShop(t)
	ada := visit(s.User("ada", control.Admin, false))
	const at, done = "/settings/calendar", "/settings/calendar?done=calendar_saved"
	ada.see(at).Is(http.StatusOK).Says("There are none yet").Says(`name="rule" value="winter_sale" checked`).Says("Christmas</bdi></dt><dd>1 Dec – 24 Dec 2026")

	leadsTo(t, ada.send(at+"/own", "name.en", "The <b>fair</b>", "name.fr", "La foire", "from", "2026-09-05", "to", "2026-09-07"), done)
	leadsTo(t, ada.send(at+"/own", "name.fr", "Anniversaire", "from", "2024-02-29", "yearly", "1"), done)
	leadsTo(t, ada.send(at+"/own", "name.en", "Between", "from", "2026-12-27", "to", "2027-01-05", "yearly", "1"), done)
	page := ada.see(done).Is(http.StatusOK).Says("The calendar is saved").Says("The &lt;b&gt;fair&lt;/b&gt;</bdi></th><td class=\"word\">5 Sep – 7 Sep 2026").Says("29 Feb, every year").Says("27 Dec – 5 Jan, every year").Says("Between</bdi></dt><dd>27 Dec 2026 – 5 Jan 2027")
	ada.see("/?from=2026-09-01&to=2026-10-01").Says("&lt;b&gt;fair")

	change := strings.Split(strings.Split(string(page.Body), `class="quiet" href="/settings/calendar?`)[1], `"`)[0]
	ada.see(at + "?" + strings.TrimSuffix(html.UnescapeString(change), "#own-days")).Says(`name="name.fr" value="La foire"`).Says(`name="from" value="2026-09-05"`).Says(`name="was.to" value="2026-09-07"`)
	was := []string{"was.en", "The <b>fair</b>", "was.fr", "La foire", "was.from", "2026-09-05", "was.to", "2026-09-07"}
	leadsTo(t, ada.send(at+"/own", append(was, "name.en", "Fair", "from", "2026-09-06")...), done)
	ada.send(at+"/own", append(was, "name.en", "Fair", "from", "2026-09-06")...).Is(http.StatusUnprocessableEntity).Says("Somebody has changed")
	leadsTo(t, ada.send(at+"/remove", "fr", "Anniversaire", "from", "02-29", "to", "02-29"), done)
	leadsTo(t, ada.send(at+"/rules", "country", "gb", "known", "winter_sale", "known", "christmas", "rule", "winter_sale"), done)
	text, err := os.ReadFile(filepath.Join(s.Workspace.Dir, workspace.CalendarFile))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"country: \"gb\"\n", "  christmas: false\n", "  mothers_day: true\n", "  - name: {en: \"Fair\"}\n    on: \"2026-09-06\"\n", "    from: \"12-27\"\n    to: \"01-05\"\n"} {
		if !strings.Contains(string(text), part) {
			t.Errorf("%q is not in %s", part, text)
		}
	}
	if strings.Contains(string(text), "Anniversaire") {
		t.Errorf("what was removed is in %s", text)
	}
}

func TestWhatIsNoCalendarIsRefusedAndOnlyAdministratorsChangeIt(t *testing.T) {
	s := openShop(t)
	ada, mia := visit(s.User("ada", control.Admin, false)), visit(s.User("mia", control.Marketer, false))
	const at = "/settings/calendar"
	for _, form := range [][]string{
		{"from", "2026-09-05"}, {"name.en", "x"}, {"name.en", strings.Repeat("x", 41), "from", "2026-09-05"}, {"name.en", "x", "from", "tomorrow"}, {"name.en", "x", "from", "2026-02-30"},
		{"name.en", "x", "from", "2026-09-05", "to", "2026-09-04"}, {"name.en", "x", "from", "2026-01-01", "to", "2027-06-01"}, {"name.en", "x", "from", "0001-01-01"}, {"name.en", "x", "from", "2026-09-05\nown: []"},
	} {
		ada.send(at+"/own", form...).Is(http.StatusUnprocessableEntity).Says("These days need a name")
	}
	ada.send(at+"/rules", "country", "fr\nown: []").Is(http.StatusBadRequest)
	for _, path := range []string{"/own", "/remove", "/rules"} {
		mia.send(at+path, "name.en", "x", "from", "2026-09-05").Is(http.StatusForbidden)
	}
	mia.see(at).Is(http.StatusForbidden)
	path := filepath.Join(s.Workspace.Dir, workspace.CalendarFile)
	if err := os.WriteFile(path, []byte("land: fr"), 0o600); err != nil {
		t.Fatal(err)
	}
	if page := string(ada.see(at).Is(http.StatusOK).Says("Correct it first").Says("unknown key").Body); strings.Contains(page, `action="/settings/calendar`) {
		t.Error("a file that cannot be read can be written over")
	}
	ada.send(at+"/own", "name.en", "x", "from", "2026-09-05").Is(http.StatusUnprocessableEntity)
	if text, err := os.ReadFile(path); err != nil || string(text) != "land: fr" {
		t.Errorf("the file is now %s, %v", text, err)
	}
}
