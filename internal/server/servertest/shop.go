// Package servertest is a small shop behind a server, and somebody who talks to it.
package servertest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"palier"
	"palier/internal/control"
	"palier/internal/job"
	"palier/internal/server"
	"palier/internal/signin"
	"palier/internal/workspace"
)

// Password is that of everybody.
const Password = "a sentence only I say"

// Shop is a workspace with a few contacts and orders, served.
type Shop struct {
	*testing.T
	Workspace *workspace.Workspace
	Desk      *signin.Desk
	Server    *server.Server
	Log       *Log
	URL       string
	Now       time.Time
	Stop      func() // serving, when what is under way is done

	contract *contract
}

// Files are what the shop has loaded.
var Files = map[string]string{
	"contacts.csv": "contact_id,registered_at,email,first_name,city\nann,2025-01-10,ann@shop.example,Ann,Paris\nbob,2026-03-02,bob@shop.example,Bob,Lyon\ncy,2026-10-30,cy@shop.example,Cy,Paris\n",
	"orders.csv":   "order_id,contact_id,ordered_at,amount\no1,ann,2025-02-01,40.00\no2,ann,2026-09-12,60.50\no3,bob,2026-05-05,20.00\no4,guest,2026-10-01,9.99\n",
}

// opened is when shops are made.
var opened = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

// shop makes a workspace that has loaded the files, once: every shop begins with a copy.
var shop = sync.OnceValues(func() (_ fs.FS, err error) {
	dir, err := os.MkdirTemp("", "palier-shop-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	ctx := context.Background()
	home := filepath.Join(dir, "shop")
	if err := workspace.Init(ctx, home, control.Settings{Timezone: "Europe/Paris", Currency: "EUR"}, opened); err != nil {
		return nil, err
	}
	w, err := workspace.Open(ctx, home, workspace.Options{Now: func() time.Time { return opened }, Command: "test"})
	if err != nil {
		return nil, err
	}
	var paths []string
	for name, text := range Files {
		path := filepath.Join(dir, name)
		err = errors.Join(err, os.WriteFile(path, []byte(text), 0o600))
		paths = append(paths, path)
	}
	if err == nil {
		_, err = w.Import(ctx, paths, workspace.ImportOptions{CompleteThrough: palier.NoDay})
	}
	if err = errors.Join(err, w.Close()); err != nil {
		return nil, err
	}
	return inMemory(os.DirFS(home))
})

// inMemory reads the files of a folder.
func inMemory(folder fs.FS) (fs.FS, error) {
	kept := fstest.MapFS{}
	return kept, fs.WalkDir(folder, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(folder, path)
		kept[path] = &fstest.MapFile{Data: text, Mode: 0o600}
		return err
	})
}

// Open makes a shop and serves it until the test ends.
func Open(t *testing.T) *Shop {
	t.Helper()
	return With(t, func(*server.Server) {})
}

// With makes a shop whose server is changed before it begins.
func With(t *testing.T, change func(*server.Server)) *Shop {
	t.Helper()
	s := &Shop{T: t, Now: opened, Log: &Log{}}
	dir := t.TempDir()
	made, err := shop()
	s.must(err)
	s.must(os.CopyFS(dir, made))
	s.Workspace, err = workspace.Open(t.Context(), dir, workspace.Options{Now: func() time.Time { return s.Now }, Command: "test"})
	s.must(err)
	t.Cleanup(func() { s.must(s.Workspace.Close()) })
	log := slog.New(slog.NewTextHandler(s.Log, nil))
	s.Desk = &signin.Desk{DB: s.Workspace.Control, Now: func() time.Time { return s.Now }, Log: log}
	s.Server = &server.Server{Workspace: s.Workspace, Desk: s.Desk, Jobs: &job.Book{Now: s.Desk.Now, Log: log}, MaxUpload: 1 << 20, Log: log, Release: "test"}
	change(s.Server)
	s.serve()
	return s
}

// serve begins to serve.
func (s *Shop) serve() {
	handler, err := s.Server.Handler()
	s.must(err)
	running := httptest.NewServer(handler)
	s.Stop = func() {
		running.Close()
		s.Server.Jobs.Close()
	}
	s.Cleanup(s.Stop)
	s.URL = running.URL
}

