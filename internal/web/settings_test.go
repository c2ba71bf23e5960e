package web_test

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"palier/internal/answer"
	"palier/internal/control"
	"palier/internal/server/servertest"
	"palier/internal/signin"
)

// hostile is a name that breaks out of HTML where it can, and is written from right to left.
const hostile = `"><script>alert(1)</script> שלום`

func TestEachPageOfSettingsAndEachOfItsFormsIsForWhoHasTheRight(t *testing.T) {
	s := openShop(t)
	vera, mark, expo, ada := visit(s.User("vera", control.Viewer, false)), visit(s.User("mark", control.Marketer, false)), visit(s.User("expo", control.Viewer, true)), visit(s.User("ada", control.Admin, false))
	for path, may := range map[string][]*visitor{
		"/settings": {vera, mark, expo, ada}, "/settings/filters": {mark, ada}, "/settings/privacy": {mark, ada},
		"/settings/people": {ada}, "/settings/people/1": {ada}, "/settings/people/1/remove": {ada}, "/settings/tokens": {ada}, "/settings/audit": {ada}, "/settings/audit/file": {ada},
		"/settings/filters/page?page=overview": {ada},
	} {
		for _, who := range []*visitor{vera, mark, expo, ada} {
			want := http.StatusForbidden
			for _, one := range may {
				if one == who {
					want = http.StatusOK
				}
			}
			who.see(path).Is(want)
		}
		leadsTo(t, s.Stranger().Do(http.MethodGet, path, nil), "/sign-in?back="+url.QueryEscape(path))
	}
	for _, path := range []string{
		"/settings/filters", "/settings/filters/move", "/settings/filters/rename", "/settings/filters/remove", "/settings/filters/pages", "/settings/filters/page",
		"/settings/calendar/rules", "/settings/calendar/own", "/settings/calendar/remove",
		"/settings/people", "/settings/people/1", "/settings/people/1/invite", "/settings/people/1/sign-out", "/settings/people/1/remove",
		"/settings/tokens", "/settings/tokens/1/revoke", "/settings/privacy/access", "/settings/privacy/try", "/settings/privacy/erase",
	} {
		for _, who := range []*visitor{vera, mark, expo} {
			who.send(path, "name", "x", "contact", "ann").Is(http.StatusForbidden)
		}
	}
	for _, path := range []string{"/settings/privacy", "/settings/privacy/object", "/settings/privacy/withdraw"} {
		vera.send(path, "contact", "ann").Is(http.StatusForbidden)
		expo.send(path, "contact", "ann").Is(http.StatusForbidden)
	}
	ada.send("/settings/privacy/access", "contact", "ann").Is(http.StatusForbidden) // no right to hand out
	for who, tabs := range map[*visitor]string{vera: "You", mark: "You Filters Privacy", ada: "You Filters Calendar People Tokens Privacy Retention Audit log"} {
		page := string(who.see("/settings").Body)
		nav := regexp.MustCompile(`(?s)<nav class="segments tabs".*?</nav>`).FindString(page)
		if got := strings.Join(strings.Fields(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(nav, " ")), " "); got != tabs {
			t.Errorf("the tabs are %q, want %q", got, tabs)
		}
	}
	marks := string(mark.see("/settings/filters").Body)
	if strings.Contains(marks, `type="checkbox"`) || strings.Contains(marks, `action="/settings/filters`) && strings.Contains(marks, "<select") {
		t.Error("a marketer is shown forms that would be refused")
	}
}

