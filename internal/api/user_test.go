package api_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"palier/internal/answer"
	"palier/internal/control"
	"palier/internal/server/servertest"
	"palier/internal/signin"
)

type member struct {
	Name     string `json:"name"`
	Role     string `json:"role"`
	Exporter bool   `json:"exporter,omitempty"`
	Language string `json:"language,omitempty"`
}

type invited struct {
	User       answer.User
	Invitation string
}

func TestUsersAreAddedChangedInvitedAndRemoved(t *testing.T) {
	shop := servertest.Open(t)
	ada := shop.User("ada", control.Admin, false)
	var got invited
	ada.Post("/users", member{Name: "max", Role: "marketer", Language: "fr"}).Is(http.StatusCreated).Into(&got)
	secret, ok := strings.CutPrefix(got.Invitation, signin.InvitationPath)
	if !ok || got.User.Number != 2 || !got.User.Invited {
		t.Fatalf("added is %+v", got)
	}
	shop.Stranger().Post("/invitation", map[string]string{"secret": secret, "password": servertest.Password}).Is(http.StatusOK).Says(`"language":"fr"`)
	ada.Get("/users").Is(http.StatusOK).Says(`"max"`).Says(`"invited":false`)

	ada.Do(http.MethodPut, "/api/v1/users/2", member{Name: "maxine", Role: "viewer", Exporter: true}).Is(http.StatusOK).Says(`"maxine"`).Says(`"exporter":true`)
	var again invited
	ada.Post("/users/2/invitation", nil).Is(http.StatusCreated).Into(&again)
	if again.Invitation == got.Invitation {
		t.Error("the link is the same")
	}
	max := shop.User("moritz", control.Viewer, false)
	max.Get("/session").Is(http.StatusOK)
	ada.Get("/users").Is(http.StatusOK).Says(`"seen":"2026-11-21T09:00:00Z"`)
	max.Do(http.MethodDelete, "/api/v1/users/1/sessions", nil).Is(http.StatusForbidden)
	ada.Do(http.MethodDelete, "/api/v1/users/3/sessions", nil).Is(http.StatusNoContent)
	ada.Do(http.MethodDelete, "/api/v1/users/9/sessions", nil).Is(http.StatusNotFound)
	max.Get("/session").Is(http.StatusUnauthorized)
	ada.Get("/session").Is(http.StatusOK)
	ada.Do(http.MethodDelete, "/api/v1/users/2", nil).Is(http.StatusNoContent)
	shop.Stranger().Post("/invitation", map[string]string{"secret": strings.TrimPrefix(again.Invitation, signin.InvitationPath), "password": servertest.Password}).Is(http.StatusNotFound)
	for _, c := range []struct {
		got    *servertest.Answer
		status int
		says   string
	}{
		{ada.Post("/users", member{Name: "ADA", Role: "viewer"}), http.StatusConflict, "choose another name"},
		{ada.Post("/users", member{Name: "eve", Role: "queen"}), http.StatusUnprocessableEntity, "body.role"},
		{ada.Post("/users", member{Name: "  ", Role: "viewer"}), http.StatusUnprocessableEntity, "name the user"},
		{ada.Post("/users", member{Name: "eve", Role: "viewer", Language: "de"}), http.StatusUnprocessableEntity, "body.language"},
		{ada.Do(http.MethodDelete, "/api/v1/users/1", nil), http.StatusConflict, "no administrator left"},
		{ada.Do(http.MethodPut, "/api/v1/users/1", member{Name: "ada", Role: "viewer"}), http.StatusConflict, "no administrator left"},
		{ada.Do(http.MethodPut, "/api/v1/users/9", member{Name: "eve", Role: "viewer"}), http.StatusNotFound, "no such user"},
		{ada.Do(http.MethodDelete, "/api/v1/users/2", nil), http.StatusNotFound, "no such user"},
		{ada.Post("/users/2/invitation", nil), http.StatusNotFound, "no such user"},
	} {
		c.got.Is(c.status).Says(c.says)
	}
}

func TestATokenIsToldOnceAndGoodUntilItsEnd(t *testing.T) {
	shop := servertest.Open(t)
	ada := shop.User("ada", control.Admin, false)
	var made struct {
		Token  answer.Token
		Secret string
	}
	ada.Post("/tokens", map[string]any{"name": "shop", "scopes": []string{"read"}, "days": 2}).Is(http.StatusCreated).Into(&made)
	program := shop.Bearer(made.Secret)
	program.Get("/session").Is(http.StatusOK).Says(`"token shop"`)
	if list := ada.Get("/tokens").Is(http.StatusOK).Says(`"shop"`); strings.Contains(string(list.Body), made.Secret) {
		t.Errorf("the secret is told: %s", list.Body)
	}
	shop.Now = shop.Now.Add(48 * time.Hour)
	program.Get("/session").Is(http.StatusUnauthorized).Says("too old")
	ada.Post("/tokens", map[string]any{"name": "shop", "scopes": []string{"write"}}).Is(http.StatusCreated).Into(&made)
	program = shop.Bearer(made.Secret)
	program.Get("/session").Is(http.StatusOK)
	ada.Do(http.MethodDelete, "/api/v1/tokens/2", nil).Is(http.StatusNoContent)
	program.Get("/session").Is(http.StatusUnauthorized).Says("revoked")
	ada.Do(http.MethodDelete, "/api/v1/tokens/2", nil).Is(http.StatusNotFound)
	ada.Post("/tokens", map[string]any{"name": "shop", "scopes": []string{"everything"}}).Is(http.StatusUnprocessableEntity).Says("everything")
	ada.Post("/tokens", map[string]any{"name": "shop", "scopes": []string{}}).Is(http.StatusUnprocessableEntity).Says("body.scopes")
	ada.Post("/tokens", map[string]any{"name": "shop", "scopes": []string{"read"}, "days": -1}).Is(http.StatusUnprocessableEntity).Says("body.days")
}

func TestTheAuditLogTellsWhoDidWhatTheNewestFirst(t *testing.T) {
	shop := servertest.Open(t)
	ada := shop.User("ada", control.Admin, false)
	ada.Post("/users", member{Name: "max", Role: "marketer"}).Is(http.StatusCreated)
	follow(ada, ada.Post("/model/versions/1/rollback", map[string]string{}))
	type page struct {
		Entries []answer.Entry
		Next    *int
	}
	var all, first, rest page
	ada.Get("/audit").Is(http.StatusOK).Into(&all)
	if n := len(all.Entries); n < 4 || all.Next != nil || all.Entries[n-1].Number != 1 {
		t.Fatalf("the log is %+v", all)
	}
	if last := all.Entries[0]; last.Who != "ada" || last.Action != control.UserAdded || !strings.Contains(string(last.Details), "max") {
		t.Errorf("the last entry is %+v", last)
	}
	ada.Get("/audit?limit=2").Is(http.StatusOK).Into(&first)
	if len(first.Entries) != 2 || first.Next == nil || *first.Next != all.Entries[1].Number {
		t.Fatalf("the first page is %+v", first)
	}
	ada.Get("/audit?before=" + strconv.Itoa(*first.Next)).Is(http.StatusOK).Into(&rest)
	if len(rest.Entries) != len(all.Entries)-2 || rest.Entries[0].Number != all.Entries[2].Number {
		t.Errorf("the rest is %+v", rest)
	}
	ada.Get("/audit?limit=0").Is(http.StatusUnprocessableEntity)
}
