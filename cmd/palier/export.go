package main

import (
	"context"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/export"
	"palier/internal/workspace"
)

// exportFlags are what an export of contacts can be asked for.
type exportFlags struct {
	outputFlags
	columns     []string
	channel     string
	unreachable bool
	purpose     string
}

// columnsHelp tells what a file of contacts can have, and whom.
const columnsHelp = `--columns chooses what of each: facts (stage, spend), fields of contacts (email,
first_name, consent_email) and columns of your own (city, contact."Loyalty tier"), each
with a label if wanted: contact_id,email=E-Mail,stage=Stage. A file with an address takes
only contacts that may be reached there, and says how many it left out.`

func (given *exportFlags) bind(command *cobra.Command) {
	flags := command.Flags()
	flags.StringVar(&given.format, "format", "", "`csv` (usual), csv-fr, xlsx, parquet, or json (an object per line)")
	flags.StringArrayVar(&given.columns, "columns", nil, "these `columns`, separated by commas, instead of the usual ones; NAME=LABEL calls one otherwise")
	flags.StringVar(&given.channel, "channel", "", "only contacts that can be reached through this `channel`: email, sms, phone or post")
	flags.BoolVar(&given.unreachable, "include-unreachable", false, "also contacts that may not be written to; needs --purpose")
	flags.StringVar(&given.purpose, "purpose", "", "what the export is for, for the audit log")
	given.outputFlags.bind(command)
}

// exportMembers writes the contacts selected to a file, tells how many, and writes that
// it did to the audit log.
func (p *Program) exportMembers(ctx context.Context, w *workspace.Workspace, r *reading, given exportFlags, asked palier.Selection, of string) error {
	if p.json && given.path == "" {
		given.format = string(export.JSONLines)
	}
	format, err := given.resolve(export.CSV)
	if err != nil {
		return err
	}
	book, err := p.words(given.outputFlags, format, r.engine.Model)
	if err != nil {
		return err
	}
	x, err := w.HandOut(ctx, &workspace.Lens{View: r.view, Engine: r.engine, AsOf: r.asOf}, workspace.HandOut{
		Selection: asked, Of: of, Format: format, Book: book, Columns: strings.Join(given.columns, ","),
		Channel: given.channel, Unreachable: given.unreachable, Purpose: given.purpose,
	})
	if palier.CodeOf(err) == palier.Invalid {
		return usageError{err}
	}
	if err != nil {
		return err
	}
	err = p.handOut(ctx, given.outputFlags, format, func(to io.Writer) error { return x.Write(ctx, to, given.path != "") })
	if err != nil {
		return err
	}
	return p.tellExport(x, given.path)
}
