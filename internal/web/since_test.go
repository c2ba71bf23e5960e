package web_test

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"palier/internal/control"
	"palier/internal/server/servertest"
)

// plain gives the words of a page.
func plain(a *servertest.Answer) string {
	return strings.Join(strings.Fields(html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(string(a.Body), ""))), " ")
}

func TestTheOverviewTellsWhatChangedSinceTheLastVisit(t *testing.T) {
	s := openShop(t)
	zoe := s.User("zoe", control.Viewer, false)
	look := func() string { return plain(zoe.Do(http.MethodGet, "/", nil).Is(http.StatusOK)) }
	if strings.Contains(look(), "Since your last visit") {
		t.Error("a first visit has nothing to compare with")
	}
	s.Now = s.Now.Add(24 * time.Hour)
	if page := look(); !strings.Contains(page, "Since your last visit, 21 Nov 2026") || !strings.Contains(page, "Nothing has changed.") {
		t.Error("nothing changed, which is not told")
	}
	s.Now = s.Now.Add(24 * time.Hour)
	load(t, s, "order_id,contact_id,ordered_at,amount\nn1,bob,2026-11-20,12.00\n")
	apply(t, s, "customer: {defecting: 80, inactive: 300}\n")
	page := look()
	for _, told := range []string{"Since your last visit, 22 Nov 2026", "Data of 1 Oct 2026 to 20 Nov 2026", "1 load, 1 row", "Model version 2", "Defecting buyer → ", "Active buyer", "an order", "All moves, and because of what"} {
		if !strings.Contains(page, told) {
			t.Errorf("%q is not told", told)
		}
	}
	if past := plain(zoe.Do(http.MethodGet, "/?to=2026-10-15", nil)); strings.Contains(past, "Since your last visit") {
		t.Error("a day of the past tells of the last visit")
	}
}

func TestWhatMakesNumbersDoubtfulIsToldBeforeThem(t *testing.T) {
	s := openShop(t)
	eve := s.User("eve", control.Viewer, false)
	eve.Do(http.MethodGet, "/", nil).Says("No e-mail engagement has been loaded")
	young := plain(eve.Do(http.MethodGet, "/?to=2025-06-01", nil))
	if !strings.Contains(young, "The data begins on 10 Jan 2025") || !strings.Contains(young, "until 10 Jan 2026") {
		t.Error("a young history is not told")
	}
	if now := plain(eve.Do(http.MethodGet, "/", nil)); strings.Contains(now, "The data begins on") {
		t.Error("an old history is told to be young")
	}
	alike := openDemo(t, 300)
	apply(t, alike, "status: {levels: [{name: low, up_to: 1000000}, {name: high}]}\n")
	alike.User("mia", control.Marketer, false).Do(http.MethodGet, "/", nil).Says(", have the same status: ")
}
