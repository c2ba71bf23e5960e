package web_test

import (
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"palier"
	"palier/internal/control"
	"palier/internal/demo"
	"palier/internal/job"
	"palier/internal/server"
	"palier/internal/server/servertest"
	"palier/internal/signin"
	"palier/internal/web"
	"palier/internal/workspace"
)

// openShop serves a small shop with its pages.
func openShop(t *testing.T) *servertest.Shop {
	t.Helper()
	s := servertest.Open(t)
	serve(t, s)
	return s
}

// openEmpty serves a workspace without contacts.
func openEmpty(t *testing.T) *servertest.Shop {
	t.Helper()
	s := &servertest.Shop{T: t, Log: &servertest.Log{}, Now: time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)}
	now := func() time.Time { return s.Now }
	dir := t.TempDir()
	err := workspace.Init(t.Context(), dir, control.Settings{Timezone: "Europe/Paris", Currency: "EUR"}, s.Now)
	if err == nil {
		s.Workspace, err = workspace.Open(t.Context(), dir, workspace.Options{Now: now, Command: "test"})
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Workspace.Close(); err != nil {
			t.Error(err)
		}
	})
	s.Desk = &signin.Desk{DB: s.Workspace.Control, Now: now}
	s.Server = &server.Server{Workspace: s.Workspace, Desk: s.Desk, Jobs: &job.Book{Now: now}, Log: slog.New(slog.NewTextHandler(s.Log, nil)), Release: "test"}
	serve(t, s)
	return s
}

// openDemo serves a made-up shop of so many contacts, whose history ends the day before.
func openDemo(t *testing.T, contacts int) *servertest.Shop {
	t.Helper()
	s := openEmpty(t)
	shop := demo.Small(s.Workspace.Today() - 1)
	shop.Contacts = contacts
	var paths []string
	for name, write := range map[string]func(io.Writer) error{
		"contacts": shop.WriteContacts, "products": shop.WriteProducts, "order_lines": shop.WriteOrderLines, "orders": shop.WriteCheckouts, "engagements": shop.WriteEngagements,
	} {
		path := filepath.Join(t.TempDir(), name+".csv")
		file, err := os.Create(path)
		if err == nil {
			err = errors.Join(write(file), file.Close())
		}
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	if _, err := s.Workspace.Import(t.Context(), paths, workspace.ImportOptions{CompleteThrough: palier.NoDay}); err != nil {
		t.Fatal(err)
	}
	return s
}

// serve serves a workspace with its pages until the test ends.
func serve(t *testing.T, s *servertest.Shop) {
	t.Helper()
	s.Server.Pages = (&web.Site{Workspace: s.Workspace, Desk: s.Desk, Jobs: s.Server.Jobs, MaxUpload: s.Server.MaxUpload}).Handler()
	handler, err := s.Server.Handler()
	if err != nil {
		t.Fatal(err)
	}
	running := httptest.NewServer(handler)
	t.Cleanup(running.Close)
	s.URL = running.URL
}

// visitor follows a browser's habits: it keeps cookies, and sends forms.
type visitor struct {
	*servertest.Caller
	cookies map[string]*http.Cookie
}

func visit(c *servertest.Caller) *visitor { return &visitor{c, map[string]*http.Cookie{}} }

// ask makes a request and keeps the cookies of the answer.
func (v *visitor) ask(method, path, body string) *servertest.Answer {
	v.Helper()
	c := v.Caller
	header := ""
	for name, cookie := range v.cookies {
		if cookie.MaxAge >= 0 {
			header += name + "=" + cookie.Value + "; "
		}
	}
	if header != "" {
		c = c.With("Cookie", header)
	}
	if method == http.MethodPost {
		c = c.With("Content-Type", "application/x-www-form-urlencoded")
	}
	a := c.Do(method, path, body)
	for _, cookie := range (&http.Response{Header: a.Header}).Cookies() {
		v.cookies[cookie.Name] = cookie
	}
	return a
}

func (v *visitor) see(path string) *servertest.Answer {
	v.Helper()
	return v.ask(http.MethodGet, path, "")
}

// send sends a form of names and values in turn.
func (v *visitor) send(path string, pairs ...string) *servertest.Answer {
	v.Helper()
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return v.ask(http.MethodPost, path, form.Encode())
}

// leadsTo checks where the answer sends the browser.
func leadsTo(t *testing.T, a *servertest.Answer, path string) {
	t.Helper()
	if a.Status != http.StatusSeeOther || a.Header.Get("Location") != path {
		t.Fatalf("status %d to %q, want to be sent to %s: %s", a.Status, a.Header.Get("Location"), path, a.Body)
	}
}

// load takes files in as one load, as the command line does.
func load(t *testing.T, s *servertest.Shop, files ...string) {
	t.Helper()
	dir := t.TempDir()
	for i, text := range files {
		if err := os.WriteFile(filepath.Join(dir, strconv.Itoa(i)+".csv"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Workspace.Import(t.Context(), []string{dir}, workspace.ImportOptions{CompleteThrough: palier.NoDay}); err != nil {
		t.Fatal(err)
	}
}
