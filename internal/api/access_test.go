package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"palier/internal/control"
	"palier/internal/server/servertest"
	"palier/internal/signin"
)

// open are the operations that ask for no right.
var open = []string{"sign-in", "sign-out", "accept-invitation"}

func TestTheDocumentIsOpenAPI31AndEveryOperationSaysWhatItAsksFor(t *testing.T) {
	document := servertest.Open(t).Contract()
	if !strings.HasPrefix(document.OpenAPI, "3.1") {
		t.Errorf("it is %s", document.OpenAPI)
	}
	for path, item := range document.Paths.Map() {
		for method, op := range item.Operations() {
			if op.Summary == "" || len(op.Tags) == 0 {
				t.Errorf("%s %s has no summary or no tag", method, path)
			}
			if guarded := op.Security != nil && len(*op.Security) > 0; guarded == slices.Contains(open, op.OperationID) {
				t.Errorf("%s: guarded is %v", op.OperationID, guarded)
			}
			if op.Responses.Default() == nil && op.Responses.Status(http.StatusInternalServerError) == nil {
				t.Errorf("%s says nothing of problems", op.OperationID)
			}
		}
	}
}

func TestEveryOperationRefusesStrangersAndThoseWithoutItsRight(t *testing.T) {
	shop := servertest.Open(t)
	revoked := shop.Token(control.ScopeAdmin)
	if err := shop.Desk.DB.RevokeToken(t.Context(), 1, "test", shop.Now); err != nil {
		t.Fatal(err)
	}
	powerless := shop.Token(control.ScopeExport) // not even to read
	for path, item := range shop.Contract().Paths.Map() {
		path = strings.NewReplacer("{name}", "stages", "{id}", "ann", "{number}", "1").Replace(path)
		for method, op := range item.Operations() {
			if slices.Contains(open, op.OperationID) {
				continue
			}
			for _, stranger := range []*servertest.Caller{shop.Stranger(), shop.Bearer("palier_unknown"), shop.Bearer(""), revoked, shop.Stranger().With("Cookie", signin.CookieName+"=unknown")} {
				// Neither body nor parameters are looked at before the right is.
				got := stranger.Do(method, "/api/v1"+path+"?nonsense=1", "no json").Is(http.StatusUnauthorized).Says(`"hint"`)
				if got.Header.Get("WWW-Authenticate") == "" {
					t.Errorf("%s does not say how to sign in", op.OperationID)
				}
			}
			powerless.Do(method, "/api/v1"+path+"?nonsense=1", "no json").Is(http.StatusForbidden).Says("denied")
		}
	}
}

func TestEachRoleMayDoWhatItIsFor(t *testing.T) {
	shop := servertest.Open(t)
	for _, c := range []struct {
		who      *servertest.Caller
		statuses [4]int // of see, meet, manage, and whether addresses are told
	}{
		{shop.User("vera", control.Viewer, false), [4]int{200, 403, 403, 0}},
		{shop.User("max", control.Marketer, false), [4]int{200, 200, 403, 0}},
		{shop.User("xenia", control.Marketer, true), [4]int{200, 200, 403, 1}},
		{shop.User("ada", control.Admin, false), [4]int{200, 200, 200, 0}},
		{shop.Token(control.ScopeRead), [4]int{200, 403, 403, 0}},
		{shop.Token(control.ScopeWrite), [4]int{200, 200, 403, 0}},
		{shop.Token(control.ScopeWrite, control.ScopeExport), [4]int{200, 200, 403, 1}},
		{shop.Token(control.ScopeAdmin), [4]int{200, 200, 200, 0}},
	} {
		c.who.Get("/reports").Is(c.statuses[0])
		shown := c.who.Get("/contacts/ann").Is(c.statuses[1])
		c.who.Get("/users").Is(c.statuses[2])
		if told := strings.Contains(string(shown.Body), "ann@shop.example"); told != (c.statuses[3] == 1) {
			t.Errorf("the address is told: %v", told)
		}
	}
}

func TestASessionEndsWithTimeWithSigningOutAndWithItsUser(t *testing.T) {
	shop := servertest.Open(t)
	vera, max, ada := shop.User("vera", control.Viewer, false), shop.User("max", control.Viewer, false), shop.User("ada", control.Admin, false)
	vera.Get("/session").Is(http.StatusOK).Says(`"vera"`)
	gone := vera.Do(http.MethodDelete, "/api/v1/session", nil).Is(http.StatusNoContent)
	if cookie := gone.Header.Get("Set-Cookie"); !strings.Contains(cookie, "Max-Age=0") {
		t.Errorf("the cookie becomes %s", cookie)
	}
	vera.Get("/session").Is(http.StatusUnauthorized)
	ada.Do(http.MethodDelete, "/api/v1/users/2", nil).Is(http.StatusNoContent)
	max.Get("/session").Is(http.StatusUnauthorized)
	shop.Now = shop.Now.Add(signin.SessionLife - time.Second)
	ada.Get("/session").Is(http.StatusOK)
	shop.Now = shop.Now.Add(time.Second)
	ada.Get("/session").Is(http.StatusUnauthorized)
}

