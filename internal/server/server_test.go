package server_test

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"palier"
	"palier/internal/control"
	"palier/internal/server"
	"palier/internal/server/servertest"
	"palier/internal/signin"
	"palier/internal/workspace"
)

func TestOnlyOurOwnNamesAreAnswered(t *testing.T) {
	shop := servertest.Open(t)
	shop.Server.Hosts = []string{"palier.shop.example"}
	for host, status := range map[string]int{
		"127.0.0.1": 200, "127.0.0.1:8420": 200, "localhost": 200, "LocalHost:1": 200, "[::1]:8420": 200, "127.9.9.9": 200, "palier.shop.example": 200, "Palier.Shop.Example:443": 200,
		"evil.example": 421, "palier.shop.example.evil.example": 421, "localhost.evil.example": 421, "10.0.0.1": 421, "0.0.0.0": 421, "127.0.0.1.evil.example": 421, "[::2]": 421,
	} {
		for _, path := range []string{"/healthz", "/api/v1/openapi.json"} {
			shop.Stranger().With("Host", host).Do(http.MethodGet, path, nil).Is(status)
		}
	}
}

func TestWhatAnotherSiteMakesABrowserChangeIsRefused(t *testing.T) {
	shop := servertest.Open(t)
	ada := shop.User("ada", control.Admin, false)
	for _, header := range [][2]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://evil.example"}, {"Origin", "null"}} {
		forged := ada.With(header[0], header[1])
		forged.Do(http.MethodDelete, "/api/v1/users/1", nil).Is(http.StatusForbidden).Says("another site")
		forged.Post("/session", map[string]string{"name": "ada", "password": servertest.Password}).Is(http.StatusForbidden)
		forged.Get("/session").Is(http.StatusOK) // reading changes nothing, and its answer is not given to that page
	}
	ada.With("Sec-Fetch-Site", "same-origin").Post("/tokens", map[string]any{"name": "x", "scopes": []string{"read"}}).Is(http.StatusCreated)
	ada.With("Origin", shop.URL).Post("/tokens", map[string]any{"name": "x", "scopes": []string{"read"}}).Is(http.StatusCreated)
}

func TestBrowsersAreToldToLoadNothingButOurs(t *testing.T) {
	stranger := servertest.Open(t).Stranger()
	for _, path := range []string{"/healthz", "/api/v1/session", "/nothing", "/api/v1/nothing"} {
		got := stranger.Do(http.MethodGet, path, nil)
		for header, part := range map[string]string{
			"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "X-Request-Id": "",
		} {
			if value := got.Header.Get(header); value == "" || !strings.Contains(value, part) {
				t.Errorf("%s of %s is %q", header, path, value)
			}
		}
	}
	if policy := stranger.Do(http.MethodGet, "/healthz", nil).Header.Get("Content-Security-Policy"); strings.Contains(policy, "unsafe") || !strings.Contains(policy, "frame-ancestors 'none'") {
		t.Errorf("the policy is %s", policy)
	}
}

func TestPathsThatMeanNothingAreNotFound(t *testing.T) {
	stranger := servertest.Open(t).Stranger()
	for _, path := range []string{"/api/v1/", "/api/v1/shoes", "/api/v1/reports/stages/more", "/api/v2/reports", "/control.db", "/%2e%2e/control.db", "/api/v1/openapi.yaml", "/api/v1/docs", "/docs"} {
		stranger.Do(http.MethodGet, path, nil).Is(http.StatusNotFound).Says("openapi.json")
	}
	if got := stranger.Do(http.MethodGet, "/api/v1/../../control.db", nil); got.Status/100 == 2 {
		t.Errorf("it answers %d: %s", got.Status, got.Body)
	}
}

