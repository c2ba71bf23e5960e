package main

import (
	"context"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/answer"
	"palier/internal/export"
	"palier/internal/workspace"
)

// backtestFlags are what a back-test can be asked for.
type backtestFlags struct {
	asOf, model, of, format string
	period                  int
}

func (p *Program) backtest() *cobra.Command {
	var given backtestFlags
	command := &cobra.Command{
		Use:   "backtest",
		Short: "Prove how well the model tells who will buy, and another one beside it",
		Long: `Takes every customer's stars, profile, stage, status and group as they were known at the end
of the last eight periods, as many as the data allows, and looks at the period after each:
who bought, and for how much; and how well the score ranked them. With --model, another
model file is tried beside the model in force, on the same days. Nothing is written.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			of, err := palier.ParseFacet(given.of)
			if given.of != "" && err != nil {
				return usageError{err}
			}
			if c.Flags().Changed("period") && given.period == 0 {
				given.period = -1 // and not the model's
			}
			return p.in(c.Context(), "backtest", func(w *workspace.Workspace) error {
				return p.runBacktest(c.Context(), w, given, of)
			})
		},
	}
	flags := command.Flags()
	flags.StringVar(&given.asOf, "as-of", "", "nothing after this `day` is known; else the workspace's as-of day")
	flags.StringVar(&given.model, "model", "", "try this model `file` beside the model in force")
	flags.IntVar(&given.period, "period", 0, "how many `days` customers are followed, 1 to 730; else the period of the model in force")
	flags.StringVar(&given.format, "format", "table", "`table`, csv or json")
	flags.StringVar(&given.of, "of", "", "show only this `facet`, one of stage, status, stars, profile, group")
	return command
}

func (p *Program) runBacktest(ctx context.Context, w *workspace.Workspace, given backtestFlags, of palier.Facet) error {
	format, err := p.format("a back-test", given.format)
	if err != nil {
		return err
	}
	var other *palier.Model
	if given.model != "" {
		if other, _, err = workspace.ReadModel(p.path(given.model)); err != nil {
			return err
		}
	}
	r, err := p.reading(ctx, w, "", given.asOf)
	if err != nil {
		return err
	}
	defer r.view.Close()
	bar := p.progress()
	r.engine.Progress = p.computing(bar)
	proof, err := w.Backtest(ctx, &workspace.Lens{View: r.view, Engine: r.engine, AsOf: r.asOf}, other, given.period)
	bar.Close()
	if err != nil {
		return err
	}
	switch format {
	case "csv":
		return writeTable(p.Out, answer.BacktestTable(proof, r.view.Published().Generation), export.CSV, export.ReportOptions{Currency: w.Currency()}, nil)
	case "json":
		return p.writeJSON(answer.BacktestOf(proof, r.view.Published().Generation, w.Currency()))
	}
	facets := []palier.Facet{palier.FacetStars, palier.FacetProfile, palier.FacetStage, palier.FacetStatus, palier.FacetGroup}
	if given.of != "" {
		facets = []palier.Facet{of}
	}
	if err := p.draw(p.proofTables(proof, facets, w.Currency())); err != nil {
		return err
	}
	return p.verdict(proof)
}