func TestSomebodyChangesTheirPasswordAndTheirOtherSessionsEnd(t *testing.T) {
	s := openShop(t)
	s.User("vera", control.Viewer, false)
	here, there := visit(s.Stranger()), visit(s.Stranger())
	for _, one := range []*visitor{here, there} {
		leadsTo(t, one.send("/sign-in", "name", "vera", "password", servertest.Password), "/")
	}
	const wanted = "another sentence of mine"
	change := func(current, password, again string) *servertest.Answer {
		return here.send("/settings/password", "current", current, "password", password, "again", again)
	}
	change("wrong", wanted, wanted).Is(http.StatusUnprocessableEntity).Says("not right")
	change(servertest.Password, wanted, wanted+".").Is(http.StatusUnprocessableEntity).Says("differ")
	change(servertest.Password, "short", "short").Is(http.StatusUnprocessableEntity).Says("ten")
	leadsTo(t, change(servertest.Password, wanted, wanted), "/settings?done=password")
	here.see("/settings?done=password").Is(http.StatusOK).Says("Your password is changed")
	leadsTo(t, there.see("/settings"), "/sign-in?back=%2Fsettings")
	for range 10 {
		change("wrong", wanted, wanted).Is(http.StatusUnprocessableEntity)
	}
	change(wanted, wanted, wanted).Is(http.StatusTooManyRequests).Says("quarter")
	if strings.Contains(s.Log.String(), wanted) {
		t.Error("the log has a password")
	}
	if page := string(here.see("/settings?done=love").Body); strings.Contains(page, "love</p>") || strings.Contains(page, `class="done"`) {
		t.Error("an address says what was done that was not")
	}
	third := visit(s.Stranger())
	s.Now = s.Now.Add(3600e9)
	leadsTo(t, third.send("/sign-in", "name", "vera", "password", wanted), "/")
	leadsTo(t, third.send("/settings/sign-out"), "/sign-in")
	leadsTo(t, here.see("/settings"), "/sign-in?back=%2Fsettings")
}

func TestFiltersAreMadeMovedRenamedAndRemovedOnTheirPage(t *testing.T) {
	s := openShop(t)
	ada := visit(s.User("ada", control.Admin, false))
	ada.see("/settings/filters").Is(http.StatusOK).Says("There are none yet").Says(`<option value="contact.&#34;city&#34;">city (text)</option>`)
	ada.send("/settings/filters", "name", "  ", "field", "city").Is(http.StatusUnprocessableEntity).Says("needs a name").Says(`value="  "`)
	ada.send("/settings/filters", "name", "X", "field", "no such").Is(http.StatusUnprocessableEntity).Says("no such field")
	for i := range control.MaxFilters {
		name := fmt.Sprintf("F%d", i)
		if i == 0 {
			name = hostile
		}
		leadsTo(t, ada.send("/settings/filters", "name", name, "field", `contact."city"`), "/settings/filters?done=filter_added")
	}
	ada.send("/settings/filters", "name", "eleventh", "field", "city").Is(http.StatusUnprocessableEntity).Says("as many as there can be")
	page := ada.see("/settings/filters").Is(http.StatusOK).Says(html.EscapeString(hostile)).Says("10 of 10")
	if strings.Contains(string(page.Body), "<script>alert") {
		t.Error("a name is markup")
	}
	leadsTo(t, ada.send("/settings/filters/move", "name", "F1", "way", "up"), "/settings/filters?moved=F1&way=up")
	moved := plain(ada.see("/settings/filters?moved=F1&way=up").Says(`name="way" value="up" aria-label="Move up: F1" title="Move up: F1" aria-disabled="true" autofocus`))
	if strings.Index(moved, "F1") > strings.Index(moved, "שלום") {
		t.Errorf("it did not move: %.600s", moved)
	}
	ada.send("/settings/filters/move", "name", "F1", "way", "up").Is(http.StatusSeeOther)
	ada.send("/settings/filters/move", "name", "F1", "way", "sideways").Is(http.StatusBadRequest)
	ada.send("/settings/filters/move", "name", "no such", "way", "up").Is(http.StatusNotFound)
	ada.see("/settings/filters/change?name=" + url.QueryEscape(hostile)).Is(http.StatusOK).Says(html.EscapeString(hostile)).Says("Cohorts, Contacts")
	ada.send("/settings/filters/rename", "name", hostile, "wanted", "f1").Is(http.StatusUnprocessableEntity).Says("Another filter").Says(`value="f1"`)
	leadsTo(t, ada.send("/settings/filters/rename", "name", hostile, "wanted", "Town"), "/settings/filters?done=filter_renamed")
	ada.see("/?filter.Town=Paris").Is(http.StatusOK).Says("Town: Paris")
	leadsTo(t, ada.send("/settings/filters/remove", "name", "Town"), "/settings/filters?done=filter_removed")
	ada.send("/settings/filters/remove", "name", "Town").Is(http.StatusNotFound)
	ada.see("/settings/filters/change?name=Town").Is(http.StatusNotFound)
	ada.see("/?filter.Town=Paris").Is(http.StatusBadRequest)
}