func TestBehindAnotherServerWrongTriesAreOfThoseWhoMadeThem(t *testing.T) {
	try := func(s *servertest.Shop, from string) *servertest.Answer {
		s.Helper()
		return s.Stranger().With("X-Forwarded-For", from).Post("/session", map[string]string{"name": "nobody " + s.Desk.Now().String(), "password": "wrong"})
	}
	for _, c := range []struct {
		secure  bool
		another int // what somebody else is told once one has tried too often
	}{{true, http.StatusUnauthorized}, {false, http.StatusTooManyRequests}} {
		shop := servertest.With(t, func(s *server.Server) { s.Secure = c.secure })
		for range 50 {
			shop.Now = shop.Now.Add(time.Second) // another name each time
			try(shop, "198.51.100.7, 203.0.113.9").Is(http.StatusUnauthorized)
		}
		shop.Now = shop.Now.Add(time.Second)
		try(shop, "192.0.2.1,203.0.113.9").Is(http.StatusTooManyRequests)
		try(shop, "203.0.113.9, 2001:db8::5").Is(c.another)
	}
}

func TestAPathSaysWhichMethodsItTakes(t *testing.T) {
	stranger := servertest.Open(t).Stranger()
	for _, c := range [][3]string{
		{http.MethodPost, "/healthz", "GET, HEAD"},
		{http.MethodPatch, "/api/v1/reports", "GET, HEAD"},
		{http.MethodOptions, "/api/v1/session", "GET, HEAD, POST, DELETE"},
		{http.MethodPut, "/api/v1/segments/VIP", "GET, HEAD, DELETE"},
		{"BREW", "/api/v1/openapi.json", "GET, HEAD"},
	} {
		got := stranger.Do(c[0], c[1], "x").Is(http.StatusMethodNotAllowed).Says(`"hint"`)
		if allow := got.Header.Get("Allow"); allow != c[2] {
			t.Errorf("%s takes %q, not %q", c[1], allow, c[2])
		}
	}
}

func TestMetricsAreForThisMachineAndProfilesForAdministrators(t *testing.T) {
	shop := servertest.Open(t)
	shop.Server.Hosts = []string{"palier.shop.example"}
	stranger, viewer, ada := shop.Stranger(), shop.User("vera", control.Viewer, false), shop.User("ada", control.Admin, false)
	stranger.Do(http.MethodGet, "/metrics", nil).Is(http.StatusOK).Says("palier_generation 1").Says("palier_data_age_days 51").Says("palier_states_stale 0")
	for _, outside := range [][2]string{{"X-Forwarded-For", "203.0.113.9"}, {"Forwarded", "for=203.0.113.9"}, {"Host", "palier.shop.example"}} {
		stranger.With(outside[0], outside[1]).Do(http.MethodGet, "/metrics", nil).Is(http.StatusUnauthorized)
		viewer.With(outside[0], outside[1]).Do(http.MethodGet, "/metrics", nil).Is(http.StatusForbidden)
		ada.With(outside[0], outside[1]).Do(http.MethodGet, "/metrics", nil).Is(http.StatusOK)
	}
	for _, path := range []string{"/debug/pprof/", "/debug/pprof/heap", "/debug/pprof/profile?seconds=1", "/debug/pprof/trace?seconds=1"} {
		stranger.Do(http.MethodGet, path, nil).Is(http.StatusUnauthorized)
		viewer.Do(http.MethodGet, path, nil).Is(http.StatusForbidden)
	}
	ada.Do(http.MethodGet, "/debug/pprof/heap", nil).Is(http.StatusOK)
	stranger.Do(http.MethodGet, "/healthz", nil).Is(http.StatusOK)
	stranger.Do(http.MethodGet, "/readyz", nil).Is(http.StatusOK)
}