// User adds a user and gives somebody who is signed in as it.
func (s *Shop) User(name string, role control.Role, exporter bool) *Caller {
	s.Helper()
	user, err := s.Workspace.Control.AddUser(s.Context(), control.User{Name: name, Role: role, Exporter: exporter, At: s.Now}, "test")
	s.must(err)
	secret, err := s.Desk.Invite(s.Context(), user.Number)
	s.must(err)
	session, _, err := s.Desk.Accept(s.Context(), secret, "", Password, "test")
	s.must(err)
	return &Caller{s, http.Header{"Cookie": {signin.CookieName + "=" + session}}}
}

// Token makes a token and gives a program that uses it.
func (s *Shop) Token(scopes ...control.Scope) *Caller {
	s.Helper()
	secret, _, err := s.Desk.MakeToken(s.Context(), "test", scopes, 0, "test")
	s.must(err)
	return s.Bearer(secret)
}

// Bearer gives a program that shows a text as its token.
func (s *Shop) Bearer(secret string) *Caller {
	return &Caller{s, http.Header{"Authorization": {"Bearer " + secret}}}
}

// Stranger gives somebody who says nothing of themselves.
func (s *Shop) Stranger() *Caller { return &Caller{s, http.Header{}} }

func (s *Shop) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// Caller is somebody who talks to the shop.
type Caller struct {
	*Shop
	Header http.Header // sent with everything
}

// With gives the same caller, who sends one more header.
func (c *Caller) With(name, value string) *Caller {
	more := &Caller{c.Shop, c.Header.Clone()}
	more.Header.Set(name, value)
	return more
}

// Answer is what came back.
type Answer struct {
	*testing.T
	Status int
	Header http.Header
	Body   []byte
}

// Do makes a request, and holds what comes back against the OpenAPI document. A body that is
// no text or reader is sent as JSON.
func (c *Caller) Do(method, path string, body any) *Answer {
	c.Helper()
	switch b := body.(type) {
	case nil:
		return c.bare(method, path, nil, "")
	case string:
		return c.bare(method, path, strings.NewReader(b), "")
	case io.Reader:
		return c.bare(method, path, b, "")
	}
	text, err := json.Marshal(body)
	c.must(err)
	return c.bare(method, path, bytes.NewReader(text), "application/json")
}

// bare makes a request with a body as it is.
func (c *Caller) bare(method, path string, body io.Reader, kind string) *Answer {
	c.Helper()
	r, err := http.NewRequestWithContext(c.Context(), method, c.URL+path, body)
	c.must(err)
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	for name, values := range c.Header {
		r.Header[name] = values
		if name == "Host" {
			r.Host = values[0]
		}
	}
	response, err := http.DefaultTransport.RoundTrip(r) // follows no redirect
	c.must(err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	c.must(err)
	a := &Answer{c.T, response.StatusCode, response.Header, text}
	if path != documentPath {
		c.holds(r, a)
	}
	return a
}

// Get asks for a path of the API.
func (c *Caller) Get(path string) *Answer {
	c.Helper()
	return c.Do(http.MethodGet, "/api/v1"+path, nil)
}

// Post sends a value to a path of the API.
func (c *Caller) Post(path string, body any) *Answer {
	c.Helper()
	return c.Do(http.MethodPost, "/api/v1"+path, body)
}

// Is checks the status.
func (a *Answer) Is(status int) *Answer {
	a.Helper()
	if a.Status != status {
		a.Fatalf("the status is %d, not %d: %s", a.Status, status, a.Body)
	}
	return a
}

// Into reads the answer.
func (a *Answer) Into(value any) {
	a.Helper()
	if err := json.Unmarshal(a.Body, value); err != nil {
		a.Fatalf("%v in %s", err, a.Body)
	}
}

// plain are the spaces and apostrophes that people type where French pages have their own.
var plain = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "’", "'")

// Says checks that the answer has a text in it, however it is typeset.
func (a *Answer) Says(text string) *Answer {
	a.Helper()
	if !strings.Contains(plain.Replace(string(a.Body)), plain.Replace(text)) {
		a.Fatalf("%q is not in %s", text, a.Body)
	}
	return a
}

// Log keeps what is logged.
type Log struct {
	lock sync.Mutex
	text strings.Builder
}

// Write is what slog writes with.
func (l *Log) Write(b []byte) (int, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	return l.text.Write(b)
}

// String gives what was logged so far.
func (l *Log) String() string {
	l.lock.Lock()
	defer l.lock.Unlock()
	return l.text.String()
}