// offered gives the names of the filters in the form that chooses whom a page is about.
func offered(page []byte) (names []string) {
	for _, match := range regexp.MustCompile(`<(?:select|input) name="([^"]+)"`).FindAllSubmatch(page, -1) {
		if name := html.UnescapeString(string(match[1])); name != "segment" {
			names = append(names, name)
		}
	}
	return names
}

func TestEachPageOffersItsFiltersInItsOrderAndTakesTheOthersFromAddresses(t *testing.T) {
	s := openShop(t)
	withFilter(t, s, "City", "city")
	ada, eve := visit(s.User("ada", control.Admin, false)), visit(s.User("eve", control.Viewer, false))
	form := url.Values{"known": {"stage", "status", "1"}, "show.overview": {"1"}, "show.cohorts": {"stage", "status", "1"}, "show.contacts": {"stage", "status", "1"}, "show.nothing": {"1"}}
	leadsTo(t, ada.ask(http.MethodPost, "/settings/filters/pages", form.Encode()), "/settings/filters?done=pages_saved")
	if got := strings.Join(offered(eve.see("/narrow?back=%2F").Body), " "); got != "stars profile amount_level group source filter.City" {
		t.Errorf("the overview offers %s", got)
	}
	if got := strings.Join(offered(eve.see("/narrow?back=%2Fcohorts").Body), " "); got != "stage status stars profile amount_level group source filter.City" {
		t.Errorf("cohorts offer %s", got)
	}
	for range 9 {
		ada.send("/settings/filters/page", "page", "overview", "filter", "1", "way", "up").Is(http.StatusSeeOther)
	}
	leadsTo(t, ada.send("/settings/filters/page", "page", "overview", "filter", "stars", "way", "hide"), "/settings/filters/page?moved=stars&page=overview&way=toggle")
	if got := strings.Join(offered(eve.see("/narrow?back=%2Frates%2Frepurchase").Body), " "); got != "filter.City profile amount_level group source" {
		t.Errorf("rates offer %s", got)
	}
	eve.see("/?stage=active_buyer").Is(http.StatusOK).Says(`class="chip"`)
	if got := strings.Join(offered(eve.see("/narrow?back=%2F&stage=active_buyer").Body), " "); got != "filter.City profile amount_level group source stage" {
		t.Errorf("with a stage in the address it offers %s", got)
	}
	withFilter(t, s, "Later", "city")
	if got := offered(eve.see("/narrow?back=%2F").Body); got[len(got)-1] != "filter.Later" {
		t.Errorf("a new filter is not among %v", got)
	}
	leadsTo(t, ada.send("/settings/filters/page", "page", "overview", "way", "usual"), "/settings/filters/page?done=page_usual&page=overview")
	if got := len(offered(eve.see("/narrow?back=%2F").Body)); got != 9 {
		t.Errorf("it offers %d", got)
	}
	for _, bad := range [][]string{
		{"page", "overview", "filter", "love", "way", "up"}, {"page", "settings", "filter", "stage", "way", "up"}, {"page", "overview", "filter", "stage", "way", "love"}, {"page", "", "way", "usual"},
	} {
		if got := ada.send("/settings/filters/page", bad...).Status; got != http.StatusNotFound && got != http.StatusBadRequest {
			t.Errorf("%v: %d", bad, got)
		}
	}
	ada.see("/settings/filters/page?page=settings").Is(http.StatusNotFound)
	spoken(ada.see("/settings/audit?action=page_filters_changed").Is(http.StatusOK), "filters of a page chosen", "filters City, Profile", "page Overview")
}

// spoken checks that the words of a page are among what it says, whatever marks them up.
func spoken(page *servertest.Answer, words ...string) {
	page.Helper()
	text := strings.Join(strings.Fields(html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(string(page.Body), " "))), " ")
	for _, wanted := range words {
		if !strings.Contains(text, wanted) {
			page.Errorf("%q is not in %s", wanted, text)
		}
	}
}

