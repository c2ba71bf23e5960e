package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"palier/internal/answer"
)

// served is a server that somebody started at a terminal.
type served struct {
	Address    string
	Invitation string
	stop       func() int // gives the exit code
}

// serve starts the server on a free port.
func (u *user) serve(args ...string) *served {
	u.t.Helper()
	ctx, cancel := context.WithCancel(u.t.Context())
	said, out := io.Pipe()
	var problems bytes.Buffer
	program := Program{Out: out, Err: &problems, Now: func() time.Time { return u.now }}
	ended := make(chan int, 1)
	go func() {
		code := program.Run(ctx, append([]string{"--workspace", u.dir, "--json", "serve", "--listen", "127.0.0.1:0"}, args...))
		out.Close()
		ended <- code
	}()
	s := &served{}
	if err := json.NewDecoder(said).Decode(s); err != nil {
		cancel()
		u.t.Fatalf("exit %d: %v, %s", <-ended, err, problems.String())
	}
	go io.Copy(io.Discard, said)
	s.stop = func() int {
		cancel()
		return <-ended
	}
	return s
}

// ask makes a request with a token and gives the status and what came back.
func (s *served) ask(t *testing.T, method, path, token, body string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.Address+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	got, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	text, err := io.ReadAll(got.Body)
	if err != nil {
		t.Fatal(err)
	}
	return got.StatusCode, string(text)
}

func TestTheServerAnswersAsTheCommandLineDoesUntilItIsStopped(t *testing.T) {
	u := shop(t)
	token := strings.TrimSpace(u.run("token", "add", "reader"))
	want := map[string]string{}
	for _, name := range []string{"stages", "conversions", "customers", "rfm", "quality"} {
		want[name] = u.run("report", name, "--format", "json")
	}
	s := u.serve()
	for name, text := range want {
		if status, got := s.ask(t, http.MethodGet, "/api/v1/reports/"+name, token, ""); status != http.StatusOK || got != text {
			t.Errorf("%s is %d\n%s\nand not\n%s", name, status, got, text)
		}
	}
	if _, stderr, code := u.try("serve", "--listen", "127.0.0.1:0"); code != refused || !strings.Contains(stderr, "palier serve") {
		t.Errorf("another server exits with %d: %s", code, stderr)
	}
	if code := s.stop(); code != done {
		t.Errorf("the server exits with %d", code)
	}
	u.run("report", "stages")
}

func TestTheFirstLinkMakesTheAdministratorAndThereIsNoSecondOne(t *testing.T) {
	u := shop(t)
	s := u.serve()
	if !strings.HasPrefix(s.Invitation, s.Address+"/invitation/") {
		t.Fatalf("it says %+v", s)
	}
	secret := s.Invitation[strings.LastIndex(s.Invitation, "/")+1:]
	if status, got := s.ask(t, http.MethodPost, "/api/v1/invitation", "", `{"secret":"`+secret+`","name":"ada","password":"a sentence only I say"}`); status != http.StatusOK {
		t.Errorf("it answers %d: %s", status, got)
	}
	s.stop()
	if s = u.serve(); s.Invitation != "" {
		t.Errorf("it says %+v", s)
	}
	s.stop()
	if list := u.run("user", "list"); !strings.Contains(list, "ada") {
		t.Errorf("the users are %s", list)
	}
}

func TestAnAddressThatIsTakenIsRefused(t *testing.T) {
	s := shop(t).serve()
	defer s.stop()
	if _, stderr, code := shop(t).try("serve", "--listen", strings.TrimPrefix(s.Address, "http://")); code != refused || !strings.Contains(stderr, "listen on") {
		t.Errorf("exit %d: %s", code, stderr)
	}
}

func TestUsersAndTokensAreManagedAtTheCommandLine(t *testing.T) {
	u := shop(t)
	var made struct {
		User       answer.User
		Invitation string
	}
	u.answer(&made, "user", "add", "Ada", "--role", "admin", "--address", "https://palier.example")
	if made.User.Role != "admin" || !strings.HasPrefix(made.Invitation, "https://palier.example/invitation/") {
		t.Errorf("added is %+v", made)
	}
	u.run("user", "add", "max")
	u.run("user", "change", "max", "--role", "marketer", "--exporter", "--name", "Maxine")
	if link := u.run("user", "invite", "maxine"); !strings.HasPrefix(link, "http://127.0.0.1:8420/invitation/") {
		t.Errorf("the link is %s", link)
	}
	var users []answer.User
	u.answer(&users, "user", "list")
	if len(users) != 2 || users[1].Name != "Maxine" || users[1].Role != "marketer" || !users[1].Exporter {
		t.Errorf("the users are %+v", users)
	}
	u.run("user", "remove", "maxine")
	for _, bad := range [][]string{{"user", "add", "ada"}, {"user", "add", "eve", "--role", "queen"}, {"user", "remove", "ada"}, {"user", "remove", "eve"}, {"user", "change", "ada", "--role", "viewer"}, {"token", "add", "x", "--for", "everything"}, {"token", "revoke", "7"}} {
		if _, stderr, code := u.try(bad...); code != refused || !strings.Contains(stderr, "(") {
			t.Errorf("%v: exit %d: %s", bad, code, stderr)
		}
	}
	secret := strings.TrimSpace(u.run("token", "add", "shop", "--for", "read,write", "--days", "30"))
	if !strings.HasPrefix(secret, "palier_") {
		t.Errorf("the secret is %s", secret)
	}
	if list := u.run("token", "list"); !strings.Contains(list, "read, write") || !strings.Contains(list, "2026-12-21") || strings.Contains(list, secret) {
		t.Errorf("the tokens are %s", list)
	}
	u.run("token", "revoke", "1")
	if list := u.run("token", "list"); strings.Contains(list, "shop") {
		t.Errorf("the tokens are %s", list)
	}
	if _, _, code := u.try("token", "add", "x", "--days", "-1"); code != wrongUse {
		t.Errorf("exit %d", code)
	}
}
