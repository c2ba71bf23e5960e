package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/refresh"
	"palier/internal/report"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

// reportFlags are what a report can be asked for.
type reportFlags struct {
	from, to, asOf string
	of             string
	days           int
	model          string
	segment        string
	data           bool
	output         outputFlags
}

func (p *Program) report() *cobra.Command {
	var given reportFlags
	command := &cobra.Command{
		Use:       "report NAME",
		Short:     "Make a report: " + strings.Join(report.Names(), ", "),
		Long:      "Makes a report over the whole history, under the model in force or another one.\n\nReports:\n" + report.About(),
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: report.Names(),
		RunE: func(c *cobra.Command, args []string) error {
			if given.days < 1 {
				return usageError{palier.Refusef("look ahead", "ask for 1 to 3650", "%d days are too few", given.days)}
			}
			return p.in(c.Context(), "report", func(w *workspace.Workspace) error {
				return p.runReport(c.Context(), w, args[0], given)
			})
		},
	}
	flags := command.Flags()
	flags.StringVar(&given.from, "from", "", "first `day`; else the first on which any contact has a stage, and for movement and restated 30 days before the last")
	flags.StringVar(&given.to, "to", "", "last `day`; else the as-of day")
	flags.StringVar(&given.asOf, "as-of", "", "nothing after this `day` is known; else the workspace's as-of day")
	flags.StringVar(&given.of, "of", "stage", "for flow, movement and restated: the `facet`, one of stage, status, stars, profile, group")
	flags.IntVar(&given.days, "days", 30, "for coming: how many `days` ahead, 1 to 3650")
	flags.BoolVar(&given.data, "data", false, "for restated: also who stands elsewhere because of what was loaded since, which takes as long as undoing it")
	flags.StringVar(&given.model, "model", "", "try the limits of this model `file`")
	flags.StringVar(&given.segment, "segment", "", "only members of this `segment` as of the as-of day: a text or a name")
	flags.StringVar(&given.output.format, "format", "", "`table` (usual), csv, csv-fr, xlsx, parquet or json")
	given.output.bind(command)
	return command
}

func (p *Program) runReport(ctx context.Context, w *workspace.Workspace, name string, given reportFlags) error {
	format, err := p.reportFormat(given.output)
	if err != nil {
		return err
	}
	r, err := p.reading(ctx, w, given.model, given.asOf)
	if err != nil {
		return err
	}
	defer r.view.Close()
	query := report.Query{Name: name, AsOf: r.asOf, Days: given.days, Today: w.Today(), Zone: w.Zone}
	if query.From, err = dayOrNone(given.from); err != nil {
		return err
	}
	if query.To, err = dayOrNone(given.to); err != nil {
		return err
	}
	if query.Of, err = palier.ParseFacet(given.of); err != nil {
		return usageError{err}
	}
	title := ""
	if given.segment != "" {
		if query.Segment, title, err = p.about(ctx, w, r, given.segment); err != nil {
			return err
		}
	}
	if query.Name == report.Restated {
		told, err := w.Told(ctx, &workspace.Lens{View: r.view, Engine: r.engine, AsOf: r.asOf}, query.FirstDay())
		if err != nil {
			return err
		}
		query.Told, query.Data = told.Telling, given.data
		p.tellTold(w, told, query)
	}
	made, err := report.Run(ctx, r.view, r.engine, query)
	if err != nil {
		return err
	}
	if format == tableFormat {
		return p.draw(p.within(title, p.tables(made, query, r.engine)))
	}
	return p.writeReport(ctx, made, given.output, format, query.Of, r.engine)
}

// draw draws tables, one below the other.
func (p *Program) draw(tables []terminal.Table) error {
	for i, table := range tables {
		if i > 0 {
			fmt.Fprintln(p.Out)
		}
		if err := table.Draw(p.Out); err != nil {
			return err
		}
	}
	return nil
}

// reading is a generation opened to answer a question.
type reading struct {
	view    palier.View
	engine  refresh.Engine
	asOf    palier.Day
	segment string // that contacts are narrowed to, as people call it; else empty
}

// reading opens the newest generation under the model in force, or that of a file, as of
// a day given as text, or the published one. The caller closes the view.
func (p *Program) reading(ctx context.Context, w *workspace.Workspace, modelPath, asOf string) (*reading, error) {
	var model *palier.Model // the one in force
	if modelPath != "" {
		var err error
		if model, _, err = workspace.ReadModel(p.path(modelPath)); err != nil {
			return nil, err
		}
	}
	day, err := dayOrNone(asOf)
	if err != nil {
		return nil, err
	}
	r, err := w.Look(ctx, model, day)
	if err != nil {
		return nil, err
	}
	p.warn(ctx, w, r.Published())
	p.book = p.book.With(r.Engine.Model)
	return &reading{view: r.View, engine: r.Engine, asOf: r.AsOf}, nil
}

func dayOrNone(text string) (palier.Day, error) {
	if text == "" {
		return palier.NoDay, nil
	}
	day, err := palier.ParseDay(text)
	if err != nil {
		return day, usageError{err}
	}
	return day, nil
}
