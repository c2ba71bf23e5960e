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
	w, err := b.demonstration(ctx, "pages")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	var first, again []time.Duration
	for round := range 4 * rounds {
		show, err := visitor(ctx, w)
		if err != nil {
			return err
		}
		overview := func() error { return show("/") }
		made, err := timed(overview)
		if err != nil {
			return err
		}
		had, err := timed(overview)
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
func (b *bench) demonstration(ctx context.Context, name string) (*workspace.Workspace, error) {
	w, err := b.newWorkspace(ctx, name)
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

// visitor opens a site that has made no page yet, and gives what asks it for a page as a user
// who may do everything. The page must be there.
func visitor(ctx context.Context, w *workspace.Workspace) (show func(path string) error, err error) {
	log := slog.New(slog.DiscardHandler)
	desk := &signin.Desk{DB: w.Control, Now: time.Now, Log: log}
	jobs := &job.Book{Now: time.Now}
	pages := &web.Site{Workspace: w, Desk: desk, Jobs: jobs}
	handler, err := (&server.Server{Workspace: w, Desk: desk, Jobs: jobs, Log: log, Release: "figures", Pages: pages.Handler()}).Handler()
	if err != nil {
		return nil, err
	}
	guest, err := desk.Guest(ctx)
	if err != nil {
		return nil, err
	}
	session, _, err := desk.Enter(ctx, desk.Pass(guest), "figures")
	if err != nil {
		return nil, err
	}
	return func(path string) error {
		r := httptest.NewRequestWithContext(ctx, http.MethodGet, "http://localhost"+path, nil)
		r.AddCookie(signin.Cookie(session, false))
		out := httptest.NewRecorder()
		handler.ServeHTTP(out, r)
		if out.Code != http.StatusOK {
			return fmt.Errorf("%s answers %d: %.200s", path, out.Code, out.Body)
		}
		return nil
	}, nil
}
