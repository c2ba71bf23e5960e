package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/export"
	"palier/internal/report"
	"palier/internal/workspace"
)

// simulateFlags are what a simulation can be asked for.
type simulateFlags struct {
	asOf, of, part, format string
}

// simulationPrefix begins the names of the reports that a simulation is made of.
const simulationPrefix = "simulation_"

func (p *Program) simulate() *cobra.Command {
	var given simulateFlags
	command := &cobra.Command{
		Use:   "simulate [FILE]",
		Short: "Try another model file on everything: sizes, who moves where, rates",
		Long: `Tries the limits of a model file, else of the workspace's model.yaml, on the whole
history against the model in force. Nothing is written.

Parts: sizes (contacts of each stage, status, stars, profile and group before and
after), moves (from where to where, of one facet), rates (the five conversion rates
before and after, each day), revenue (what customers of each status spent in the last
year, before and after). The table shows all of them, the rates of the last day and of
the months before; JSON has all, CSV the one named by --part.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.in(c.Context(), "simulate", func(w *workspace.Workspace) error {
				return p.runSimulation(c.Context(), w, fileArgument(args), given)
			})
		},
	}
	flags := command.Flags()
	flags.StringVar(&given.asOf, "as-of", "", "nothing after this `day` is known; else the workspace's as-of day")
	flags.StringVar(&given.of, "of", "stage", "who moves: by this `facet`, one of stage, status, stars, profile, group")
	flags.StringVar(&given.part, "part", "", "only this `part`: sizes, moves, rates or revenue")
	flags.StringVar(&given.format, "format", "table", "`table`, csv or json")
	return command
}

func (p *Program) runSimulation(ctx context.Context, w *workspace.Workspace, path string, given simulateFlags) error {
	format, err := p.format("a simulation", given.format)
	if err != nil {
		return err
	}
	if err := checkPart(given.part, format); err != nil {
		return err
	}
	of, err := palier.ParseFacet(given.of)
	if err != nil {
		return usageError{err}
	}
	other, _, err := w.ReadModel(p.path(path))
	if err != nil {
		return err
	}
	r, err := p.reading(ctx, w, "", given.asOf)
	if err != nil {
		return err
	}
	defer r.view.Close()
	tried, err := w.Tried(ctx, r.view, other)
	if err != nil {
		return err
	}
	bar := p.progress()
	r.engine.Progress = p.computing(bar)
	made, err := report.Simulate(ctx, r.view, r.engine, tried, report.Query{From: palier.NoDay, To: palier.NoDay, AsOf: r.asOf, Of: of})
	bar.Close()
	if err != nil {
		return err
	}
	var parts []*palier.Report
	for _, part := range made.Reports() {
		if given.part == "" || part.Name == simulationPrefix+given.part {
			parts = append(parts, part)
		}
	}
	switch {
	case format == "csv":
		return writeTable(p.Out, parts[0], export.CSV, export.ReportOptions{Currency: w.Currency()}, nil)
	case format == "json" && given.part != "":
		return report.WriteJSON(p.Out, parts[0], w.Currency())
	case format == "json":
		return report.WriteAllJSON(p.Out, parts, w.Currency())
	}
	if len(made.Rates.Rows) == 0 {
		p.say(p.book.Say("report.empty", nil))
		return nil
	}
	return p.draw(p.simulationTables(parts, of, r.engine, other))
}

// format gives the format in which something is wanted.
func (p *Program) format(of, given string) (string, error) {
	switch {
	case p.json:
		return "json", nil
	case given == "table" || given == "csv" || given == "json":
		return given, nil
	}
	return "", usageError{palier.Refusef("write "+of+" as "+strings.ToValidUTF8(given, "?"), "choose table, csv or json", "there is no such format")}
}

func checkPart(part, format string) error {
	switch part {
	case "sizes", "moves", "rates", "revenue":
		return nil
	case "":
		if format != "csv" {
			return nil
		}
		return usageError{palier.Refuse("write a simulation as csv", "it has four parts, each with columns of its own", "choose one: --part sizes, moves, rates or revenue")}
	}
	return usageError{palier.Refusef("simulate "+strings.ToValidUTF8(part, "?"), "choose sizes, moves, rates or revenue", "there is no such part")}
}