// once gives the text that a page shows once.
func once(t *testing.T, page *servertest.Answer, id string) string {
	t.Helper()
	found := regexp.MustCompile(`<code id="` + id + `" class="secret">([^<]*)</code>`).FindSubmatch(page.Body)
	if found == nil {
		t.Fatalf("nothing is shown once in %s", page.Body)
	}
	return html.UnescapeString(string(found[1]))
}

func TestSomebodyIsInvitedChangedSignedOutAndRemoved(t *testing.T) {
	s := openShop(t)
	ada := visit(s.User("ada", control.Admin, false))
	for _, bad := range [][]string{{"name", "", "role", "viewer"}, {"name", "x", "role", "god"}, {"name", "ADA", "role", "viewer"}, {"name", "x", "role", "viewer", "language", "xx"}} {
		ada.send("/settings/people", bad...).Is(http.StatusUnprocessableEntity).Says(`role="alert"`)
	}
	page := ada.send("/settings/people", "name", hostile, "role", "marketer", "language", "fr", "exporter", "1").Is(http.StatusOK).Says(html.EscapeString(hostile))
	link := once(t, page, "invitation")
	path, own := strings.CutPrefix(link, s.URL)
	if !own || strings.Contains(string(page.Body), "<script>alert") {
		t.Fatalf("the link is %s", link)
	}
	zoe := visit(s.Stranger())
	leadsTo(t, zoe.send(path, "password", servertest.Password), "/")
	zoe.see("/").Is(http.StatusOK)
	zoe.see("/settings").Is(http.StatusOK).Says("Marketing").Says("Oui")
	leadsTo(t, ada.send("/settings/people/2", "name", "zoe", "role", "viewer", "language", ""), "/settings/people?done=user_changed")
	zoe.see("/settings").Is(http.StatusOK).Says("Viewer")
	spoken(ada.see("/settings/people"), "zoe Viewer – 21 Nov 2026 10:00")
	leadsTo(t, ada.send("/settings/people/2/sign-out"), "/settings/people?done=signed_out")
	leadsTo(t, zoe.see("/settings"), "/sign-in?back=%2Fsettings")
	again := once(t, ada.send("/settings/people/2/invite").Is(http.StatusOK), "invitation")
	if again == link {
		t.Error("the new link is the old one")
	}
	ada.send("/settings/people/1", "name", "ada", "role", "viewer").Is(http.StatusUnprocessableEntity).Says("no administrator left")
	ada.send("/settings/people/1/remove").Is(http.StatusUnprocessableEntity).Says("no administrator left")
	ada.see("/settings/people/2/remove").Is(http.StatusOK).Says("zoe")
	leadsTo(t, ada.send("/settings/people/2/remove"), "/settings/people?done=user_removed")
	for _, gone := range []string{"2", "99", "x", "-1"} {
		ada.see("/settings/people/" + gone).Is(http.StatusNotFound)
		ada.send("/settings/people/" + gone + "/remove").Is(http.StatusNotFound)
	}
	for _, secret := range []string{strings.TrimPrefix(path, signin.InvitationPath), servertest.Password} {
		if strings.Contains(s.Log.String(), secret) {
			t.Error("the log has a secret")
		}
	}
	s.User("bea", control.Admin, false)
	leadsTo(t, ada.send("/settings/people/1", "name", "ada", "role", "viewer"), "/settings?done=user_changed")
}

