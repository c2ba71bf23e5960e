package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"time"

	"palier"
	"palier/internal/demo"
	"palier/internal/job"
	"palier/internal/server"
	"palier/internal/signin"
	"palier/internal/web"
	"palier/internal/workspace"
)

// A page may add to the reports that it shows a fifth of what they take, and 20 ms.
const (
	pageBar  = 1.2
	pageTime = 20 * time.Millisecond
)

// pages measures what the overview adds to its reports, on the base of the demonstration. A
// site shows the overview twice: the first time it makes the reports, the second time it has
// them, and what it takes then is the page's own.
func (b *bench) pages(ctx context.Context) (err error) {
	step("the demonstration's shop")
	w, err := b.demonstration(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	desk := &signin.Desk{DB: w.Control, Now: time.Now, Log: slog.New(slog.DiscardHandler)}
	cookie, err := signedIn(ctx, w, desk)
	if err != nil {
		return err
	}
	var handler http.Handler
	open := func() error {
		s := &server.Server{Workspace: w, Desk: desk, Jobs: &job.Book{Now: time.Now}, Log: slog.New(slog.DiscardHandler), Release: "figures"}
		s.Pages = (&web.Site{Workspace: w, Desk: desk, Jobs: s.Jobs}).Handler()
		handler, err = s.Handler()
		return err
	}
	show := func() error { return showPage(ctx, handler, cookie, "/") }
	var first, again []time.Duration
	for round := range 4 * rounds {
		if err := open(); err != nil {
			return err
		}
		made, err := timed(show)
		if err != nil {
			return err
		}
		had, err := timed(show)
		if err != nil {
			return err
		}
		if round >= rounds { // by then the processor and its caches are awake
			first, again = append(first, made), append(again, had)
		}
	}
	whole, own := median(first), median(again)
	reports := max(whole-own, time.Microsecond)
	return b.tell(figure{"page", float64(whole-pageTime) / float64(reports), pageBar}, "the overview %v, of which its reports %v and the page itself %v", whole, reports, own)
}

// demonstration makes the workspace that palier demo makes, with what the first question
// would wait for.
func (b *bench) demonstration(ctx context.Context) (*workspace.Workspace, error) {
	w, err := b.newWorkspace(ctx, "demonstration")
	if err != nil {
		return nil, err
	}
	shop := demo.Small(w.Today() - 1)
	var paths []string
	for _, part := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{"contacts.csv", shop.WriteContacts}, {"products.csv", shop.WriteProducts}, {"order_lines.csv", shop.WriteOrderLines},
		{"checkouts.csv", shop.WriteCheckouts}, {"engagements.csv", shop.WriteEngagements},
	} {
		path, err := b.write(part.name, part.write)
		if err != nil {
			return nil, err
		}
		paths = append(paths, path)
	}
	if err := importFiles(ctx, w, paths...); err != nil {
		return nil, err
	}
	lens, err := w.Look(ctx, nil, palier.NoDay)
	if err != nil {
		return nil, err
	}
	return w, errors.Join(lens.Prepare(ctx), lens.Close())
}

// signedIn gives the cookie of an administrator.
func signedIn(ctx context.Context, w *workspace.Workspace, desk *signin.Desk) (*http.Cookie, error) {
	secret, err := desk.Invite(ctx, 0)
	if err != nil {
		return nil, err
	}
	session, _, err := desk.Accept(ctx, secret, "figures", "a sentence only I say", "figures")
	return signin.Cookie(session, false), err
}

// showPage asks for a page, which must be there.
func showPage(ctx context.Context, handler http.Handler, cookie *http.Cookie, path string) error {
	r := httptest.NewRequestWithContext(ctx, http.MethodGet, "http://localhost"+path, nil)
	r.AddCookie(cookie)
	out := httptest.NewRecorder()
	handler.ServeHTTP(out, r)
	if out.Code != http.StatusOK {
		return fmt.Errorf("%s answers %d: %.200s", path, out.Code, out.Body)
	}
	return nil
}