func TestTheLogTellsWhatAnsweredAndNoSecrets(t *testing.T) {
	shop := servertest.Open(t)
	max := shop.User("max", control.Marketer, false)
	got := max.Get("/contacts/ann?as_of=2026-10-01").Is(http.StatusOK)
	shop.Stop() // a line is written after its answer
	log := shop.Log.String()
	for _, part := range []string{"request=" + got.Header.Get("X-Request-Id"), `pattern="GET /api/v1/contacts/{id}"`, "status=200", "generation=1", "took=", "from=127.0.0.1"} {
		if !strings.Contains(log, part) {
			t.Errorf("%s is not in %s", part, log)
		}
	}
	for _, part := range []string{"/ann", "as_of", max.Header.Get("Cookie")} {
		if strings.Contains(log, part) {
			t.Errorf("%s is in %s", part, log)
		}
	}
}

func TestAPanicIsAProblemAndTheServerGoesOn(t *testing.T) {
	shop := servertest.With(t, func(s *server.Server) {
		s.Pages = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { panic("at the disco") })
	})
	got := shop.Stranger().Do(http.MethodGet, "/page", nil).Is(http.StatusInternalServerError).Says(`"request"`)
	if strings.Contains(string(got.Body), "disco") {
		t.Errorf("the reason is told: %s", got.Body)
	}
	shop.Stranger().Do(http.MethodGet, "/healthz", nil).Is(http.StatusOK)
	shop.Stop()
	if log := shop.Log.String(); !strings.Contains(log, "at the disco") || !strings.Contains(log, "server_test.go") || !strings.Contains(log, got.Header.Get("X-Request-Id")) {
		t.Errorf("the log says %s", log)
	}
}

func TestPagesKnowWhoAsksAndActInTheirName(t *testing.T) {
	shop := servertest.With(t, func(s *server.Server) {
		s.Pages = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			who, err := signin.Asking(r.Context())
			if err != nil || who == nil {
				w.WriteHeader(http.StatusTeapot)
				return
			}
			w.Write([]byte(who.Name + " is " + workspace.Who(r.Context())))
		})
	})
	shop.User("vera", control.Viewer, false).Do(http.MethodGet, "/", nil).Is(http.StatusOK).Says("vera is vera")
	shop.Stranger().Do(http.MethodGet, "/", nil).Is(http.StatusTeapot)
	shop.Stranger().Do(http.MethodPost, "/", strings.Repeat("x", 10)).Is(http.StatusTeapot)
}