func TestATokenIsMadeShownOnceUsedAndRevoked(t *testing.T) {
	s := openShop(t)
	ada := visit(s.User("ada", control.Admin, false))
	for _, bad := range []url.Values{{"name": {"till"}, "days": {"90"}}, {"name": {""}, "scope": {"read"}, "days": {"90"}}, {"name": {"till"}, "scope": {"read", "love"}, "days": {"90"}}, {"name": {strings.Repeat("x", 201)}, "scope": {"read"}, "days": {"90"}}} {
		ada.ask(http.MethodPost, "/settings/tokens", bad.Encode()).Is(http.StatusUnprocessableEntity).Says("A token needs")
	}
	ada.send("/settings/tokens", "name", "till", "scope", "read", "days", "100000").Is(http.StatusBadRequest)
	page := ada.ask(http.MethodPost, "/settings/tokens", url.Values{"name": {hostile}, "scope": {"read", "write"}, "days": {"30"}}.Encode()).Is(http.StatusOK).Says(html.EscapeString(hostile))
	secret := once(t, page, "secret")
	list := ada.see("/settings/tokens").Is(http.StatusOK)
	spoken(list, "read, meet contacts ada 21 Nov 2026 – 21 Dec 2026")
	if strings.Contains(string(list.Body), secret) || strings.Contains(s.Log.String(), secret) {
		t.Error("the secret is told again")
	}
	s.Now = s.Now.Add(2 * 3600e9)
	s.Bearer(secret).Get("/reports").Is(http.StatusOK)
	spoken(ada.see("/settings/tokens"), "ada 21 Nov 2026 21 Nov 2026 12:00 21 Dec 2026")
	spoken(ada.see("/settings/tokens/1/revoke").Is(http.StatusOK), "last used 21 Nov 2026 12:00")
	leadsTo(t, ada.send("/settings/tokens/1/revoke"), "/settings/tokens?done=token_revoked")
	s.Bearer(secret).Get("/reports").Is(http.StatusUnauthorized)
	ada.see("/settings/tokens").Says("Revoked or expired")
	for _, gone := range []string{"1", "99", "x"} {
		ada.see("/settings/tokens/" + gone + "/revoke").Is(http.StatusNotFound)
		ada.send("/settings/tokens/" + gone + "/revoke").Is(http.StatusNotFound)
	}
}

func TestAContactIsFoundObjectsAndIsErasedOnceItsIDIsTyped(t *testing.T) {
	s := openShop(t)
	ada, mark := visit(s.User("ada", control.Admin, true)), visit(s.User("mark", control.Marketer, false))
	find := func(who *visitor, by string) *servertest.Answer { return who.send("/settings/privacy", "contact", by) }
	for _, nobody := range []string{"nobody", "nobody@shop.example", hostile, "@"} {
		find(ada, nobody).Is(http.StatusNotFound).Says("Nothing is known").Says(html.EscapeString(nobody))
	}
	for _, by := range []string{"ann", " ANN@shop.example "} {
		spoken(find(ada, by).Is(http.StatusOK), "Name Ann", "ann@shop.example", "Orders 2, 1 Feb 2025 to 12 Sep 2026", "Load 1", "Show what would go")
	}
	load(t, s, "contact_id,email\ntwin,two@shop.example\nother,TWO@shop.example\n")
	find(ada, "two@shop.example").Is(http.StatusOK).Says("Several contacts").Says(`value="twin"`).Says(`value="other"`)
	if marks := string(find(mark, "ann").Is(http.StatusOK).Body); strings.Contains(marks, "ann@shop.example") || strings.Contains(marks, "/settings/privacy/try") {
		t.Error("a marketer is shown an address, or a form that would be refused")
	}
	var file answer.Access
	ada.send("/settings/privacy/access", "contact", "ann").Is(http.StatusOK).Into(&file)
	if file.ContactID != "ann" || len(file.Rows) != 3 {
		t.Errorf("the file has %+v", file)
	}
	leadsTo(t, mark.send("/settings/privacy/object", "contact", "ann", "reason", hostile), "/settings/privacy?done=objected")
	mark.see("/settings/privacy").Says(html.EscapeString(hostile)).Says("Withdraw")
	find(mark, "ann@shop.example").Is(http.StatusOK).Says("has objected")
	leadsTo(t, mark.send("/settings/privacy/withdraw", "contact", "ann"), "/settings/privacy?done=withdrawn")
	mark.send("/settings/privacy/withdraw", "contact", "ann").Is(http.StatusNotFound)
	mark.send("/settings/privacy/object", "contact", "nobody").Is(http.StatusNotFound)

	ada.send("/settings/privacy/try", "contact", "nobody").Is(http.StatusNotFound)
	at, page := ada.led(ada.send("/settings/privacy/try", "contact", "ann", "past", "keep"))
	page.Says("To erase it, type its id").Says("past totals stand")
	job := strings.TrimPrefix(at, "/data/jobs/")
	ada.send("/settings/privacy/erase", "job", job, "typed", "Ann").Is(http.StatusUnprocessableEntity).Says("That is not the id")
	ada.send("/settings/privacy/erase", "job", "none", "typed", "ann").Is(http.StatusNotFound)
	find(ada, "ann").Is(http.StatusOK)
	done, page := ada.led(ada.send("/settings/privacy/erase", "job", job, "typed", "ann"))
	page.Says("The contact is erased")
	for _, path := range []string{done, at, "/settings/audit?action=forgotten", "/settings/audit/file"} {
		if text := plain(ada.see(path).Is(http.StatusOK)); regexp.MustCompile(`\bann\b`).MatchString(text) {
			t.Errorf("%s names the contact: %s", path, text)
		}
	}
	ada.see(at).Says("was erased since")
	ada.send("/settings/privacy/erase", "job", job, "typed", "").Is(http.StatusUnprocessableEntity)
	ada.send("/settings/privacy/erase", "job", strings.TrimPrefix(done, "/data/jobs/"), "typed", "").Is(http.StatusNotFound)
	find(ada, "ann").Is(http.StatusNotFound)
}

