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

func (p *Program) exportContacts() *cobra.Command {
	var given contactFlags
	var output outputFlags
	command := given.bindFacets(&cobra.Command{
		Use:   "export",
		Short: "Write every contact's facts, sorted by contact id",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return p.in(c.Context(), "contacts export", func(w *workspace.Workspace) error {
				if p.json && output.path == "" {
					output.format = string(export.JSONLines)
				}
				return p.writeContacts(c.Context(), w, given, output)
			})
		},
	})
	command.Flags().StringVar(&output.format, "format", "", "`csv` (usual), csv-fr, xlsx, parquet, or json (an object per line)")
	command.Flags().StringArrayVar(&given.columns, "columns", nil, "these `columns`, separated by commas, instead of the usual ones; NAME=LABEL calls one otherwise")
	output.bind(command)
	return command
}

// writeContacts writes contacts to a file.
func (p *Program) writeContacts(ctx context.Context, w *workspace.Workspace, given contactFlags, output outputFlags) error {
	format, err := output.resolve(export.CSV)
	if err != nil {
		return err
	}
	var guarded int64
	err = p.handOut(ctx, output, format, func(to io.Writer) error {
		var contacts *export.Contacts
		var out export.Writer
		var cells []export.Cell
		return p.eachContact(ctx, w, given, func(r *reading) (err error) {
			base := export.Base{Model: r.engine.Model, Currency: w.Currency()}
			if base.Book, err = p.words(output, format, r.engine.Model); err != nil {
				return err
			}
			contacts = base.Fixed()
			if len(given.columns) > 0 {
				if contacts, err = base.Choose(strings.Join(given.columns, ",")); err != nil {
					return usageError{err}
				}
			}
			if len(contacts.Fields) > 0 {
				return usageError{palier.Refuse("export the column "+contacts.Fields[0].Name, "it is no fact", "choose from the facts")}
			}
			out, err = export.New(to, export.Table{Format: format, Columns: contacts.Columns, Guarded: func() { guarded++ }})
			return err
		}, func(s *palier.ContactState) error {
			cells = contacts.Row(export.RowOf(s), cells)
			return out.Write(cells)
		}, func() error {
			return out.Close()
		})
	})
	p.tellGuarded(guarded)
	return err
}
