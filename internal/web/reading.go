package web

import (
	"errors"

	"palier"
	"palier/internal/phrase"
	"palier/internal/report"
	"palier/internal/request"
	"palier/internal/workspace"
)

// reading is one generation opened to make a page of, under the model in force.
type reading struct {
	*visit
	*line
	book      *phrase.Book // with the labels of the model
	view      *workspace.Lens
	published palier.Published
	version   int // of the model
	stats     palier.Stats
	narrowing *narrowing // nil: the page is about everybody
}

// errEmpty says that nobody has a stage on any day yet.
var errEmpty = errors.New("the workspace is empty")

// read opens the newest generation with the day and range of the address. The caller
// closes it.
func (v *visit) read() (_ *reading, err error) {
	ctx := v.r.Context()
	model, version, err := v.Workspace.Model(ctx)
	if err != nil {
		return nil, err
	}
	view, err := v.Workspace.Look(ctx, model, palier.NoDay)
	if err != nil {
		return nil, err
	}
	r := &reading{visit: v, book: v.book.With(model), view: view, published: view.Published(), version: version.Number}
	request.Of(ctx).Generation = r.published.Generation
	defer func() {
		if err != nil {
			view.Close()
		}
	}()
	stats, err := view.Stats(ctx)
	if err != nil {
		return nil, err
	}
	if r.published.States == 0 || !stats.FirstDay.Exists() || stats.FirstDay > r.published.AsOf {
		return nil, errEmpty
	}
	if r.line, err = parseLine(r.book, v.r.URL, stats.FirstDay, r.published.AsOf); err != nil {
		return nil, err
	}
	r.stats = stats
	return r, r.narrow()
}

// reading opens a generation, makes the page, and closes it; the page of an empty
// workspace says how to begin.
func (v *visit) reading(page func(*reading) error) error {
	r, err := v.read()
	if errors.Is(err, errEmpty) {
		return v.showEmpty()
	}
	if err != nil {
		return err
	}
	return errors.Join(page(r), r.view.Close())
}

// report makes a report, or gives the one that was made of this generation before.
func (r *reading) report(q report.Query) (*palier.Report, error) {
	q.AsOf, q.Today, q.Zone, q.Segment = r.To, r.Workspace.Today(), r.Workspace.Zone, r.about()
	return r.reports.Run(r.r.Context(), r.view, r.view.Engine, q)
}