func TestTheAuditLogTellsWhatWasDoneInBothLanguagesByPagesAndAsAFile(t *testing.T) {
	s := openShop(t)
	ada := visit(s.User("ada", control.Admin, false))
	for i, action := range append(control.Actions(), "made_tea") {
		details := map[string]any{"n": i, "at": "2026-11-21T09:00:00Z", "list": []string{"a", "b"}}
		if err := s.Workspace.Control.Log(t.Context(), control.Entry{At: s.Now, Who: "=cmd()" + hostile, Action: action, Details: details}); err != nil {
			t.Fatal(err)
		}
	}
	for range 60 {
		if err := s.Workspace.Control.Log(t.Context(), control.Entry{At: s.Now, Who: "many", Action: control.SignedIn}); err != nil {
			t.Fatal(err)
		}
	}
	french := visit(ada.With("Accept-Language", "fr"))
	for _, who := range []*visitor{ada, french} {
		text := plain(who.see("/settings/audit?who=" + url.QueryEscape("=cmd()"+hostile)).Is(http.StatusOK))
		if strings.Contains(text, "audit.") || !strings.Contains(text, "made tea") {
			t.Errorf("an action has no words: %s", text)
		}
	}
	first := ada.see("/settings/audit").Is(http.StatusOK).Says(`rel="next"`)
	next := html.UnescapeString(string(regexp.MustCompile(`<a href="([^"]*)" rel="next"`).FindSubmatch(first.Body)[1]))
	rows := func(page *servertest.Answer) int { return strings.Count(string(page.Body), `<tr><th scope="row">`) }
	all := rows(first)
	for next != "" {
		page := ada.see(next).Is(http.StatusOK).Says("Newest")
		all += rows(page)
		next = ""
		if found := regexp.MustCompile(`<a href="([^"]*)" rel="next"`).FindSubmatch(page.Body); found != nil {
			next = html.UnescapeString(string(found[1]))
		}
	}
	entries, err := s.Workspace.Control.Entries(t.Context())
	if err != nil || all != len(entries) {
		t.Errorf("the pages have %d of %d entries, %v", all, len(entries), err)
	}
	if got := rows(ada.see("/settings/audit?action=made_tea&from=2026-11-21&to=2026-11-21").Is(http.StatusOK)); got != 1 {
		t.Errorf("tea was made %d times", got)
	}
	ada.see("/settings/audit?to=2020-01-01").Is(http.StatusOK).Says("nothing of the kind")
	file := ada.see("/settings/audit/file?action=made_tea").Is(http.StatusOK).Says("number,at,who,action,details\n").Says(`'=cmd()`)
	if lines := strings.Count(string(file.Body), "\n"); lines != 2 {
		t.Errorf("the file has %d lines", lines)
	}
	for _, bad := range []string{"from=x", "before=0", "before=x", "from=2026-02-01&to=2026-01-01"} {
		ada.see("/settings/audit?" + bad).Is(http.StatusBadRequest)
	}
}
