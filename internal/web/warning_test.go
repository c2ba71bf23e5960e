package web_test

import (
	"fmt"
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"palier/internal/answer"
	"palier/internal/control"
	"palier/internal/server/servertest"
)

// openHasty serves a shop whose contacts came from elsewhere on one day, and of which every
// second customer placed two orders at once.
func openHasty(t *testing.T) *servertest.Shop {
	t.Helper()
	s := openEmpty(t)
	contacts, orders := "contact_id,registered_at\n", "order_id,contact_id,ordered_at,amount\n"
	for c := range 60 {
		contacts += fmt.Sprintf("c%d,2026-03-0%d\n", c, 1+c%4/3)
		for n := range 1 + c%2 {
			orders += fmt.Sprintf("o%d-%d,c%d,2026-06-%02d,%d.00\n", c, n, c, 1+c%20, 10+c)
		}
	}
	load(t, s, contacts, orders)
	return s
}

var warningOf = regexp.MustCompile(`(?s)<li data-warning="([a-z]+)">(.*?)</li>`)

func TestWarningsSayWhatTheAPISaysAndLeadToTheirContactsAndToWhatCanBeDone(t *testing.T) {
	s := openHasty(t)
	mia, eve := visit(s.User("mia", control.Marketer, false)), visit(s.User("eve", control.Viewer, false))
	var told answer.Suggestions
	mia.Get("/model/suggestions").Is(http.StatusOK).Into(&told)
	if len(told.Warnings) < 5 {
		t.Fatalf("there are %d warnings", len(told.Warnings))
	}
	for _, path := range []string{"/model", "/advisor"} {
		shown := warningOf.FindAllStringSubmatch(string(mia.see(path).Is(http.StatusOK).Body), -1)
		if len(shown) != len(told.Warnings) {
			t.Fatalf("%s shows %d warnings of %d", path, len(shown), len(told.Warnings))
		}
		for i, w := range told.Warnings {
			words := html.UnescapeString(markup.ReplaceAllString(shown[i][2], " "))
			if shown[i][1] != w.Concern || !strings.Contains(words, w.Words) || !strings.Contains(words, w.Advice) {
				t.Errorf("%s: %+v is shown as %s", path, w, words)
			}
			contacts := regexp.MustCompile(`<a href="(/contacts\?[^"]*)">(\d+) contacts?</a>`).FindStringSubmatch(shown[i][2])
			want := w.Count
			if w.Concern == "together" {
				want = w.Alone
			}
			if contacts == nil || contacts[2] != fmt.Sprint(want) {
				t.Errorf("%s: %s leads to %v", path, words, contacts)
			} else if list := plain(mia.see(html.UnescapeString(contacts[1])).Is(http.StatusOK)); !strings.Contains(list, " "+contacts[2]+" contact") {
				t.Errorf("%s: %s of %s leads to another number: %.900s", path, contacts[2], w.Concern, list)
			}
			act := regexp.MustCompile(`<a href="(/[^c][^"]*)">`).FindStringSubmatch(shown[i][2])
			switch {
			case w.Concern == "together" && (act == nil || html.UnescapeString(act[1]) != "/model/edit?purchase_unit=day"):
				t.Errorf("%s: the unit is changed at %v", path, act)
			case path == "/advisor" && w.Concern == "dominant" && (len(w.Accept) > 0) != (act != nil):
				t.Errorf("%+v can be accepted at %v", w, act)
			case act != nil && w.Concern != "registered":
				mia.see(html.UnescapeString(act[1])).Is(http.StatusOK)
			}
		}
		if page := string(eve.see(path).Is(http.StatusOK).Body); strings.Contains(page, "/model/edit") || strings.Contains(page, "registered_at") || len(warningOf.FindAllString(page, -1)) != len(shown) {
			t.Errorf("%s leads a viewer to what she may not see, or does not warn her", path)
		}
	}
	guide := visit(s.User("ada", control.Admin, false)).see("/guide").Is(http.StatusOK)
	if shown := warningOf.FindAllStringSubmatch(string(guide.Body), -1); len(shown) != 3 || shown[0][1] != "registered" || shown[2][1] != "together" {
		t.Errorf("of the data the guided page warns as %q", shown)
	}
	mia.see("/model/edit?purchase_unit=day").Is(http.StatusOK).Says("What it would change")
	eve.see("/contacts?together=only").Is(http.StatusForbidden)
	mia.see("/contacts?together=all").Is(http.StatusBadRequest)
	mia.with("Accept-Language", "fr").see("/model").Says("Avant de se fier à ces limites")
	if page := string(mia.see("/advisor?stage=active_buyer").Is(http.StatusOK).Body); warningOf.MatchString(page) {
		t.Error("it warns of what contacts have in common that were chosen for it")
	}
	if page := string(visit(openShop(t).User("ada", control.Admin, false)).see("/model").Is(http.StatusOK).Body); warningOf.MatchString(page) {
		t.Error("it warns of four orders")
	}
}