type name struct {
	Name     string `json:"name"`
	Password string `json:"password"`
}

func TestSigningInGivesACookieThatNoScriptReads(t *testing.T) {
	shop := servertest.Open(t)
	shop.User("vera", control.Viewer, false)
	got := shop.Stranger().Post("/session", name{"Vera", servertest.Password}).Is(http.StatusOK).Says(`"rights":["see"]`)
	cookie := got.Header.Get("Set-Cookie")
	for _, part := range []string{signin.CookieName + "=", "HttpOnly", "SameSite=Lax", "Path=/"} {
		if !strings.Contains(cookie, part) {
			t.Errorf("%s is not in %s", part, cookie)
		}
	}
	secret, _, _ := strings.Cut(cookie, ";")
	shop.Stranger().With("Cookie", secret).Get("/session").Is(http.StatusOK).Says(`"vera"`)
}

func TestSigningInIsRefusedWithoutTellingWhyAndForAWhileAfterManyTries(t *testing.T) {
	shop := servertest.Open(t)
	shop.User("vera", control.Viewer, false)
	stranger := shop.Stranger()
	for range 5 {
		wrong := stranger.Post("/session", name{"vera", "something else"}).Is(http.StatusUnauthorized)
		unknown := stranger.Post("/session", name{"nobody", "something else"}).Is(http.StatusUnauthorized)
		if strip(wrong.Body) != strip(unknown.Body) {
			t.Errorf("%s and %s", wrong.Body, unknown.Body)
		}
	}
	for range 5 {
		stranger.Post("/session", name{"vera", "something else"}).Is(http.StatusUnauthorized)
	}
	stranger.Post("/session", name{"vera", servertest.Password}).Is(http.StatusTooManyRequests).Says("quarter of an hour")
	shop.Now = shop.Now.Add(15 * time.Minute)
	stranger.Post("/session", name{"vera", servertest.Password}).Is(http.StatusOK)
}

// strip takes the request's id out of a problem.
func strip(body []byte) string {
	text, _, _ := strings.Cut(string(body), `,"request"`)
	return text
}

func TestTheFirstAdministratorComesByInvitationOnce(t *testing.T) {
	shop := servertest.Open(t)
	secret, err := shop.Desk.Invite(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	accept := func(secret, name, password string) *servertest.Answer {
		return shop.Stranger().Post("/invitation", map[string]string{"secret": secret, "name": name, "password": password})
	}
	accept("unknown", "ada", servertest.Password).Is(http.StatusNotFound)
	accept(secret, "ada", "short").Is(http.StatusUnprocessableEntity).Says("5 characters")
	accept(secret, "ada", servertest.Password).Is(http.StatusOK).Says(`"manage"`)
	accept(secret, "eve", servertest.Password).Is(http.StatusNotFound)
}

func TestWhatIsWrongWithARequestIsSaidWithoutItsValues(t *testing.T) {
	shop := servertest.Open(t)
	stranger := shop.Stranger()
	for _, c := range []struct {
		body   string
		kind   string
		status int
		says   string
	}{
		{`{"name":"vera"}`, "application/json", http.StatusUnprocessableEntity, "required property password"},
		{`{"name":"vera","password":"sesame","more":1}`, "application/json", http.StatusUnprocessableEntity, "unexpected property"},
		{`{"name":7,"password":"sesame"}`, "application/json", http.StatusUnprocessableEntity, "body.name"},
		{`{"name":"vera","password":"sesame`, "application/json", http.StatusBadRequest, "hint"},
		{``, "application/json", http.StatusBadRequest, "body is required"},
		{`name=vera&password=sesame`, "application/x-www-form-urlencoded", http.StatusUnsupportedMediaType, "hint"},
		{`{"name":"vera","password":"sesame"}`, "text/plain", http.StatusUnsupportedMediaType, "hint"},
		{`{"name":"vera","password":"` + strings.Repeat("sesame", 1000) + `"}`, "application/json", http.StatusUnprocessableEntity, "body.password"},
		{`{"name":"vera","password":"` + strings.Repeat("sesame", 1_000_000) + `"}`, "application/json", http.StatusRequestEntityTooLarge, "too large"},
	} {
		got := stranger.With("Content-Type", c.kind).Do(http.MethodPost, "/api/v1/session", c.body).Is(c.status).Says(c.says)
		if strings.Contains(string(got.Body), "sesame") || strings.Contains(shop.Log.String(), "sesame") {
			t.Errorf("the password is told: %s", got.Body)
		}
	}
}