func TestWhatTheFirstQuestionWouldWaitForIsMadeReadyOnceForAGeneration(t *testing.T) {
	shop := servertest.Open(t)
	for range 2 {
		if err := shop.Server.Prepare(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	err := shop.Workspace.Store.Update(t.Context(), func(palier.Update) error { return shop.Server.Prepare(t.Context()) })
	if err != nil {
		t.Fatal(err)
	}
	// The generation that the update made has no states yet, so there is nothing to prepare.
	if _, err := shop.Workspace.Refresh(t.Context(), "", nil); err != nil {
		t.Fatal(err)
	}
	err = shop.Workspace.Store.Update(t.Context(), func(palier.Update) error {
		if err := shop.Server.Prepare(t.Context()); err != nil {
			t.Error(err)
		}
		return errors.New("nothing is to be kept")
	})
	if err == nil {
		t.Error("the update was kept")
	}
	before := strings.Count(shop.Log.String(), "msg=prepared")
	if err := shop.Server.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	if after := strings.Count(shop.Log.String(), "msg=prepared"); before != 1 || after != 2 {
		t.Errorf("it was prepared %d times, and then %d: %s", before, after, shop.Log)
	}
}

func TestTheInboxIsEmptiedByTheServer(t *testing.T) {
	shop := servertest.Open(t)
	empty := func() {
		t.Helper()
		if err := shop.Server.EmptyInbox(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	empty()
	for name, text := range map[string]string{"good.csv": "order_id,contact_id,ordered_at,amount\no9,ann,2026-09-30,1.00\n", "bad.csv": "nothing\nknown\n"} {
		path := filepath.Join(shop.Workspace.Dir, "inbox", name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		empty()
		empty()
		if _, err := os.Stat(path); err == nil {
			t.Errorf("%s lies there still", name)
		}
	}
	log := shop.Log.String()
	for _, part := range []string{`msg="loaded files of the inbox" files=1 load=2 folder=inbox/done/LOAD-2`, `msg="refused files of the inbox" files=1`} {
		if !strings.Contains(log, part) {
			t.Errorf("%s is not in %s", part, log)
		}
	}
	shop.User("ada", control.Admin, false).Get("/loads").Is(http.StatusOK).Says("good.csv")
}

func TestADayBeginsAtMidnightOfTheZoneAlsoWhenItsClocksChange(t *testing.T) {
	shop := servertest.Open(t)
	shop.Now = time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	if _, err := shop.Workspace.Refresh(t.Context(), workspace.AsOfToday, nil); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ zone, at, day string }{
		{"Europe/Paris", "2026-03-28T22:59:00Z", "2026-03-28"}, {"Europe/Paris", "2026-03-28T23:00:00Z", "2026-03-29"}, // a day of 23 hours
		{"Europe/Paris", "2026-03-29T21:59:00Z", "2026-03-29"}, {"Europe/Paris", "2026-03-29T22:00:00Z", "2026-03-30"},
		{"Africa/Cairo", "2026-04-23T21:59:00Z", "2026-04-23"}, {"Africa/Cairo", "2026-04-23T22:00:00Z", "2026-04-24"}, // a day without midnight
		{"Africa/Cairo", "2026-04-24T20:59:00Z", "2026-04-24"}, {"Africa/Cairo", "2026-04-24T21:00:00Z", "2026-04-25"},
		{"Europe/Paris", "2026-10-24T21:59:00Z", "2026-10-24"}, {"Europe/Paris", "2026-10-24T22:00:00Z", "2026-10-25"}, // a day of 25 hours
		{"Europe/Paris", "2026-10-25T22:59:00Z", "2026-10-25"}, {"Europe/Paris", "2026-10-25T23:00:00Z", "2026-10-26"},
		{"America/Havana", "2026-11-01T04:59:00Z", "2026-11-01"}, {"America/Havana", "2026-11-01T05:00:00Z", "2026-11-01"}, // a day with two midnights
		{"America/Havana", "2026-11-02T04:59:00Z", "2026-11-01"}, {"America/Havana", "2026-11-02T05:00:00Z", "2026-11-02"},
	} {
		var err error
		if shop.Now, err = time.Parse(time.RFC3339, c.at); err != nil {
			t.Fatal(err)
		}
		if shop.Workspace.Zone, err = time.LoadLocation(c.zone); err != nil {
			t.Fatal(err)
		}
		if err := shop.Server.TurnDay(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := asOf(t, shop).String(); got != c.day {
			t.Errorf("at %s in %s the states are of %s, and not %s", c.at, c.zone, got, c.day)
		}
	}
}

// asOf gives the day that the published states are of.
func asOf(t *testing.T, shop *servertest.Shop) palier.Day {
	t.Helper()
	view, err := shop.Workspace.Store.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer view.Close()
	return view.Published().AsOf
}

func TestStatesFollowTheCalendarWhereTheyAreOfToday(t *testing.T) {
	shop := servertest.Open(t)
	published := func() string { return asOf(t, shop).String() }
	turn := func() {
		if err := shop.Server.TurnDay(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	turn()
	if day := published(); day != "2026-10-01" {
		t.Errorf("states that follow the data are of %s", day)
	}
	if _, err := shop.Workspace.Refresh(t.Context(), workspace.AsOfToday, nil); err != nil {
		t.Fatal(err)
	}
	shop.Now = time.Date(2026, 11, 21, 22, 59, 0, 0, time.UTC) // in Paris a minute before midnight
	turn()
	if day := published(); day != "2026-11-21" {
		t.Errorf("before midnight they are of %s", day)
	}
	shop.Now = shop.Now.Add(time.Minute)
	turn()
	if day := published(); day != "2026-11-22" {
		t.Errorf("after midnight they are of %s", day)
	}
}
