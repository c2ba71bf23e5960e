package main

import (
	"context"
	"errors"
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

// exporting is an export of contacts under way.
type exporting struct {
	*Program
	given      exportFlags
	workspace  *workspace.Workspace
	reading    *reading
	asked      palier.Selection
	of         string // the segment's text, empty for contacts at large
	format     export.Format
	contacts   *export.Contacts
	addressing export.Addressing
	tally      export.Tally
	guarded    int64
}

// exportMembers writes the contacts selected to a file, tells how many, and writes that
// it did to the audit log.
func (p *Program) exportMembers(ctx context.Context, w *workspace.Workspace, r *reading, given exportFlags, asked palier.Selection, of string) error {
	x := &exporting{Program: p, given: given, workspace: w, reading: r, asked: asked, of: of}
	if err := x.prepare(ctx); err != nil {
		return err
	}
	err := p.handOut(ctx, given.outputFlags, x.format, func(to io.Writer) error {
		err := x.write(ctx, to)
		if err != nil && (given.path != "" || x.tally.Written == 0) {
			return err // nobody has anything
		}
		return errors.Join(err, x.log(context.WithoutCancel(ctx), err == nil))
	})
	if err != nil {
		return err
	}
	return x.tell()
}

// prepare finds out what is to be written, and whether it may be.
func (x *exporting) prepare(ctx context.Context) (err error) {
	if x.given.unreachable && strings.TrimSpace(x.given.purpose) == "" {
		return usageError{palier.Refuse("export contacts that may not be written to", "it says not what for", "say it, for the audit log: --purpose TEXT")}
	}
	if x.json && x.given.path == "" {
		x.given.format = string(export.JSONLines)
	}
	if x.format, err = x.given.resolve(export.CSV); err != nil {
		return err
	}
	base := export.Base{Model: x.reading.engine.Model, Currency: x.workspace.Currency()}
	if base.Book, err = x.words(x.given.outputFlags, x.format, base.Model); err != nil {
		return err
	}
	attributes, err := x.workspace.Attributes(ctx, x.reading.view)
	if err != nil {
		return err
	}
	for _, attribute := range attributes {
		if attribute.Of == palier.OfContact {
			base.Attributes = append(base.Attributes, attribute.Field())
		}
	}
	x.contacts = base.Fixed()
	if len(x.given.columns) > 0 {
		if x.contacts, err = base.Choose(strings.Join(x.given.columns, ",")); err != nil {
			return usageError{err}
		}
	}
	if x.addressing, err = x.contacts.Addressing(x.given.channel); err != nil {
		return usageError{err}
	}
	x.addressing.Unreachable = x.given.unreachable
	return nil
}

// write writes the file.
func (x *exporting) write(ctx context.Context, to io.Writer) error {
	rows, err := x.rows(ctx)
	if err != nil {
		return err
	}
	out, err := export.New(to, export.Table{Format: x.format, Columns: x.contacts.Columns, Rows: rows, Guarded: func() { x.guarded++ }})
	if err != nil {
		return err
	}
	unreachable, err := x.unreachable(ctx)
	if err != nil {
		return err
	}
	var cells []export.Cell
	query := palier.RowQuery{Selection: x.asked, Fields: x.contacts.Fields, Channel: x.channel()}
	err = x.reading.engine.Rows(ctx, x.reading.view, query, func(row *palier.Row) (bool, error) {
		row.Reachable = row.Reachable && !unreachable[row.Contact]
		taken := x.addressing.Takes(row)
		x.tally.Count(row, taken)
		if !taken {
			return true, nil
		}
		cells = x.contacts.Row(row, cells)
		return true, out.Write(cells)
	})
	if err != nil {
		return err
	}
	return out.Close()
}

// rows is how many rows there will be at most, where the format has not room for any
// number of them.
func (x *exporting) rows(ctx context.Context) (int64, error) {
	if x.format != export.Workbook {
		return 0, nil
	}
	audience, err := x.reading.engine.Audience(ctx, x.reading.view, x.asked, x.channel())
	switch {
	case err != nil || len(x.addressing.Channels) == 0:
		return audience.Total, err
	case x.addressing.Unreachable:
		return audience.Identified, nil
	}
	return audience.Reachable, nil
}

// channel is the first channel that the file is for; e-mail when it is for none.
func (x *exporting) channel() int {
	if len(x.addressing.Channels) == 0 {
		return 0
	}
	return x.addressing.Channels[0]
}

// unreachable gives who cannot be reached through another channel that the file is for.
func (x *exporting) unreachable(ctx context.Context) (map[palier.Key]bool, error) {
	them := map[palier.Key]bool{}
	for _, channel := range x.addressing.Channels[min(1, len(x.addressing.Channels)):] {
		query := palier.RowQuery{Selection: x.asked, Channel: channel}
		err := x.reading.engine.Rows(ctx, x.reading.view, query, func(row *palier.Row) (bool, error) {
			if !row.Reachable {
				them[row.Contact] = true
			}
			return true, nil
		})
		if err != nil {
			return nil, err
		}
	}
	return them, nil
}
